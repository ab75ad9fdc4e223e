import { isUtf8 } from 'node:buffer'
import type { GitProcess } from './isolated-repository.ts'

/** A commit and its differences from its first parent. */
export interface LoggedCommit {
  readonly sha: string
  /** The committer's time, milliseconds since 1970. */
  readonly at: number
  /** The author's name in the commit, without a mailmap. */
  readonly author: string
  /** The commit has no parent in this clone, so all its files are new. */
  readonly isRoot: boolean
  readonly entries: readonly LoggedEntry[]
}

/** The change of one file in a commit. */
export interface LoggedEntry {
  /** Git's mode, such as `100644`. `000000`: no file. */
  readonly oldMode: string
  readonly newMode: string
  /** Null: the file was removed. */
  readonly oid: string | null
  readonly oldOid: string | null
  readonly path: string
  /** False if the name is not UTF-8. Then `path` only resembles it. */
  readonly exact: boolean
}

/** Arguments for a log that `readLog` can read. */
export const logArguments = [
  'log',
  '-z',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--first-parent',
  '--diff-merges=first-parent',
  '--no-ext-diff',
  '--no-textconv',
  '--no-show-signature',
  '--no-mailmap',
  '--no-notes',
  '--no-color',
  '--ignore-submodules=none',
  '--encoding=UTF-8',
  '--format=%H %ct %P%x09%an',
]

/**
 * The command whose output `readLog` reads. A merge is one step on the mainline: it applies the branch to the first parent's
 * tree. The branch's own commits are left out, because with them a page would alternate between two lines of work.
 * @param to full object id
 * @param from full object id; its history is excluded
 * @param paths literal paths from the repository's top
 * @param order `[]`: newest first. Default: oldest first
 */
export function logCommand(to: string, from: string | null, paths: readonly string[], order = ['--reverse']): string[] {
  const excluded = from === null ? [] : [`^${from}`]
  return [...logArguments, ...order, '--end-of-options', to, ...excluded, '--', ...paths]
}

/** Yields the commits that a log prints, without those that change nothing. Stops git when the reader stops. */
export async function* readCommits({ output, ended, stop }: GitProcess): AsyncGenerator<LoggedCommit> {
  try {
    yield* readLog(output)
    await ended
  } finally {
    stop()
  }
}

/** Parses a log. Chunks can be cut anywhere. */
export async function* readLog(chunks: AsyncIterable<Buffer>): AsyncGenerator<LoggedCommit> {
  let header: string | null = null
  let entries: LoggedEntry[] = []
  let meta: string | null = null
  let rest: Buffer | null = null
  for await (const arrived of chunks) {
    const chunk: Buffer = rest === null ? arrived : Buffer.concat([rest, arrived])
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      if (meta !== null) {
        entries.push(toLoggedEntry(meta, chunk, start, end))
        meta = null
      } else {
        // A line end separates a commit from its entries.
        const from = chunk[start] === lineEnd ? start + 1 : start
        if (chunk[from] === colon) {
          meta = chunk.toString('latin1', from, end)
        } else {
          if (header !== null && entries.length > 0) yield toLoggedCommit(header, entries)
          header = chunk.toString('utf8', from, end)
          entries = []
        }
      }
      start = end + 1
    }
    rest = start < chunk.length ? chunk.subarray(start) : null
  }
  if (header !== null && entries.length > 0) yield toLoggedCommit(header, entries)
}

const lineEnd = 10
const colon = 58

function toLoggedCommit(header: string, entries: LoggedEntry[]): LoggedCommit {
  const tab = header.indexOf('\t')
  const [sha = '', seconds = '', parent = ''] = header.slice(0, tab).split(' ', 3)
  // A forged commit can have any number. A time beyond the range of Date becomes its last one.
  const at = Math.min(Math.max(Math.trunc(Number(seconds)) || 0, 0) * 1000, maxTime)
  return { sha, at, author: header.slice(tab + 1), isRoot: parent === '', entries }
}

const maxTime = 8.64e15

/** @param meta `:100644 100644 <oid before> <oid after> M` */
function toLoggedEntry(meta: string, chunk: Buffer, start: number, end: number): LoggedEntry {
  const [oldMode = '', newMode = '', oldOid = '', oid = ''] = meta.slice(1).split(' ')
  const path = chunk.toString('utf8', start, end)
  return {
    oldMode,
    newMode,
    oid: isAllZeros(oid) ? null : oid,
    oldOid: isAllZeros(oldOid) ? null : oldOid,
    path,
    exact: !path.includes('\ufffd') || isUtf8(chunk.subarray(start, end)),
  }
}

/** Whether an id or a mode is all zeros, by which git marks a missing file. A real id can begin with zeros. */
export function isAllZeros(text: string): boolean {
  return text.startsWith('000') && /^0+$/.test(text)
}
