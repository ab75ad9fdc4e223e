import type { PagePath } from '../../model/page.ts'
import type { PageRef } from '../../model/ruling.ts'
import { titleKey } from '../scoring/score-same-event.ts'
import type { WrittenRuling } from './ruling-file.ts'
import { isOfMany } from './ruling-line.ts'
import { isToldBy, type Told } from './rulings.ts'

/** An event of the record, as rulings see it. */
export interface Recorded extends Told {
  /** The pages that tell it now. */
  readonly shown: readonly PagePath[]
}

/** A line of the file that the record does not follow, and why, in half a sentence. */
export interface IdleRuling {
  readonly line: number
  readonly why: string
}

/**
 * Rulings without effect: they name what no record tells, or ask for what cannot be. They are no mistake, since what they
 * name may come yet; but a name with a slip in it looks the same.
 * @param toldOn the events that were ever told on a page
 */
export function idleRulings(
  written: readonly WrittenRuling[],
  toldOn: (path: PagePath) => readonly Recorded[],
): IdleRuling[] {
  return written.flatMap((ruling) => {
    const { a, b, verdict, line } = ruling
    if (isUnlike(ruling)) return [{ line, why: unlike }]
    const [as, bs] = [a, b].map((ref) => toldOn(ref.path).filter((event) => isToldBy(ref, event)))
    const missing = [as!.length === 0 ? [a] : [], bs!.length === 0 ? [b] : []].flat()
    if (missing.length > 0) return [{ line, why: missing.map((ref) => untold(ref, toldOn)).join(', and ') }]
    const isOne = as!.some((event) => bs!.includes(event))
    if (isOne === (verdict === 'same')) return []
    return [{ line, why: isOne ? 'their page tells both under one title' : keptApart(as!, bs!) }]
  })
}

/** Whether two are said to be one event of which one is an item of many, and the other a page. */
export function isUnlike({ verdict, a, b }: WrittenRuling): boolean {
  return verdict === 'same' && isOfMany(a.path) !== isOfMany(b.path)
}

export const unlike = 'an item of a page that tells many is never one event with a page of its own'

/** Where a path may have been counted from: the same without the folders that it begins with. */
export function withoutFolders(path: PagePath): PagePath[] {
  const names = path.split('/')
  return names.slice(1).map((_, index) => names.slice(index + 1).join('/'))
}

function untold({ path, title }: PageRef, toldOn: (path: PagePath) => readonly Recorded[]): string {
  const here = toldOn(path)
  if (here.length === 0) {
    const meant = withoutFolders(path).find((shorter) => toldOn(shorter).length > 0)
    const hint = meant === undefined ? '' : ` (paths count from the archive's root: ${meant})`
    return `no page ${path} is recorded${hint}`
  }
  if (title === null) return `${path} tells many events: say which, by its title in quotes`
  const meant = nearTitle(title, here)
  return `${path} never told ${JSON.stringify(title)}${meant === null ? '' : ` (but ${JSON.stringify(meant)})`}`
}

/** The first title that has all of what was written, or is a part of it, whatever the case and the punctuation. */
function nearTitle(title: string, here: readonly Recorded[]): string | null {
  const key = titleKey(title)
  const titles = new Set(here.flatMap(({ versions }) => versions.map((version) => version.title)))
  const near = [...titles].find((other) => {
    const own = titleKey(other)
    return own !== '' && key !== '' && (own.includes(key) || key.includes(own))
  })
  return near ?? null
}

function keptApart(as: readonly Recorded[], bs: readonly Recorded[]): string {
  const beside = as.flatMap(({ shown }) => shown).find((path) => bs.some(({ shown }) => shown.includes(path)))
  return beside === undefined ? 'they were told side by side, or another line keeps them apart' : sideBySide(beside)
}

export function sideBySide(path: PagePath): string {
  return `both stand on ${path}, side by side`
}
