import { isUtf8 } from 'node:buffer'

/** What a commit did to the tree of its first parent. */
export interface LoggedCommit {
  readonly sha: string
  /** The committer's time, milliseconds since 1970. */
  readonly at: number
  /** Name as the commit has it, whatever a mail map says. */
  readonly author: string
  /** It has no parent here: all that it holds is new, and nothing is gone. */
  readonly isRoot: boolean
  readonly entries: readonly LoggedEntry[]
}

export interface LoggedEntry {
  /** As git writes modes, `100644`; `000000` where there was, or is, nothing. */
  readonly oldMode: string
  readonly newMode: string
  /** Null: removed. */
  readonly oid: string | null
  readonly oldOid: string | null
  readonly path: string
  /** False where the name is not UTF-8, and `path` only resembles it. */
  readonly exact: boolean
}

/** The log in the form that `readLog` reads. */
export const logArguments: readonly string[] = [
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
 * The command whose output `readLog` reads. Merged branches are told as the mainline saw them: a merge is one step
 * that does to the first parent's tree what the branch did. Telling the branch's own commits in between would make a
 * page flicker between two lines of work that never stood one after the other.
 * @param to full object id
 * @param from full object id, excluded with all that it reaches
 * @param paths literal, from the repository's top
 */
export function logCommand(
  to: string,
  from: string | null,
  paths: readonly string[],
  order: 'oldest first' | 'newest first' = 'oldest first',
): string[] {
  return [
    ...logArguments,
    ...(order === 'oldest first' ? ['--reverse'] : []),
    '--end-of-options',
    to,
    ...(from === null ? [] : [`^${from}`]),
    '--',
    ...paths,
  ]
}

/** Reads the log, in its order, from chunks cut anywhere. Commits that changed nothing are left out. */
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
        // a line end parts a commit from its entries
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
  // a forged commit can carry any number; what no date can hold becomes the last one
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
    oid: isNullId(oid) ? null : oid,
    oldOid: isNullId(oldOid) ? null : oldOid,
    path,
    exact: !path.includes('\ufffd') || isUtf8(chunk.subarray(start, end)),
  }
}

/** All zeros, which is how git says that nothing is there; an id that only begins with zeros is one like any other. */
export function isNullId(oid: string): boolean {
  return oid.startsWith('000') && /^0+$/.test(oid)
}
