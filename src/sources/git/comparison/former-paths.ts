import { type IsolatedRepository, readOutput } from '../repository/isolated-repository.ts'
import { isAllZeros, type LoggedCommit, logArguments, readCommits } from '../repository/log.ts'

/**
 * Finds where added files were before. A commit that adds a file may remove one elsewhere with the same specific name, or
 * with the same content. Only commits that add files are read.
 * @returns each former path with the commit that moved it
 */
export async function findFormerPaths(
  repository: IsolatedRepository,
  commits: readonly LoggedCommit[],
): Promise<{ readonly path: string; readonly sha: string }[]> {
  const added = new Map<string, LoggedCommit['entries']>()
  for (const { sha, entries } of commits.filter(({ isRoot }) => !isRoot)) {
    const additions = entries.filter(({ oldMode, oid }) => isAllZeros(oldMode) && oid !== null)
    if (additions.length > 0) added.set(sha, additions)
  }
  if (added.size === 0) return []
  const command = [...logArguments, '--no-walk=unsorted', '--diff-filter=D', '--stdin']
  const git = repository.git(command, { input: `${[...added.keys()].join('\n')}\n` })
  const former: { path: string; sha: string }[] = []
  for await (const { sha, entries: removed } of readCommits(git)) {
    const names = Map.groupBy(removed, ({ path }) => nameOf(path))
    const contents = Map.groupBy(removed, ({ oldOid }) => oldOid)
    for (const { path, oid } of added.get(sha) ?? []) {
      const sameName = genericName.test(nameOf(path)) ? [] : (names.get(nameOf(path)) ?? [])
      const matches = sameName.length > 0 ? sameName : (contents.get(oid ?? '') ?? [])
      if (matches.length === 1) former.push({ path: matches[0]!.path, sha })
    }
  }
  return former
}

/**
 * Merges several logs of one mainline into one, oldest first. The entries of a commit in several logs are joined.
 * @param to the mainline's last commit
 */
export async function sortByAncestry(
  repository: IsolatedRepository,
  to: string,
  commits: readonly LoggedCommit[],
): Promise<LoggedCommit[]> {
  const text = await readOutput(repository.git(['rev-list', '--first-parent', to]))
  const positions = new Map(text.split('\n').map((sha, position) => [sha, position]))
  const joined = [...Map.groupBy(commits, ({ sha }) => sha).values()].map((parts) => ({
    ...parts[0]!,
    entries: parts.flatMap(({ entries }) => entries),
  }))
  return joined.sort((a, b) => (positions.get(b.sha) ?? 0) - (positions.get(a.sha) ?? 0))
}

/** Names that many folders have. */
const genericName = /^_?(?:index|readme)\.[a-z.]+$/i

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
