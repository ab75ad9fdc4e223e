import { addToList } from '../../model/multimap.ts'
import type { PagePath } from '../../model/page.ts'
import { type Day, dayMs } from '../../model/time.ts'
import { dayOfPortalPath } from '../../page/portal/portal-day.ts'
import { dayOfPath } from '../../page/text/day.ts'

/** In a folder with more pages, only those with a near day or common words in their names are neighbours. */
const maxUnfilteredPages = 60

/**
 * The folders that may have another page on the event of a page in a folder: the folder itself, and those of the day before
 * and after.
 */
export function neighbourFolders(folder: PagePath): PagePath[] {
  const match = /^((?:.*\/)?)(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(folder)
  const day = match && Date.UTC(Number(match[2]), Number(match[3]) - 1, Number(match[4]))
  if (!match || day === null || Number.isNaN(day)) return [folder]
  const nearbyDays = [day, day - dayMs, day + dayMs].flatMap((time) => {
    const [year, month, date] = new Date(time).toISOString().slice(0, 10).split('-').map(Number)
    // One archive may have folders with and without leading zeros.
    return [twoDigits(month), `${month}`].flatMap((m) =>
      [twoDigits(date), `${date}`].map((d) => `${match[1]}${year}/${m}/${d}`),
    )
  })
  return [...new Set([folder, ...nearbyDays])]
}

function twoDigits(number = 0): string {
  return String(number).padStart(2, '0')
}

/** Finds the files that may report the same event as a page, by their paths alone. */
export class NeighbourPages {
  readonly #folders = new Map<PagePath, FolderIndex>()
  /** The non-empty folders near a folder. */
  readonly #nearbyFolders = new Map<PagePath, readonly FolderIndex[]>()

  constructor(files: Iterable<PagePath>) {
    for (const path of files) {
      if (isListPage(path)) continue
      const name = folderOf(path)
      const folder = this.#folders.get(name) ?? emptyFolderIndex()
      this.#folders.set(name, folder)
      const portal = dayOfPortalPath(path)
      if (portal !== null) addToList(folder.portalsByDay, dayNumber(portal), path)
      else folder.pages.push(path)
    }
    for (const folder of this.#folders.values()) if (folder.pages.length > maxUnfilteredPages) indexPageNames(folder)
  }

  /**
   * For a portal page, the pages of neighbouring days. For other pages, all pages of near folders; of large folders only those
   * of a neighbouring day, or for a path without a day those with common words in their names.
   */
  neighboursOf(path: PagePath): PagePath[] {
    const portal = dayOfPortalPath(path)
    return this.#nearbyFoldersOf(path).flatMap((folder) => {
      if (portal !== null) return pagesAroundDay(folder.portalsByDay, dayNumber(portal))
      if (folder.pages.length <= maxUnfilteredPages) return folder.pages
      const day = dayOfPath(path)
      return day === null ? pagesSharingWords(folder, path) : pagesAroundDay(folder.pagesByDay, dayNumber(day))
    })
  }

  #nearbyFoldersOf(path: PagePath): readonly FolderIndex[] {
    const name = folderOf(path)
    let nearby = this.#nearbyFolders.get(name)
    if (nearby === undefined) {
      nearby = neighbourFolders(name).flatMap((one) => this.#folders.get(one) ?? [])
      this.#nearbyFolders.set(name, nearby)
    }
    return nearby
  }
}

interface FolderIndex {
  readonly portalsByDay: Map<number, PagePath[]>
  readonly pages: PagePath[]
  /** Filled only for folders of more than `maxUnfilteredPages` pages. */
  readonly pagesByDay: Map<number, PagePath[]>
  readonly pagesByWord: Map<string, PagePath[]>
}

function emptyFolderIndex(): FolderIndex {
  return { portalsByDay: new Map(), pages: [], pagesByDay: new Map(), pagesByWord: new Map() }
}

function indexPageNames({ pages, pagesByDay, pagesByWord }: FolderIndex): void {
  for (const path of pages) {
    const day = dayOfPath(path)
    if (day !== null) addToList(pagesByDay, dayNumber(day), path)
    else for (const word of nameWords(path)) addToList(pagesByWord, word, path)
  }
}

/** A word of more names is ignored. */
const maxPagesPerWord = 200

function pagesSharingWords({ pagesByWord }: FolderIndex, path: PagePath): PagePath[] {
  const own = nameWords(path)
  const shared = new Map<PagePath, number>()
  for (const word of own) {
    const found = pagesByWord.get(word) ?? []
    if (found.length > maxPagesPerWord) continue
    for (const other of found) shared.set(other, (shared.get(other) ?? 0) + 1)
  }
  return [...shared].flatMap(([other, count]) => (count >= Math.min(2, own.size) ? [other] : []))
}

function pagesAroundDay(days: ReadonlyMap<number, PagePath[]>, day: number): PagePath[] {
  return [day - 1, day, day + 1].flatMap((nearbyDay) => days.get(nearbyDay) ?? [])
}

/** Days since 1970-01-01. */
function dayNumber(day: Day): number {
  return Date.parse(day) / dayMs
}

function isListPage(path: PagePath): boolean {
  return /(?:^|\/)_?(?:index|readme)\.[a-z]+$/i.test(path)
}

export function folderOf(path: PagePath): PagePath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function nameWords(path: PagePath): Set<string> {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')
  return new Set(name.toLowerCase().match(/\p{Script=Han}{2}|[\p{L}\p{N}]{4,}/gu) ?? [])
}
