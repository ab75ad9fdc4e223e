import type { RulingSubject, Rulings } from '../../identity/rulings/rulings.ts'
import { bodyFingerprint } from '../../identity/scoring/body-fingerprint.ts'
import { scoreSameEvent, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'
import type { PagePath } from '../../model/page.ts'
import { type CurrentEvent, currentEvents, currentPages, linksTo, titlePosition } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { CheckedEvent, EventPage, PageState, RuleInput } from '../rule-input.ts'

/** Two new pages with different titles are duplicates from this score on, and only if they share a source. */
const minDuplicateScore = 0.8

export function* duplicateEvent(input: RuleInput): Iterable<Remark> {
  // only pages that the range adds: a duplicate from before the range is not reported
  const newPages = new Map(
    currentPages(input.pages).flatMap(({ path, before, after }) => (before ? [] : [[path, after]])),
  )
  for (const event of input.events)
    if (event.live && event.single) yield* extraPageRemarks(event, newPages, input.rulings)
  const newEvents = currentEvents(input.events).filter(
    ({ single, former, shown }) => single && former === null && shown.length === 1,
  )
  yield* duplicateEventRemarks(newEvents, input.rulings)
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
      if (other === path || reportedPaths.has(other) || linksTo(page, other)) return false
      const { currentPage } = event
      const otherState = newPages.get(other) ?? (other === currentPage?.path ? currentPage.state : undefined)
      if (otherState !== undefined && linksTo({ path: other, state: otherState }, path)) return false
      const { versions } = event
      return rulings.findBetween({ paths: [path], versions }, { paths: [other], versions })?.verdict !== 'same'
    })
    reportedPaths.add(path)
    if (others.length > 0) yield remark(event, page, others)
  }
}

/** New pages of one day that report the same event, although each started an event of its own. */
function* duplicateEventRemarks(newEvents: readonly CurrentEvent[], rulings: Rulings): Iterable<Remark> {
  for (const group of Map.groupBy(newEvents, ({ current }) => current.day).values()) {
    const candidates = group.map(candidateOf)
    for (const [index, candidate] of candidates.entries()) {
      const duplicate = candidates.slice(0, index).find((other) => isDuplicate(candidate, other, rulings))
      if (duplicate === undefined) continue
      const [page, other] = [candidate.page, duplicate.page]
      if (!linksTo(page, other.path) && !linksTo(other, page.path)) yield remark(candidate.event, page, [other.path])
    }
  }
}

/** A new event, with what its comparisons with the other events of its day need. */
interface Candidate {
  readonly event: CurrentEvent
  readonly page: EventPage
  readonly wording: string
  readonly profile: WordingProfile
}

function candidateOf(event: CurrentEvent): Candidate {
  const { page, current } = event
  const [pageEvent] = page.after.page.events
  const body = pageEvent ? bodyFingerprint(pageEvent.body) : (current.body ?? '')
  return {
    event,
    page: { path: page.path, state: page.after },
    wording: wordingKey(current.title),
    profile: new WordingProfile(pageEvent ?? current, body),
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
