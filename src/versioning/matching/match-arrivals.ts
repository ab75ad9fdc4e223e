import { matchCandidates } from '../../identity/scoring/match-candidates.ts'
import type { SameEventResult, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import { onAnotherPage, separatePageReasons } from '../../identity/scoring/separate-pages.ts'
import type { Reason } from '../../model/event.ts'
import { dayMs } from '../../model/time.ts'
import {
  compareByFirstVersion,
  type Departures,
  type EventIndex,
  type PageRevision,
  pageState,
  type Slot,
  type TrackedEvent,
} from '../index/event-index.ts'
import { type Item, isSingleEventPage, type PageFacts } from '../index/page-facts.ts'
import { slugReasons, slugWords } from '../index/slug-words.ts'
import { type NeighbourEvidence, samePageReason } from './neighbour-evidence.ts'
import { createReferenceCheck, linkTargets, referencedEvents } from './referenced-events.ts'
import { eventsLinkedByRulings, ruledSameAsEarlier, rulingReason, rulingSubjectOf } from './ruled-events.ts'
import type { VersionBuilder } from './version-builder.ts'

/** A wording that a group added to a page and that is not matched yet. */
export interface Arrival {
  readonly revision: PageRevision & { readonly facts: PageFacts }
  /** Its place on the page, from 0. */
  readonly index: number
  readonly item: Item
  readonly profile: WordingProfile
  /** The page's items in order, each with its event once it is matched. */
  readonly placed: (Slot | null)[]
  /** Evidence from the items around it; null for a page of one event, or without departures. */
  readonly neighbours: NeighbourEvidence | null
}

/**
 * Finds the events that arrivals belong to, among departed events, absent ones and those on other pages. The other arrivals
 * become new events.
 * @param departures matched events are removed from it
 */
export function matchArrivals(
  arrivals: readonly Arrival[],
  departures: Departures,
  eventIndex: EventIndex,
  builder: VersionBuilder,
): void {
  for (const subset of inMatchingOrder(arrivals, eventIndex))
    matchArrivalSubset(subset, departures, eventIndex, builder)
}

function matchArrivalSubset(
  arrivals: readonly Arrival[],
  departures: Departures,
  eventIndex: EventIndex,
  builder: VersionBuilder,
): void {
  const found = new Map<Arrival, { tracked: TrackedEvent; result: SameEventResult }>()
  for (const { left, right, result } of matchCandidates(
    candidatePairs(arrivals, departures, eventIndex),
    compareByFirstVersion,
  )) {
    found.set(left, { tracked: right, result })
  }
  for (const [number, arrival] of arrivals.entries()) {
    const { revision, item, index, placed } = arrival
    const { path, at, facts } = revision
    const single = isSingleEventPage(facts)
    const match = found.get(arrival)
    const tracked = match?.tracked ?? eventIndex.create({ path, at, title: item.title, single })
    if (match) {
      departures.delete(tracked)
      builder.removeFromPages(tracked)
    }
    builder.addWording(tracked, item, revision, index, match?.result)
    placed[index] = { event: tracked, item }
    const last = arrivals[number + 1]?.revision !== revision
    if (last) eventIndex.pages.set(path, pageState(placed, facts))
    if (single) builder.addClaimedVersions(tracked, revision)
  }
}

/** The candidate events of each arrival, with the evidence that the wordings do not contain. */
function* candidatePairs(arrivals: readonly Arrival[], departures: Departures, eventIndex: EventIndex) {
  const departedEvents = [...departures.keys()]
  for (const arrival of arrivals) {
    const { path, facts } = arrival.revision
    const single = isSingleEventPage(facts)
    const here = new Set(eventIndex.pages.get(path)?.items.map(({ event }) => event))
    const referenced = single ? referencedEvents(path, facts, eventIndex) : null
    const candidates = eventIndex.candidates(arrival.profile, path, single)
    for (const tracked of referenced?.keys() ?? []) candidates.add(tracked)
    const slug = slugWords(path)
    const subject = rulingSubjectOf(path, arrival.item, facts)
    for (const tracked of eventsLinkedByRulings(subject, eventIndex)) candidates.add(tracked)
    if (departedEvents.length <= 200) for (const tracked of departedEvents) candidates.add(tracked)
    for (const tracked of candidates) {
      if (here.has(tracked) || tracked.single !== single) continue
      const { profile, slug: formerSlug } = eventIndex.latest.of(tracked)
      const appliedRuling = eventIndex.rulings.findBetween(subject, tracked)
      if (appliedRuling?.verdict === 'other') continue
      const context = contextReasons(arrival, tracked, profile, departures.get(tracked)) ?? (appliedRuling && [])
      if (context === null) continue
      if (appliedRuling) context.push(rulingReason(appliedRuling))
      if (single) context.push(...slugReasons(slug, formerSlug))
      const reference = referenced?.get(tracked)
      if (reference) context.push(reference)
      const withoutSharedPlace = !single && departures.get(tracked)?.path !== path
      yield { left: arrival, right: tracked, a: profile, b: arrival.profile, context, withoutSharedPlace }
    }
  }
}

/** Evidence from where and when the event was shown before; null where it cannot be the arrival's event. */
function contextReasons(
  arrival: Arrival,
  tracked: TrackedEvent,
  profile: WordingProfile,
  leaving?: PageRevision,
): Reason[] | null {
  if (leaving !== undefined) {
    const { path } = arrival.revision
    if (leaving.path === path && !tracked.single) {
      const neighbourReasons = arrival.neighbours?.reasonsFor(tracked, arrival.index) ?? []
      return [samePageReason(path), ...neighbourReasons]
    }
    return [{ kind: 'moved-path', value: 'left at the same moment', weight: 1.5 }]
  }
  if (tracked.shown.length > 0) {
    const sameTitle = profile.key === arrival.profile.key && profile.key.length > 20
    if (!tracked.single && !sameTitle) return null
    return tracked.single ? separatePageReasons(profile, arrival.profile) : [onAnotherPage]
  }
  const days = Math.floor((arrival.revision.rank - tracked.lastSeenRank) / dayMs)
  return days > 30 ? [{ kind: 'conflict', value: `gone for ${days} days`, weight: -3 }] : []
}

/**
 * Splits arrivals into subsets to match one after another. A page that names another arriving page as its former one comes
 * after that page, in the order of its own entry in its Changes section. Arrivals that a ruling links with another come last.
 */
function inMatchingOrder(arrivals: readonly Arrival[], { rulings }: EventIndex): Arrival[][] {
  const followers = ruledSameAsEarlier(
    arrivals,
    ({ revision, item }) => ({ subject: rulingSubjectOf(revision.path, item, revision.facts), day: item.day }),
    rulings,
  )
  const referencesArrival = createReferenceCheck(new Set(arrivals.map(({ revision }) => revision.path)))
  const free: Arrival[] = []
  const waiting: { arrival: Arrival; position: number }[] = []
  for (const arrival of arrivals) {
    const { path, facts } = arrival.revision
    if (followers.includes(arrival)) continue
    if (referencesArrival(path, facts)) {
      const position = linkTargets(facts).indexOf(path)
      waiting.push({ arrival, position: position < 0 ? facts.changes.length : position })
    } else free.push(arrival)
  }
  waiting.sort((a, b) => a.position - b.position)
  return [free, ...waiting.map(({ arrival }) => [arrival]), ...followers.map((arrival) => [arrival])]
}
