import type { IsolatedRepository } from '../repository/isolated-repository.ts'
import { type LoggedCommit, logArguments, readLog } from '../repository/log.ts'

/**
 * Where files were before they came to their paths: of those that a commit adds, the ones that it takes away elsewhere under
 * the same telling name, or with the same content. It asks only about the commits that add one and could take one away.
 * @returns each former path with the commit that moved it
 */
export async function findFormerPaths(
  repository: IsolatedRepository,
  commits: readonly LoggedCommit[],
): Promise<{ readonly path: string; readonly sha: string }[]> {
  const added = new Map<string, LoggedCommit['entries']>()
  for (const { sha, entries, isRoot: first } of commits) {
    if (first) continue
    const additions = entries.filter(({ oldMode, oid }) => /^0+$/.test(oldMode) && oid !== null)
    if (additions.length > 0) added.set(sha, additions)
  }
  if (added.size === 0) return []
  const { output, ended, stop } = repository.git(
    [...logArguments, '--no-walk=unsorted', '--diff-filter=D', '--stdin'],
    {
      input: `${[...added.keys()].join('\n')}\n`,
    },
  )
  const former: { path: string; sha: string }[] = []
  try {
    for await (const { sha, entries: removed } of readLog(output ?? noChunks())) {
      const names = Map.groupBy(removed, ({ path }) => nameOf(path))
      const contents = Map.groupBy(removed, ({ oldOid }) => oldOid)
      for (const { path, oid } of added.get(sha) ?? []) {
        const sameName = genericName.test(nameOf(path)) ? [] : (names.get(nameOf(path)) ?? [])
        const matches = sameName.length > 0 ? sameName : (contents.get(oid ?? '') ?? [])
        if (matches.length === 1) former.push({ path: matches[0]!.path, sha })
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
export async function sortByAncestry(
  repository: IsolatedRepository,
  to: string,
  commits: readonly LoggedCommit[],
): Promise<LoggedCommit[]> {
  const { output, ended } = repository.git(['rev-list', '--first-parent', to])
  let text = ''
  for await (const chunk of output ?? noChunks()) text += chunk.toString('latin1')
  await ended
  const positions = new Map(text.split('\n').map((sha, position) => [sha, position]))
  const joined = [...Map.groupBy(commits, ({ sha }) => sha).values()].map((parts) => ({
    ...parts[0]!,
    entries: parts.flatMap(({ entries }) => entries),
  }))
  return joined.sort((a, b) => (positions.get(b.sha) ?? 0) - (positions.get(a.sha) ?? 0))
}

/** Names that every folder has. */
const genericName = /^_?(?:index|readme)\.[a-z.]+$/i

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

async function* noChunks(): AsyncGenerator<Buffer> {}
