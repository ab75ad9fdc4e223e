import type { PagePath } from '../../../model/page.ts'
import type { IsolatedRepository } from '../repository/isolated-repository.ts'
import { type LoggedCommit, logCommand, readLog } from '../repository/log.ts'
import { findFormerPaths, sortByAncestry } from './former-paths.ts'

/** A page's path from the top of the repository. @param folder the archive from there, `''` where it is the top */
export function repositoryPathOf(path: PagePath, folder: string): string {
  return folder === '' ? path : path === '' ? folder : `${folder}/${path}`
}

/** The path from the archive of a file that lies in it. */
export function pagePathOf(file: string, folder: string): PagePath {
  return folder === '' ? file : file.slice(folder.length + 1)
}

/**
 * The commits of the mainline up to one that changed some pages, oldest first: after another, or from where each of the
 * pages came.
 */
export async function readPageLog(
  repository: IsolatedRepository,
  { to, from, folder }: { readonly to: string; readonly from: string | null; readonly folder: string },
  pages: Iterable<PagePath>,
): Promise<LoggedCommit[]> {
  const wanted = new Set(Array.from(pages, (path) => repositoryPathOf(path, folder)))
  return (await readLogOf(repository, to, from, wanted, folder)).map((commit) => relativeToArchive(commit, folder))
}

/**
 * A history with what is before it, where pages were moved to where it begins.
 * @param to the commit that it ends with
 * @returns the same array where none was
 */
export async function followMoves(
  repository: IsolatedRepository,
  { to, folder }: { readonly to: string; readonly folder: string },
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
    const earlier = await readLogOf(repository, last, null, new Set(former.map(({ path }) => path)), folder)
    newest = earlier.map((commit) => relativeToArchive(commit, folder))
    all = await sortByAncestry(repository, to, [...all, ...newest])
  }
  return all
}

/** Newest commits first, until each of the files has come. */
async function readLogOf(
  repository: IsolatedRepository,
  to: string,
  from: string | null,
  wanted: ReadonlySet<string>,
  folder: string,
): Promise<LoggedCommit[]> {
  if (wanted.size === 0) return []
  const { output, ended, stop } = repository.git(logCommand(to, from, narrowPathspecs(wanted, folder), 'newest first'))
  const commits: LoggedCommit[] = []
  // pages are mostly younger than their archive: the log ends where the last of them came
  const remaining = new Set(wanted)
  try {
    for await (const commit of readLog(output ?? noChunks())) {
      const entries = commit.entries.filter(({ path }) => remaining.has(path))
      if (entries.length === 0) continue
      commits.push({ ...commit, entries })
      for (const { path, oldMode } of entries) if (from === null && isNullMode(oldMode)) remaining.delete(path)
      if (remaining.size === 0) return commits.reverse()
    }
    await ended
  } finally {
    stop()
  }
  return commits.reverse()
}

function relativeToArchive(commit: LoggedCommit, folder: string): LoggedCommit {
  const entries = commit.entries.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
  return { ...commit, entries: entries.map((entry) => ({ ...entry, path: pagePathOf(entry.path, folder) })) }
}

/** Git holds every entry that differs against every path it is given. */
const maxPathspecs = 16

/** The files themselves where they are few, or else the deepest folders that hold them and are. */
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

/** A page is followed through so many moves of its folder. */
const maxMoves = 3

function isNullMode(mode: string): boolean {
  return /^0+$/.test(mode)
}

async function* noChunks(): AsyncGenerator<Buffer> {}
