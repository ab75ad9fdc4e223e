import type { CommandName } from './command-table.ts'
import type { RunCommand } from './invocation.ts'

/** The code of each command; only the requested one is loaded. */
const loaders: { readonly [Name in CommandName]: () => Promise<{ readonly run: RunCommand<Name> }> } = {
  status: () => import('./verbs/status.ts'),
  import: () => import('./verbs/import.ts'),
  ingest: () => import('./verbs/ingest.ts'),
  watch: () => import('./verbs/watch.ts'),
  history: () => import('./verbs/history.ts'),
  diff: () => import('./verbs/diff.ts'),
  show: () => import('./verbs/show.ts'),
  audit: () => import('./verbs/audit.ts'),
  changes: () => import('./verbs/changes.ts'),
  check: () => import('./verbs/check.ts'),
  export: () => import('./verbs/export.ts'),
  why: () => import('./verbs/why.ts'),
  link: () => import('./verbs/ruling.ts'),
  unlink: () => import('./verbs/ruling.ts'),
  reindex: () => import('./verbs/reindex.ts'),
  explain: () => import('./verbs/explain.ts'),
}

/** Loads the code of a command. It takes the invocations of this command only. */
export async function loadCommand(name: CommandName): Promise<RunCommand> {
  const { run } = await loaders[name]()
  return run as RunCommand
}
