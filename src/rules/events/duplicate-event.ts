import type { RulingSubject, Rulings } from '../../identity/rulings/rulings.ts'
import { bodyFingerprint } from '../../identity/scoring/body-fingerprint.ts'
import { scoreSameEvent, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'
import { type CurrentEvent, currentEvents, currentPages, titlePosition } from '../input-queries.ts'
import type { Remark, Rule } from '../rule.ts'
import type { CheckedEvent, EventPage, PageState, RuleInput } from '../rule-input.ts'

/** Two new pages of other wordings are called one event from this score on, and only where they share a source. */
const minDuplicateScore = 0.8

export const duplicateEvent: Rule = {
  code: 'VAR111',
  name: 'duplicate-event',
  severity: 'warning',
  summary: 'An event is told by one page, or its pages say that they belong together.',
  about: 'change',
  *run(input) {
    const newPages = newPagesOf(input)
    for (const event of input.events)
      if (event.live && event.single) yield* extraPageRemarks(event, newPages, input.rulings)
    const newEvents = [...currentEvents(input.events)].filter(({ single, former, shown }) => {
      return single && former === null && shown.length === 1
    })
    yield* duplicateEventRemarks(newEvents, input.rulings)
  },
}

/** Pages that the range brings; one that stood beside another before is no work of it. */
function newPagesOf({ pages }: RuleInput): ReadonlyMap<PagePath, PageState> {
  return new Map(Array.from(currentPages(pages)).flatMap(({ path, before, after }) => (before ? [] : [[path, after]])))
}

/** The new pages of an event that other pages tell too. */
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

/** Pages of one day that came together, each as an event of its own. */
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

/** An event made ready for comparison with every other of its day. */
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

/** What people said of two pages of an event. */
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
      `${other}${more.length === 0 ? ' reports' : ` and ${more.length} more report`} this event too, and no page says so. ` +
      'List the others in the Changes section, or leave one page.',
    actual: [other, ...more].join('\n'),
  }
}
