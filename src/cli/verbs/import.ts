import type { ImportOptions } from '../../commands/variorum.ts'
import { flagValue, flagValues, type RunCommand } from '../invocation.ts'
import { runIngest } from './run-ingest.ts'

export const run: RunCommand = (invocation) =>
  runIngest(invocation, 'import', async (variorum, options) => {
    const summary = await variorum.import({ ...options, ...parseImportOptions(invocation) })
    const paths = flagValues(invocation, 'path')
    if (paths.length > 0 && summary.revisions === 0) {
      invocation.printMessageAtEnd(
        `No page of these commits fits --path ${paths.join(', ')}: it counts from the archive's folder.`,
      )
    }
    return summary
  })

function parseImportOptions(
  invocation: Parameters<RunCommand>[0],
): Pick<ImportOptions, 'from' | 'rev' | 'paths' | 'dialect'> {
  const [from] = invocation.args
  const rev = flagValue(invocation, 'rev')
  const paths = flagValues(invocation, 'path')
  const dialect = parseDialect(flagValue(invocation, 'dialect'))
  return {
    ...(from === undefined ? {} : { from }),
    ...(rev === undefined ? {} : { rev }),
    ...(paths.length === 0 ? {} : { paths }),
    ...(dialect === undefined ? {} : { dialect }),
  }
}

function parseDialect(name: string | undefined): ImportOptions['dialect'] {
  return name === 'auto' || name === 'context' || name === 'front-matter' || name === 'portal' ? name : undefined
}
