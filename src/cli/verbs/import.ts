import type { ImportOptions } from '../../commands/variorum.ts'
import { type Run, value, values } from '../run.ts'
import { record } from './recording.ts'

export const run: Run = (call) =>
  record(call, 'import', (variorum, options) => variorum.import({ ...options, ...asked(call) }))

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
