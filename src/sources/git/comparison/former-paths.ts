import type { CleanRoom } from '../repository/clean-room.ts'
import { type LoggedCommit, rawLog, readLog } from '../repository/log.ts'

/**
 * Where files were before they came to their paths: of those that a commit adds, the ones that it takes away elsewhere under
 * the same telling name, or with the same content. It asks only about the commits that add one and could take one away.
 * @returns each former path with the commit that moved it
 */
export async function formerPaths(
  room: CleanRoom,
  commits: readonly LoggedCommit[],
): Promise<{ readonly path: string; readonly sha: string }[]> {
  const added = new Map<string, LoggedCommit['entries']>()
  for (const { sha, entries, first } of commits) {
    if (first) continue
    const fresh = entries.filter(({ oldMode, oid }) => /^0+$/.test(oldMode) && oid !== null)
    if (fresh.length > 0) added.set(sha, fresh)
  }
  if (added.size === 0) return []
  const { output, ended, stop } = room.git([...rawLog, '--no-walk=unsorted', '--diff-filter=D', '--stdin'], {
    input: `${[...added.keys()].join('\n')}\n`,
  })
  const former: { path: string; sha: string }[] = []
  try {
    for await (const { sha, entries: gone } of readLog(output ?? nothing())) {
      const names = Map.groupBy(gone, ({ path }) => nameOf(path))
      const contents = Map.groupBy(gone, ({ oldOid }) => oldOid)
      for (const { path, oid } of added.get(sha) ?? []) {
        const named = commonName.test(nameOf(path)) ? [] : (names.get(nameOf(path)) ?? [])
        const alike = named.length > 0 ? named : (contents.get(oid ?? '') ?? [])
        if (alike.length === 1) former.push({ path: alike[0]!.path, sha })
      }
    }
    await ended
  } finally {
    stop()
  }
  return former
}

/**
 * Commits from several logs of one mainline as one log, oldest first; of a commit that is in more than one, the entries are
 * joined.
 * @param to the mainline's last commit
 */
export async function inLineOfDescent(
  room: CleanRoom,
  to: string,
  commits: readonly LoggedCommit[],
): Promise<LoggedCommit[]> {
  const { output, ended } = room.git(['rev-list', '--first-parent', to])
  let text = ''
  for await (const chunk of output ?? nothing()) text += chunk.toString('latin1')
  await ended
  const places = new Map(text.split('\n').map((sha, place) => [sha, place]))
  const joined = [...Map.groupBy(commits, ({ sha }) => sha).values()].map((parts) => ({
    ...parts[0]!,
    entries: parts.flatMap(({ entries }) => entries),
  }))
  return joined.sort((a, b) => (places.get(b.sha) ?? 0) - (places.get(a.sha) ?? 0))
}

/** Names that every folder has. */
const commonName = /^_?(?:index|readme)\.[a-z.]+$/i

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

async function* nothing(): AsyncGenerator<Buffer> {}
