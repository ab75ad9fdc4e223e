import type { PagePath } from '../../../model/page.ts'
import type { CleanRoom } from '../repository/clean-room.ts'
import { type LoggedCommit, logCommand, readLog } from '../repository/log.ts'
import { formerPaths, inLineOfDescent } from './former-paths.ts'

/** A page's path from the top of the repository. @param folder the archive from there, `''` where it is the top */
export function fileOf(path: PagePath, folder: string): string {
  return folder === '' ? path : path === '' ? folder : `${folder}/${path}`
}

/** The path from the archive of a file that lies in it. */
export function pageOf(file: string, folder: string): PagePath {
  return folder === '' ? file : file.slice(folder.length + 1)
}

/**
 * The commits of the mainline up to one that changed some pages, oldest first: after another, or from where each of the
 * pages came.
 */
export async function logOfPages(
  room: CleanRoom,
  { to, from, folder }: { readonly to: string; readonly from: string | null; readonly folder: string },
  pages: Iterable<PagePath>,
): Promise<LoggedCommit[]> {
  const wanted = new Set(Array.from(pages, (path) => fileOf(path, folder)))
  return (await log(room, to, from, wanted, folder)).map((commit) => fromArchive(commit, folder))
}

/**
 * A history with what is before it, where pages were moved to where it begins.
 * @param to the commit that it ends with
 * @returns the same array where none was
 */
export async function followMoves(
  room: CleanRoom,
  { to, folder }: { readonly to: string; readonly folder: string },
  history: readonly LoggedCommit[],
): Promise<readonly LoggedCommit[]> {
  if (history.length === 0) return history
  const known = new Set(history.flatMap(({ entries }) => entries.map(({ path }) => fileOf(path, folder))))
  let all = history
  let fresh = history
  for (let move = 0; move < mostMoves; move++) {
    const former = (await formerPaths(room, fresh)).filter(({ path }) => !known.has(path))
    if (former.length === 0) break
    for (const { path } of former) known.add(path)
    const last = fresh.findLast(({ sha }) => former.some((one) => one.sha === sha))?.sha ?? to
    const earlier = await log(room, last, null, new Set(former.map(({ path }) => path)), folder)
    fresh = earlier.map((commit) => fromArchive(commit, folder))
    all = await inLineOfDescent(room, to, [...all, ...fresh])
  }
  return all
}

/** Newest commits first, until each of the files has come. */
async function log(
  room: CleanRoom,
  to: string,
  from: string | null,
  wanted: ReadonlySet<string>,
  folder: string,
): Promise<LoggedCommit[]> {
  if (wanted.size === 0) return []
  const { output, ended, stop } = room.git(logCommand(to, from, fewPlaces(wanted, folder), 'newest first'))
  const commits: LoggedCommit[] = []
  // pages are mostly younger than their archive: the log ends where the last of them came
  const open = new Set(wanted)
  try {
    for await (const commit of readLog(output ?? nothing())) {
      const entries = commit.entries.filter(({ path }) => open.has(path))
      if (entries.length === 0) continue
      commits.push({ ...commit, entries })
      for (const { path, oldMode } of entries) if (from === null && isNothing(oldMode)) open.delete(path)
      if (open.size === 0) return commits.reverse()
    }
    await ended
  } finally {
    stop()
  }
  return commits.reverse()
}

function fromArchive(commit: LoggedCommit, folder: string): LoggedCommit {
  const entries = commit.entries.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
  return { ...commit, entries: entries.map((entry) => ({ ...entry, path: pageOf(entry.path, folder) })) }
}

/** Git holds every entry that differs against every path it is given. */
const mostPlaces = 16

/** The files themselves where they are few, or else the deepest folders that hold them and are. */
function fewPlaces(files: ReadonlySet<string>, archive: string): string[] {
  if (files.size <= mostPlaces) return [...files]
  const least = archive === '' ? 0 : archive.split('/').length
  let places = [archive]
  for (let depth = least + 1; ; depth++) {
    const deeper = new Set(Array.from(files, (file) => file.split('/').slice(0, depth).join('/')))
    if (deeper.size > mostPlaces) return places.filter((place) => place !== '')
    places = [...deeper]
  }
}

/** A page is followed through so many moves of its folder. */
const mostMoves = 3

function isNothing(mode: string): boolean {
  return /^0+$/.test(mode)
}

async function* nothing(): AsyncGenerator<Buffer> {}
