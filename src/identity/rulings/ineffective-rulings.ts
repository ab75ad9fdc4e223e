import type { PagePath } from '../../model/page.ts'
import type { PageRef } from '../../model/ruling.ts'
import { wordingKey } from '../scoring/wording-key.ts'
import type { WrittenRuling } from './ruling-file.ts'
import { isMultiEventPage } from './ruling-line.ts'
import { type RulingSubject, refMatches } from './rulings.ts'

/** A recorded event, as far as rulings need it. */
export interface RulingEvent extends RulingSubject {
  /** The pages that report it now. */
  readonly shown: readonly PagePath[]
}

/** A line of the ruling file without effect, and why: half a sentence without a full stop. */
export interface IneffectiveRuling {
  readonly line: number
  readonly why: string
}

/**
 * Finds rulings that name unrecorded pages or titles, or that the record cannot follow. They are not errors, since the
 * page may be recorded later; but a misspelt name looks the same.
 * @param eventsOn all events that a page ever reported
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
    return [{ line, why: isOne ? 'one page reports both under one title' : separationMessage(as!, bs!) }]
  })
}

/** Whether a ruling links an item of a multi-event page with a page of its own. */
export function linksItemWithPage({ verdict, a, b }: WrittenRuling): boolean {
  return verdict === 'same' && isMultiEventPage(a.path) !== isMultiEventPage(b.path)
}

export const itemWithPageMessage = 'an item of a multi-event page and a page of its own are never one event'

/** A path without its first folder, without its first two, and so on. */
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
  if (title === null) return `${path} reports many events: add the title of one in quotes`
  const suggestedTitle = similarTitle(title, events)
  const hint = suggestedTitle === null ? '' : ` (but ${JSON.stringify(suggestedTitle)})`
  return `${path} never had the title ${JSON.stringify(title)}${hint}`
}

/** The first title that contains the written one or is contained in it; case and punctuation do not count. */
function similarTitle(title: string, events: readonly RulingEvent[]): string | null {
  const key = wordingKey(title)
  const titles = new Set(events.flatMap(({ versions }) => versions.map((version) => version.title)))
  const similar = [...titles].find((other) => {
    const own = wordingKey(other)
    return own !== '' && key !== '' && (own.includes(key) || key.includes(own))
  })
  return similar ?? null
}

function separationMessage(as: readonly RulingEvent[], bs: readonly RulingEvent[]): string {
  const sharedPage = as.flatMap(({ shown }) => shown).find((path) => bs.some(({ shown }) => shown.includes(path)))
  return sharedPage === undefined
    ? 'pages reported both at the same time, or another line separates them'
    : bothOnPageMessage(sharedPage)
}

export function bothOnPageMessage(path: PagePath): string {
  return `${path} reports both at the same time`
}
