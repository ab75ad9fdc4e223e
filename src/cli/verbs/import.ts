import type { RunCommand } from '../invocation.ts'
import { runIngest } from './run-ingest.ts'

export const run: RunCommand<'import'> = (invocation) =>
  runIngest(invocation, async (variorum, options) => {
    const { args, options: flags } = invocation
    const { rev, path: paths, dialect } = flags
    const summary = await variorum.import({ ...options, from: args[0], rev, paths, dialect })
    if (paths !== undefined && summary.revisions === 0) {
      invocation.printMessageAtEnd(
        `No page of these commits matches --path ${paths.join(', ')}. The pattern starts from the archive's folder.`,
      )
    }
    return summary
  })
