import type { RulingSubject, Rulings } from '../../identity/rulings/rulings.ts'
import { bodyFingerprint } from '../../identity/scoring/body-fingerprint.ts'
import { scoreSameEvent, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { wordingKey } from '../../versioning/index/wording-key.ts'
import { type CurrentEvent, currentEvents, currentPages, titlePosition } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { CheckedEvent, EventPage, PageState, RuleInput } from '../rule-input.ts'

/** Two new pages with different titles are duplicates from this score on, and only if they share a source. */
const minDuplicateScore = 0.8

export function* duplicateEvent(input: RuleInput): Iterable<Remark> {
  const newPages = newPagesOf(input)
  for (const event of input.events)
    if (event.live && event.single) yield* extraPageRemarks(event, newPages, input.rulings)
  const newEvents = [...currentEvents(input.events)].filter(({ single, former, shown }) => {
    return single && former === null && shown.length === 1
  })
  yield* duplicateEventRemarks(newEvents, input.rulings)
}

/** Pages that the range adds. A duplicate from before the range is not reported. */
function newPagesOf({ pages }: RuleInput): ReadonlyMap<PagePath, PageState> {
  return new Map(Array.from(currentPages(pages)).flatMap(({ path, before, after }) => (before ? [] : [[path, after]])))
}

/** The new pages of an event that other pages report too. */
function* extraPageRemarks(
  event: CheckedEvent,
  newPages: ReadonlyMap<PagePath, PageState>,
  rulings: Rulings,
): Iterable<Remark> {
  const reportedPaths = new Set<PagePath>()
  for (const path of event.shown) {
    const state = newPages.get(path)
    if (state === undefined) continue
    const page = { path, state }
    const others = event.shown.filter((other) => {
      const otherState =
        newPages.get(other) ?? (other === event.currentPage?.path ? event.currentPage.state : undefined)
      const linked =
        linksTo(page, other) || (otherState !== undefined && linksTo({ path: other, state: otherState }, path))
      return (
        other !== path && !reportedPaths.has(other) && !linked && rulingBetween(rulings, event, path, other) !== 'same'
      )
    })
    reportedPaths.add(path)
    if (others.length > 0) yield remark(event, page, others)
  }
}

/** New pages of one day that report the same event, although each started an event of its own. */
function* duplicateEventRemarks(newEvents: readonly CurrentEvent[], rulings: Rulings): Iterable<Remark> {
  for (const group of Map.groupBy(newEvents, ({ current }) => current.day).values()) {
    const candidates = group.map((event) => new Candidate(event))
    for (const [index, candidate] of candidates.entries()) {
      const duplicate = candidates.slice(0, index).find((other) => isDuplicate(candidate, other, rulings))
      const [page, other] = [pageOf(candidate.event), duplicate && pageOf(duplicate.event)]
      if (other && !linksTo(page, other.path) && !linksTo(other, page.path))
        yield remark(candidate.event, page, [other.path])
    }
  }
}

/** A new event, with what its comparisons with the other events of its day need. */
class Candidate {
  readonly event: CurrentEvent
  readonly wording: string
  readonly profile: WordingProfile

  constructor(event: CurrentEvent) {
    const { page, current } = event
    const [pageEvent] = page.after.page.events
    this.event = event
    this.wording = wordingKey(current.title)
    this.profile = new WordingProfile(
      pageEvent ?? current,
      pageEvent ? bodyFingerprint(pageEvent.body) : (current.body ?? ''),
    )
  }
}

function isDuplicate(a: Candidate, b: Candidate, rulings: Rulings): boolean {
  if (rulings.findBetween(subjectOf(a.event), subjectOf(b.event))?.verdict === 'other') return false
  if (a.wording === b.wording) return true
  const { same, score, reasons } = scoreSameEvent(a.profile, b.profile)
  return same && score >= minDuplicateScore && reasons.some(({ kind }) => kind === 'shared-source')
}

function subjectOf({ page, current }: CurrentEvent): RulingSubject {
  return { paths: [page.path], versions: [current] }
}

/** The ruling on two pages of an event. */
function rulingBetween(rulings: Rulings, { versions }: CheckedEvent, one: PagePath, other: PagePath) {
  return rulings.findBetween({ paths: [one], versions }, { paths: [other], versions })?.verdict
}

function pageOf({ page }: CurrentEvent): EventPage {
  return { path: page.path, state: page.after }
}

function linksTo({ path: from, state }: EventPage, path: PagePath): boolean {
  return state.page.changes.some(({ target }) => entryPaths(target, from, state.mount).includes(path))
}

function remark(event: CheckedEvent, { path, state }: EventPage, [other = '', ...more]: readonly PagePath[]): Remark {
  return {
    path,
    ...titlePosition(state, event.current.title),
    event: event.id,
    message:
      `${other}${more.length === 0 ? ' reports' : ` and ${more.length} more report`} this event too, and the pages do not link to each other. ` +
      'List the other pages in the Changes section, or keep one page.',
    actual: [other, ...more].join('\n'),
  }
}
