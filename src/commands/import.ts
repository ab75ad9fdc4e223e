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
 * Reads history into the store: a git repository's, or an exported journal's. What an earlier run recorded is passed
 * over, so that repeating it stores nothing twice and an interrupted one goes on where it was.
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
    // what was not stored cannot be looked up
    return { ...summary, notes: options.dryRun ? [] : await ineffectiveRulingNotes(context, store) }
  } catch (error) {
    throw withJournalName(error, options.from)
  }
}

async function openSource(context: CommandContext, cwd: string, options: ImportOptions): Promise<Source> {
  const accepts = (path: string) => isSelectedPage(path, { dialect: options.dialect })
  const git = {
    accepts,
    ...(options.rev ? { rev: options.rev } : {}),
    ...(options.paths ? { paths: options.paths } : {}),
    signal: options.signal,
  }
  if (options.from === undefined)
    return openGitHistory(context.archive, { ...git, archive: context.archive, named: false })
  const from = resolve(cwd, options.from)
  const found = await stat(from).catch(() => null)
  if (found === null) {
    throw new VariorumError(
      'file-not-found',
      `There is no ${options.from} here: neither a git repository nor a journal.`,
      { advice: isRemoteUrl(options.from) ? cloneAdvice(options.from) : repositoryOrJournalAdvice },
    )
  }
  if (found.isDirectory()) return openGitHistory(from, git)
  const start = found.isFile() ? await readFirstBytes(from) : ''
  // whatever else may be wrong with a journal, it is made of JSON
  if (start.startsWith('{')) return openJournal(from, { signal: options.signal })
  throw new VariorumError('journal-unreadable', `${options.from} is neither a git repository nor a journal.`, {
    advice: start.startsWith('# v') ? cloneAdvice(options.from) : repositoryOrJournalAdvice,
  })
}

const repositoryOrJournalAdvice =
  'Give the folder of a git repository, or a journal that "variorum export" wrote to a file.'

function cloneAdvice(from: string): string {
  return `Make a repository of it first and import that: git clone --bare ${from} FOLDER`
}

/** `https://…`, `git@host:…`: nothing is ever fetched. */
function isRemoteUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\/|^[^/\s]+@[^/\s]+:/i.test(text)
}

async function readFirstBytes(file: string): Promise<string> {
  const handle = await open(file).catch((error: unknown) => {
    throw new VariorumError('journal-unreadable', `${file} cannot be opened.`, {
      advice: 'See that you may read it.',
      cause: error,
    })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.toString('utf8', 0, bytesRead).trimStart()
  } finally {
    await handle.close()
  }
}

/** A journal's own failures name a line: they are told with the file that it stands in. */
function withJournalName(error: unknown, from: string | undefined): unknown {
  if (!(error instanceof VariorumError) || error.code !== 'journal-unreadable' || from === undefined) return error
  if (error.message.startsWith(from)) return error
  const advice = error.advice === null ? {} : { advice: error.advice }
  return new VariorumError(error.code, `${from}: ${error.message}`, { ...advice, cause: error })
}
