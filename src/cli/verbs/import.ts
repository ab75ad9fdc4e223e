import type { ImportOptions } from '../../commands/variorum.ts'
import { type Run, value, values } from '../run.ts'
import { record } from './recording.ts'

export const run: Run = (call) =>
  record(call, 'import', async (variorum, options) => {
    const summary = await variorum.import({ ...options, ...asked(call) })
    const paths = values(call, 'path')
    if (paths.length > 0 && summary.revisions === 0) {
      call.talkAtTheEnd(
        `No page of these commits fits --path ${paths.join(', ')}: it counts from the archive's folder.`,
      )
    }
    return summary
  })

function asked(call: Parameters<Run>[0]): Pick<ImportOptions, 'from' | 'rev' | 'paths' | 'dialect'> {
  const [from] = call.args
  const rev = value(call, 'rev')
  const paths = values(call, 'path')
  const dialect = dialectOf(value(call, 'dialect'))
  return {
    ...(from === undefined ? {} : { from }),
    ...(rev === undefined ? {} : { rev }),
    ...(paths.length === 0 ? {} : { paths }),
    ...(dialect === undefined ? {} : { dialect }),
  }
}

function dialectOf(name: string | undefined): ImportOptions['dialect'] {
  return name === 'auto' || name === 'context' || name === 'front-matter' || name === 'portal' ? name : undefined
}
