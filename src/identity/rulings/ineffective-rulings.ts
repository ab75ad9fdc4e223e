import type { PagePath } from '../../model/page.ts'
import type { PageRef } from '../../model/ruling.ts'
import { titleKey } from '../scoring/score-same-event.ts'
import type { WrittenRuling } from './ruling-file.ts'
import { isMultiEventPage } from './ruling-line.ts'
import { type RulingSubject, refMatches } from './rulings.ts'

/** An event of the record, as rulings see it. */
export interface RulingEvent extends RulingSubject {
  /** The pages that tell it now. */
  readonly shown: readonly PagePath[]
}

/** A line of the file that the record does not follow, and why, in half a sentence. */
export interface IneffectiveRuling {
  readonly line: number
  readonly why: string
}

/**
 * Rulings without effect: they name what no record tells, or ask for what cannot be. They are no mistake, since what they
 * name may come yet; but a name with a slip in it looks the same.
 * @param eventsOn the events that were ever told on a page
 */
export function findIneffectiveRulings(
  rulings: readonly WrittenRuling[],
  eventsOn: (path: PagePath) => readonly RulingEvent[],
): IneffectiveRuling[] {
  return rulings.flatMap((ruling) => {
    const { a, b, verdict, line } = ruling
    if (linksItemWithPage(ruling)) return [{ line, why: itemWithPageMessage }]
    const [as, bs] = [a, b].map((ref) => eventsOn(ref.path).filter((event) => refMatches(ref, event)))
    const missing = [as!.length === 0 ? [a] : [], bs!.length === 0 ? [b] : []].flat()
    if (missing.length > 0)
      return [{ line, why: missing.map((ref) => missingRefMessage(ref, eventsOn)).join(', and ') }]
    const isOne = as!.some((event) => bs!.includes(event))
    if (isOne === (verdict === 'same')) return []
    return [{ line, why: isOne ? 'their page tells both under one title' : separationMessage(as!, bs!) }]
  })
}

/** Whether two are said to be one event of which one is an item of many, and the other a page. */
export function linksItemWithPage({ verdict, a, b }: WrittenRuling): boolean {
  return verdict === 'same' && isMultiEventPage(a.path) !== isMultiEventPage(b.path)
}

export const itemWithPageMessage = 'an item of a page that tells many is never one event with a page of its own'

/** Where a path may have been counted from: the same without the folders that it begins with. */
export function shorterPaths(path: PagePath): PagePath[] {
  const names = path.split('/')
  return names.slice(1).map((_, index) => names.slice(index + 1).join('/'))
}

function missingRefMessage({ path, title }: PageRef, eventsOn: (path: PagePath) => readonly RulingEvent[]): string {
  const events = eventsOn(path)
  if (events.length === 0) {
    const suggestion = shorterPaths(path).find((shorter) => eventsOn(shorter).length > 0)
    const hint = suggestion === undefined ? '' : ` (paths count from the archive's root: ${suggestion})`
    return `no page ${path} is recorded${hint}`
  }
  if (title === null) return `${path} tells many events: say which, by its title in quotes`
  const suggestedTitle = similarTitle(title, events)
  return `${path} never told ${JSON.stringify(title)}${suggestedTitle === null ? '' : ` (but ${JSON.stringify(suggestedTitle)})`}`
}

/** The first title that has all of what was written, or is a part of it, whatever the case and the punctuation. */
function similarTitle(title: string, events: readonly RulingEvent[]): string | null {
  const key = titleKey(title)
  const titles = new Set(events.flatMap(({ versions }) => versions.map((version) => version.title)))
  const similar = [...titles].find((other) => {
    const own = titleKey(other)
    return own !== '' && key !== '' && (own.includes(key) || key.includes(own))
  })
  return similar ?? null
}

function separationMessage(as: readonly RulingEvent[], bs: readonly RulingEvent[]): string {
  const sharedPage = as.flatMap(({ shown }) => shown).find((path) => bs.some(({ shown }) => shown.includes(path)))
  return sharedPage === undefined
    ? 'they were told side by side, or another line keeps them apart'
    : bothOnPageMessage(sharedPage)
}

export function bothOnPageMessage(path: PagePath): string {
  return `both stand on ${path}, side by side`
}
