import type { PagePath } from '../model/page.ts'
import type { Day } from '../model/time.ts'
import { dayOfPath } from '../page/day.ts'
import { portalDay } from '../page/portal.ts'

/** Beyond so many files in a folder, names alone tell which of them may be meant. */
const crowded = 60

/**
 * The folders in which a page that reports the same event may lie: the page's own, and those of the day before and after.
 */
export function neighbourFolders(path: PagePath): PagePath[] {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const match = /^((?:.*\/)?)(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(folder)
  const day = match && Date.UTC(Number(match[2]), Number(match[3]) - 1, Number(match[4]))
  if (!match || day === null || Number.isNaN(day)) return [folder]
  const near = [day - oneDay, day + oneDay].flatMap((time) => {
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

/**
 * Of the files around a page, those that may report the same event, by their names alone: all of them where there are
 * few; else those of a neighbouring day, and those that share a telling word of the name.
 */
export function likelyNeighbours(path: PagePath, files: readonly PagePath[]): readonly PagePath[] {
  if (isPortal(path)) return files.filter((file) => isNear(portalDay(path), portalDay(file)))
  const pages = files.filter((file) => !/(?:^|\/)_?(?:index|readme)\.[a-z]+$/i.test(file) && !isPortal(file))
  if (pages.length <= crowded) return pages
  const day = dayOfPath(path)
  const words = wordsOf(path)
  return pages.filter((file) => {
    if (day !== null && !isNear(day, dayOfPath(file))) return false
    return wordsOf(file).intersection(words).size >= Math.min(2, words.size)
  })
}

function isNear(a: Day | null, b: Day | null): boolean {
  return a !== null && b !== null && Math.abs(Date.parse(a) - Date.parse(b)) <= oneDay
}

function isPortal(path: PagePath): boolean {
  return /\.txt$/i.test(path)
}

function wordsOf(path: PagePath): Set<string> {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')
  return new Set(name.toLowerCase().match(/\p{Script=Han}{2}|[\p{L}\p{N}]{4,}/gu) ?? [])
}
