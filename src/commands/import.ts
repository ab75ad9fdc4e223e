import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { VariorumError } from '../model/errors.ts'
import type { Summary } from '../model/report.ts'
import { openGitHistory } from '../sources/git/history.ts'
import { openJournal } from '../sources/journal.ts'
import type { Source } from '../sources/source.ts'
import type { Context } from './context.ts'
import { record } from './ingest.ts'
import { wanted } from './reading.ts'
import type { ImportOptions } from './variorum.ts'

/**
 * Reads history into the store: a git repository's, or an exported journal's. What an earlier run recorded is passed
 * over, so that repeating it stores nothing twice and an interrupted one goes on where it was.
 */
export async function importHistory(context: Context, cwd: string, options: ImportOptions = {}): Promise<Summary> {
  await using source = await openSource(context, cwd, options)
  const store = await context.store(options.dryRun ? 'peek' : 'write')
  const { summary } = await record(store, source, {
    ...options,
    verb: 'import',
    now: context.now,
    sections: context.sections,
  })
  return summary
}

async function openSource(context: Context, cwd: string, options: ImportOptions): Promise<Source> {
  const accepts = (path: string) => wanted(path, { dialect: options.dialect })
  const git = {
    accepts,
    ...(options.rev ? { rev: options.rev } : {}),
    ...(options.paths ? { paths: options.paths } : {}),
    signal: options.signal,
  }
  if (options.from === undefined) return openGitHistory(context.archive, { ...git, archive: context.archive })
  const from = resolve(cwd, options.from)
  const found = await stat(from).catch(() => null)
  if (found === null) {
    throw new VariorumError(
      'file-not-found',
      `There is no ${options.from} here: neither a git repository nor a journal.`,
      {
        advice: 'Give the path of a repository, or of a journal written by "variorum export".',
      },
    )
  }
  return found.isDirectory() ? openGitHistory(from, git) : openJournal(from, { signal: options.signal })
}
