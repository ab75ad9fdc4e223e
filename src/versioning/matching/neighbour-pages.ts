import type { PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import { portalDay } from '../../page/portal/portal.ts'
import { dayOfPath } from '../../page/text/day.ts'

/** Beyond so many files in a folder, names alone tell which of them may be meant. */
const crowded = 60

/**
 * The folders in which a page that reports the same event as one in a folder may lie: that folder, and those of the day
 * before and after.
 */
export function neighbourFolders(folder: PagePath): PagePath[] {
  const match = /^((?:.*\/)?)(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(folder)
  const day = match && Date.UTC(Number(match[2]), Number(match[3]) - 1, Number(match[4]))
  if (!match || day === null || Number.isNaN(day)) return [folder]
  const near = [day, day - oneDay, day + oneDay].flatMap((time) => {
    const [year, month, date] = new Date(time).toISOString().slice(0, 10).split('-').map(Number)
    // days are written with or without zeros, mixed even within one archive
    return [two(month), `${month}`].flatMap((m) => [two(date), `${date}`].map((d) => `${match[1]}${year}/${m}/${d}`))
  })
  return [...new Set([folder, ...near])]
}

const oneDay = 86_400_000

function two(number = 0): string {
  return String(number).padStart(2, '0')
}

/** Finds, among many files, those that may report the same event as a page, by their names alone. */
export class Neighbourhood {
  readonly #folders = new Map<PagePath, Folder>()
  /** Folders near a folder, of those that hold any of the files. */
  readonly #near = new Map<PagePath, readonly Folder[]>()

  constructor(files: Iterable<PagePath>) {
    for (const path of files) {
      if (isList(path)) continue
      const name = folderOf(path)
      const folder = this.#folders.get(name) ?? emptyFolder()
      this.#folders.set(name, folder)
      const portal = portalDay(path)
      if (portal !== null) push(folder.portals, dayNumber(portal), path)
      else folder.pages.push(path)
    }
    for (const folder of this.#folders.values()) if (folder.pages.length > crowded) indexNames(folder)
  }

  /**
   * Days of a portal that are next to each other; of pages all that lie near where they are few, else those of a
   * neighbouring day, or where names give no day those that share telling words.
   */
  near(path: PagePath): PagePath[] {
    const portal = portalDay(path)
    return this.#foldersNear(path).flatMap((folder) => {
      if (portal !== null) return around(folder.portals, dayNumber(portal))
      if (folder.pages.length <= crowded) return folder.pages
      const day = dayOfPath(path)
      return day === null ? sharingWords(folder, path) : around(folder.days, dayNumber(day))
    })
  }

  #foldersNear(path: PagePath): readonly Folder[] {
    const name = folderOf(path)
    let near = this.#near.get(name)
    if (near === undefined) {
      near = neighbourFolders(name).flatMap((one) => this.#folders.get(one) ?? [])
      this.#near.set(name, near)
    }
    return near
  }
}

interface Folder {
  readonly portals: Map<number, PagePath[]>
  readonly pages: PagePath[]
  /** Of a crowded folder, pages by the day and by the words of their names. */
  readonly days: Map<number, PagePath[]>
  readonly words: Map<string, PagePath[]>
}

function emptyFolder(): Folder {
  return { portals: new Map(), pages: [], days: new Map(), words: new Map() }
}

function indexNames({ pages, days, words }: Folder): void {
  for (const path of pages) {
    const day = dayOfPath(path)
    if (day !== null) push(days, dayNumber(day), path)
    else for (const word of wordsOf(path)) push(words, word, path)
  }
}

/** A word that so many names have tells nothing. */
const common = 200

function sharingWords({ words }: Folder, path: PagePath): PagePath[] {
  const own = wordsOf(path)
  const shared = new Map<PagePath, number>()
  for (const word of own) {
    const found = words.get(word) ?? []
    if (found.length > common) continue
    for (const other of found) shared.set(other, (shared.get(other) ?? 0) + 1)
  }
  return [...shared].flatMap(([other, count]) => (count >= Math.min(2, own.size) ? [other] : []))
}

function around(days: ReadonlyMap<number, PagePath[]>, day: number): PagePath[] {
  return [day - 1, day, day + 1].flatMap((near) => days.get(near) ?? [])
}

/** Days since 1970-01-01. */
function dayNumber(day: Day): number {
  return Date.parse(day) / oneDay
}

function push<Key>(lists: Map<Key, PagePath[]>, key: Key, path: PagePath): void {
  const list = lists.get(key)
  if (list) list.push(path)
  else lists.set(key, [path])
}

function isList(path: PagePath): boolean {
  return /(?:^|\/)_?(?:index|readme)\.[a-z]+$/i.test(path)
}

export function folderOf(path: PagePath): PagePath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function wordsOf(path: PagePath): Set<string> {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')
  return new Set(name.toLowerCase().match(/\p{Script=Han}{2}|[\p{L}\p{N}]{4,}/gu) ?? [])
}
