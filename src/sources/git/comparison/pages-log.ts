import type { PagePath } from '../../../model/page.ts'
import { pagePathOf, repositoryPathOf } from '../repository/archive-folder.ts'
import type { IsolatedRepository } from '../repository/isolated-repository.ts'
import { isAllZeros, type LoggedCommit, logCommand, readCommits } from '../repository/log.ts'
import { findFormerPaths, sortByAncestry } from './former-paths.ts'

/**
 * Reads the commits of the mainline that changed some pages, oldest first.
 * @param range `to`: the last commit; `from`: an earlier commit to begin after, or null to begin where the pages were
 *   added; `folder`: the archive
 */
export async function readPageLog(
  repository: IsolatedRepository,
  { to, from, folder }: { to: string; from: string | null; folder: string },
  pages: Iterable<PagePath>,
): Promise<LoggedCommit[]> {
  const wanted = new Set(Array.from(pages, (path) => repositoryPathOf(path, folder)))
  return readLogOf(repository, to, from, wanted, folder)
}

/**
 * Extends a history by the commits of former paths, if its first commits moved pages.
 * @param range `to`: the last commit of the history; `folder`: the archive
 * @returns the same array if no page was moved
 */
export async function followMoves(
  repository: IsolatedRepository,
  { to, folder }: { to: string; folder: string },
  history: readonly LoggedCommit[],
): Promise<readonly LoggedCommit[]> {
  if (history.length === 0) return history
  const knownFiles = new Set(
    history.flatMap(({ entries }) => entries.map(({ path }) => repositoryPathOf(path, folder))),
  )
  let all = history
  let newest = history
  for (let move = 0; move < maxMoves; move++) {
    const former = (await findFormerPaths(repository, newest)).filter(({ path }) => !knownFiles.has(path))
    if (former.length === 0) break
    for (const { path } of former) knownFiles.add(path)
    const last = newest.findLast(({ sha }) => former.some((moved) => moved.sha === sha))?.sha ?? to
    newest = await readLogOf(repository, last, null, new Set(former.map(({ path }) => path)), folder)
    all = await sortByAncestry(repository, to, [...all, ...newest])
  }
  return all
}

/** Reads commits, newest first, until each file was added. @returns them oldest first, with the pages' paths */
async function readLogOf(
  repository: IsolatedRepository,
  to: string,
  from: string | null,
  wanted: ReadonlySet<string>,
  folder: string,
): Promise<LoggedCommit[]> {
  if (wanted.size === 0) return []
  const commits: LoggedCommit[] = []
  // Most pages are younger than their archive, so the log can end where the oldest of them was added.
  const remaining = new Set(wanted)
  for await (const commit of readCommits(repository.git(logCommand(to, from, narrowPathspecs(wanted, folder), [])))) {
    const entries = commit.entries.filter(({ path }) => remaining.has(path))
    if (entries.length === 0) continue
    for (const { path, oldMode } of entries) if (from === null && isAllZeros(oldMode)) remaining.delete(path)
    const pages = entries.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
    const pageEntries = pages.map((entry) => ({ ...entry, path: pagePathOf(entry.path, folder) }))
    commits.push({ ...commit, entries: pageEntries })
    if (remaining.size === 0) break
  }
  return commits.reverse()
}

/** Git compares every changed entry with every path that it is given. */
const maxPathspecs = 16

/** Returns the files if they are few, else the deepest folders that contain them and are few. */
function narrowPathspecs(files: ReadonlySet<string>, archive: string): string[] {
  if (files.size <= maxPathspecs) return [...files]
  const minDepth = archive === '' ? 0 : archive.split('/').length
  let pathspecs = [archive]
  for (let depth = minDepth + 1; ; depth++) {
    const deeper = new Set(Array.from(files, (file) => file.split('/').slice(0, depth).join('/')))
    if (deeper.size > maxPathspecs) return pathspecs.filter((pathspec) => pathspec !== '')
    pathspecs = [...deeper]
  }
}

/** A page is followed through at most this many moves. */
const maxMoves = 3
