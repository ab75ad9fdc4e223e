import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ingestSource } from '../ingest/ingest.ts'
import { isSelectedPage } from '../ingest/read-page.ts'
import { VariorumError } from '../model/errors.ts'
import type { IngestSummary } from '../model/report.ts'
import { openGitHistory } from '../sources/git/history/git-history.ts'
import { openJournal } from '../sources/journal.ts'
import type { Source } from '../sources/source.ts'
import type { CommandContext } from './archive/command-context.ts'
import { rulingsLoader } from './rulings/read-ruling-file.ts'
import { ineffectiveRulingNotes } from './rulings/ruling-notes.ts'
import type { ImportOptions } from './variorum.ts'

/**
 * Imports the history of a git repository, or an exported journal. Revisions that are recorded already are skipped, so an
 * interrupted import is continued by running it again.
 * @throws VariorumError `file-not-found`, `journal-unreadable`, `interrupted`, `repository-…`, `store-…`
 */
export async function importHistory(
  context: CommandContext,
  cwd: string,
  options: ImportOptions = {},
): Promise<IngestSummary> {
  try {
    await using source = await openSource(context, cwd, options)
    const store = await context.store(options.dryRun ? 'peek' : 'write')
    const { summary } = await ingestSource(store, source, {
      ...options,
      verb: 'import',
      now: context.now,
      sections: context.sections,
      rulings: rulingsLoader(context),
    })
    // a dry run stores nothing that could be looked up
    return { ...summary, notes: options.dryRun ? [] : await ineffectiveRulingNotes(context, store) }
  } catch (error) {
    throw withJournalName(error, options.from)
  }
}

async function openSource(context: CommandContext, cwd: string, options: ImportOptions): Promise<Source> {
  const accepts = (path: string) => isSelectedPage(path, { dialect: options.dialect })
  const { rev, paths, signal } = options
  const git = { accepts, rev, paths, signal }
  if (options.from === undefined)
    return openGitHistory(context.archive, { ...git, archive: context.archive, named: false })
  const from = resolve(cwd, options.from)
  const found = await stat(from).catch(() => null)
  if (found === null) {
    throw new VariorumError('file-not-found', `There is no ${options.from}: neither a git repository nor a journal.`, {
      advice: isRemoteUrl(options.from) ? cloneAdvice(options.from) : repositoryOrJournalAdvice,
    })
  }
  if (found.isDirectory()) return openGitHistory(from, git)
  const start = found.isFile() ? await readFirstBytes(from) : ''
  // also a damaged journal begins with JSON
  if (start.startsWith('{')) return openJournal(from, { signal })
  throw new VariorumError('journal-unreadable', `${options.from} is neither a git repository nor a journal.`, {
    advice: start.startsWith('# v') ? cloneAdvice(options.from) : repositoryOrJournalAdvice,
  })
}

const repositoryOrJournalAdvice =
  'Give the folder of a git repository, or a journal that "variorum export" wrote to a file.'

function cloneAdvice(from: string): string {
  return `Clone it first, and import the clone: git clone --bare ${from} FOLDER`
}

/** Whether a text is an address such as `https://…` or `git@host:…`: Variorum fetches nothing. */
function isRemoteUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\/|^[^/\s]+@[^/\s]+:/i.test(text)
}

async function readFirstBytes(file: string): Promise<string> {
  await using handle = await open(file).catch((cause: unknown) => {
    const advice = 'Check that you may read it.'
    throw new VariorumError('journal-unreadable', `${file} cannot be opened.`, { advice, cause })
  })
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0)
  return buffer.toString('utf8', 0, bytesRead).trimStart()
}

/** Adds the file name to an error that names only a line of a journal. */
function withJournalName(error: unknown, from: string | undefined): unknown {
  if (!(error instanceof VariorumError) || error.code !== 'journal-unreadable' || from === undefined) return error
  if (error.message.startsWith(from)) return error
  return new VariorumError(error.code, `${from}: ${error.message}`, { advice: error.advice ?? undefined, cause: error })
}
