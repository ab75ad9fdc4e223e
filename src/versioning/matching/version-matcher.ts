import type { RulingSubject } from '../../identity/rulings/rulings.ts'
import { matchCandidates } from '../../identity/scoring/match-candidates.ts'
import { type SameEventResult, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { EventRecord, Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import {
  type Departures,
  type EventIndex,
  type PageRevision,
  type PageState,
  pageState,
  type Slot,
} from '../index/event-index.ts'
import { foldKind, type Item, isSingleEventPage, noFacts, type PageFacts, sameItem } from '../index/page-facts.ts'
import { findExchanges } from './exchanges.ts'
import { type Arrival, matchArrivals } from './match-arrivals.ts'
import { findMoves, isMoveUnderSameName } from './moves.ts'
import { NeighbourEvidence, samePageReason } from './neighbour-evidence.ts'
import { eventsLinkedByRulings, rulingReason, rulingSubjectOf } from './ruled-events.ts'
import { VersionBuilder, type VersionCounts } from './version-builder.ts'

export type { PageRevision } from '../index/event-index.ts'
export type { VersionCounts } from './version-builder.ts'

/**
 * Matches groups of page revisions, in chronological order, with the events of an index: which event each wording belongs to,
 * and whether it is a new version. Only earlier groups decide, so that watching and importing get the same result.
 */
export class VersionMatcher {
  readonly #eventIndex: EventIndex
  readonly #builder: VersionBuilder

  constructor(eventIndex: EventIndex) {
    this.#eventIndex = eventIndex
    this.#builder = new VersionBuilder(eventIndex)
  }

  get counts(): VersionCounts {
    return this.#builder.counts
  }

  /** The events that changed since the last call. */
  takeChanged(): EventRecord[] {
    return this.#builder.takeChanged()
  }

  /** Matches the revisions of one group, such as the files of a commit. */
  matchGroup(group: readonly PageRevision[]): void {
    const moved = this.#applyMoves(group)
    const departures: Departures = new Map()
    const arrivals: Arrival[] = []
    for (const path of this.#applyExchanges(group, departures)) moved.add(path)
    for (const revision of group) {
      if (revision.facts === null && !moved.has(revision.path)) this.#removePage(revision, departures)
    }
    for (const revision of group) {
      const { facts } = revision
      if (facts !== null) this.#updatePage({ ...revision, facts }, departures, arrivals, moved.has(revision.path))
    }
    if (arrivals.length > 0) matchArrivals(arrivals, departures, this.#eventIndex, this.#builder)
    for (const [tracked, revision] of departures) this.#builder.leavePage(tracked, revision)
    this.#builder.addRelations()
  }

  /** Moves the state of moved files to their new paths. @returns the paths on both ends of each move */
  #applyMoves(group: readonly PageRevision[]): Set<PagePath> {
    const movedPaths = new Set<PagePath>()
    const removedFiles = group.flatMap(({ path, facts, before }) =>
      facts === null && before ? [{ path, content: before }] : [],
    )
    if (removedFiles.length === 0) return movedPaths
    const addedFiles = group.filter(
      ({ path, facts }) => facts !== null && facts.dialect !== 'none' && !this.#eventIndex.pages.has(path),
    )
    const factsByPath = new Map(addedFiles.map(({ path, facts }) => [path, facts]))
    const moves = findMoves(
      removedFiles,
      addedFiles.map(({ path, content }) => ({ path, content: content! })),
      (from, to) => this.#isLikelyMove(from, factsByPath.get(to)),
    )
    const seqs = new Map(group.map(({ path, seq }) => [path, seq]))
    for (const [to, from] of moves) {
      const state = this.#eventIndex.pages.get(from)
      if (!state || this.#isUnlinkedByRuling(state, to, factsByPath.get(to))) continue
      this.#eventIndex.pages.delete(from)
      this.#eventIndex.pages.set(to, state)
      const seq = seqs.get(to)!
      for (const { event } of state.items) this.#builder.movePage(event, from, to, seq)
      movedPaths.add(from).add(to)
    }
    return movedPaths
  }

  /**
   * Moves events between pages that exchanged them. An event that lost its page departs.
   * @returns the pages with an event of another page
   */
  #applyExchanges(group: readonly PageRevision[], departures: Departures): Set<PagePath> {
    const { pages } = this.#eventIndex
    const revisions = new Map(group.map((revision) => [revision.path, revision]))
    const exchanges = [...findExchanges(group, pages)]
      .map(([to, from]) => ({ to, from, state: pages.get(from)! }))
      .filter(({ to, state }) => !this.#isUnlinkedByRuling(state, to, revisions.get(to)!.facts))
    const fromPaths = new Set(exchanges.map(({ from }) => from))
    for (const { to } of exchanges) {
      if (fromPaths.has(to)) continue
      for (const { event } of pages.get(to)?.items ?? []) departures.set(event, revisions.get(to)!)
    }
    for (const path of fromPaths) pages.delete(path)
    for (const { to, state } of exchanges) pages.set(to, state)
    for (const { to, from, state } of exchanges)
      for (const { event } of state.items) this.#builder.movePage(event, from, to, revisions.get(to)!.seq)
    return new Set(exchanges.map(({ to }) => to))
  }

  /** Whether a ruling separates what a file reports under its new path from what it reported under the old one. */
  #isUnlinkedByRuling({ items }: PageState, to: PagePath, facts: PageFacts | null | undefined): boolean {
    const { rulings } = this.#eventIndex
    if (rulings.isEmpty || !facts) return false
    return items.some(({ event }) =>
      facts.items.some((item) => rulings.findBetween(rulingSubjectOf(to, item, facts), event)?.verdict === 'other'),
    )
  }

  #isLikelyMove(from: PagePath, facts: PageFacts | null | undefined): boolean {
    const [slot] = this.#eventIndex.pages.get(from)?.items ?? []
    const [item] = facts?.items ?? []
    if (!facts || !isSingleEventPage(facts) || !item || !slot?.event.single) return true
    return isMoveUnderSameName(new WordingProfile(slot.item, slot.item.body), new WordingProfile(item, item.body))
  }

  #removePage(revision: PageRevision, departures: Departures): void {
    for (const { event } of this.#eventIndex.pages.get(revision.path)?.items ?? []) departures.set(event, revision)
    this.#eventIndex.pages.delete(revision.path)
  }

  /** Matches a page's items with those before; the rest are arrivals and departures. */
  #updatePage(revision: Arrival['revision'], departures: Departures, arrivals: Arrival[], moved: boolean): void {
    const { path, facts } = revision
    const before = this.#eventIndex.pages.get(path)
    const items = before?.items ?? []
    const versions = this.counts.versions
    const placed: (Slot | null)[] = facts.items.map(() => null)
    const { left, altered } = matchByTitle(items, facts.items, placed)
    const neighbours = isSingleEventPage(facts) || left.size === 0 ? null : new NeighbourEvidence(items, left, placed)
    let allRecorded = true
    for (const [index, { event, item }] of altered)
      allRecorded = this.#builder.addWording(event, item, revision, index) && allRecorded
    for (const [slot, { item, index, result }] of matchReworded(left, neighbours, placed, revision, this.#eventIndex)) {
      allRecorded = this.#builder.addWording(slot.event, item, revision, index, result) && allRecorded
      placed[index] = { event: slot.event, item }
      left.delete(slot)
    }
    for (const slot of left) departures.set(slot.event, revision)
    const arrived = arrivals.length
    for (let index = 0; index < placed.length; index++) {
      if (placed[index]) continue
      const item = facts.items[index]!
      arrivals.push({ revision, index, item, profile: new WordingProfile(item, item.body), placed, neighbours })
    }
    this.#eventIndex.pages.set(path, pageState(placed, facts))
    const ownSlot = isSingleEventPage(facts) ? placed[0] : null
    if (ownSlot) this.#builder.addClaimedVersions(ownSlot.event, revision)
    const changed = this.counts.versions > versions || arrivals.length > arrived || left.size > 0
    if (changed) return
    if (moved) this.counts.folded.moved++
    else if (!allRecorded) this.counts.folded.superseded++
    else this.counts.folded[foldKind(before?.regenerated ?? noFacts.regenerated, facts)]++
    if (ownSlot) this.#builder.markFolded(ownSlot.event, revision.seq)
  }
}

/**
 * Matches items with the slots of the same title.
 * @param placed gets the matched slots, by the item's index
 * @returns the unmatched slots, and the slots whose item changed, by the item's index
 */
function matchByTitle(
  slots: readonly Slot[],
  items: readonly Item[],
  placed: (Slot | null)[],
): { left: Set<Slot>; altered: Map<number, Slot> } {
  // Most items are unchanged: equal ones at the start and the end need no lookup.
  const shorter = Math.min(slots.length, items.length)
  let start = 0
  for (; start < shorter && sameItem(slots[start]!.item, items[start]!); start++)
    placed[start] = withItem(slots[start]!, items[start]!)
  let end = 0
  for (; end < shorter - start && sameItem(slots.at(-1 - end)!.item, items.at(-1 - end)!); end++)
    placed[items.length - 1 - end] = withItem(slots.at(-1 - end)!, items.at(-1 - end)!)
  const left = new Set(slots.slice(start, slots.length - end))
  const altered = new Map<number, Slot>()
  if (left.size === 0) return { left, altered }
  const byTitle = Map.groupBy(left, ({ item }) => item.title)
  // Of several slots with one title, unaltered ones are matched first.
  for (const unaltered of [true, false]) {
    for (let index = start; index < items.length - end; index++) {
      if (placed[index]) continue
      const item = items[index]!
      const slotsWithTitle = byTitle.get(item.title) ?? []
      const position = unaltered ? slotsWithTitle.findIndex((slot) => sameItem(slot.item, item)) : 0
      const [slot] = position < 0 ? [] : slotsWithTitle.splice(position, 1)
      if (!slot) continue
      left.delete(slot)
      placed[index] = withItem(slot, item)
      if (!unaltered) altered.set(index, placed[index]!)
    }
  }
  return { left, altered }
}

/** A slot with the page's present item, to the character. */
function withItem(slot: Slot, item: Item): Slot {
  return slot.item === item ? slot : { event: slot.event, item }
}

/** Log odds from which a reworded item is matched without looking at other pages. */
const minInPlaceLogOdds = 3

/** Matches the remaining slots of a page with its new items by evidence. */
function* matchReworded(
  left: ReadonlySet<Slot>,
  neighbours: NeighbourEvidence | null,
  placed: readonly unknown[],
  { path, facts }: Arrival['revision'],
  eventIndex: EventIndex,
): Iterable<[Slot, { item: Item; index: number; result: SameEventResult }]> {
  if (left.size === 0) return
  const newItems = facts.items.flatMap((item, index) =>
    placed[index] ? [] : [{ item, index, profile: new WordingProfile(item, item.body) }],
  )
  if (newItems.length === 0) return
  const isOnlyPair = isSingleEventPage(facts) && left.size === 1 && newItems.length === 1
  const samePath: Reason = { kind: 'same-path', value: path, weight: isOnlyPair ? 12 : 1.5 }
  const context = isSingleEventPage(facts) ? [samePath] : [samePageReason(path)]
  const slots = [...left].map((slot) => ({ slot, profile: new WordingProfile(slot.item, slot.item.body) }))
  const pairs = matchCandidates(
    slots.flatMap(({ slot, profile }) =>
      newItems.flatMap((arrival) => {
        const { index, item } = arrival
        const neighbourReasons = neighbours?.reasonsFor(slot.event, index) ?? []
        const fullContext = contextWithRulings(
          slot,
          rulingSubjectOf(path, item, facts),
          [...context, ...neighbourReasons],
          eventIndex,
        )
        return fullContext ? [{ left: slot, right: arrival, a: profile, b: arrival.profile, context: fullContext }] : []
      }),
    ),
  )
  for (const { left: slot, right, result } of pairs) {
    // An item of a multi-event page may have moved to another day's page, so weak matches wait for the whole group.
    if (isSingleEventPage(facts) || result.odds >= minInPlaceLogOdds) yield [slot, { ...right, result }]
  }
}

/** The evidence with that of rulings; null where a ruling excludes the event. */
function contextWithRulings(
  { event }: Slot,
  subject: RulingSubject,
  context: readonly Reason[],
  eventIndex: EventIndex,
): readonly Reason[] | null {
  if (eventIndex.rulings.isEmpty) return context
  const appliedRuling = eventIndex.rulings.findBetween(subject, event)
  if (appliedRuling) return appliedRuling.verdict === 'same' ? [...context, rulingReason(appliedRuling)] : null
  // A wording that a ruling links with another event does not stay with this one.
  const events = eventsLinkedByRulings(subject, eventIndex)
  return events.size === 0 || events.has(event) ? context : null
}
