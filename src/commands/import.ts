import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { record } from '../ingest/ingest.ts'
import { wanted } from '../ingest/read-page.ts'
import { VariorumError } from '../model/errors.ts'
import type { Summary } from '../model/report.ts'
import { openGitHistory } from '../sources/git/history/history.ts'
import { openJournal } from '../sources/journal.ts'
import type { Source } from '../sources/source.ts'
import type { Context } from './archive/context.ts'
import { rulingsOf } from './rulings/open-rulings.ts'
import { notesOnRulings } from './rulings/ruling-notes.ts'
import type { ImportOptions } from './variorum.ts'

/**
 * Reads history into the store: a git repository's, or an exported journal's. What an earlier run recorded is passed
 * over, so that repeating it stores nothing twice and an interrupted one goes on where it was.
 */
export async function importHistory(context: Context, cwd: string, options: ImportOptions = {}): Promise<Summary> {
  try {
    await using source = await openSource(context, cwd, options)
    const store = await context.store(options.dryRun ? 'peek' : 'write')
    const { summary } = await record(store, source, {
      ...options,
      verb: 'import',
      now: context.now,
      sections: context.sections,
      rulings: rulingsOf(context),
    })
    // what was not stored cannot be looked up
    return { ...summary, notes: options.dryRun ? [] : await notesOnRulings(context, store) }
  } catch (error) {
    throw namingJournal(error, options.from)
  }
}

async function openSource(context: Context, cwd: string, options: ImportOptions): Promise<Source> {
  const accepts = (path: string) => wanted(path, { dialect: options.dialect })
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
      { advice: isAddress(options.from) ? adviceToClone(options.from) : adviceToName },
    )
  }
  if (found.isDirectory()) return openGitHistory(from, git)
  const start = found.isFile() ? await beginning(from) : ''
  // whatever else may be wrong with a journal, it is made of JSON
  if (start.startsWith('{')) return openJournal(from, { signal: options.signal })
  throw new VariorumError('journal-unreadable', `${options.from} is neither a git repository nor a journal.`, {
    advice: start.startsWith('# v') ? adviceToClone(options.from) : adviceToName,
  })
}

const adviceToName = 'Give the folder of a git repository, or a journal that "variorum export" wrote to a file.'

function adviceToClone(from: string): string {
  return `Make a repository of it first and import that: git clone --bare ${from} FOLDER`
}

/** `https://…`, `git@host:…`: nothing is ever fetched. */
function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\/|^[^/\s]+@[^/\s]+:/i.test(text)
}

async function beginning(file: string): Promise<string> {
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
function namingJournal(error: unknown, from: string | undefined): unknown {
  if (!(error instanceof VariorumError) || error.code !== 'journal-unreadable' || from === undefined) return error
  if (error.message.startsWith(from)) return error
  const advice = error.advice === null ? {} : { advice: error.advice }
  return new VariorumError(error.code, `${from}: ${error.message}`, { ...advice, cause: error })
}
