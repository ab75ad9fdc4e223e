import type { Told } from '../../identity/rulings/rulings.ts'
import { assign } from '../../identity/scoring/assign.ts'
import { type Judgement, Profile } from '../../identity/scoring/score-same-event.ts'
import type { EventRecord, Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import {
  type Departures,
  type EventBook,
  type PageRevision,
  type PageState,
  pageState,
  type Slot,
} from '../index/event-index.ts'
import { foldKind, type Item, isSingle, noFacts, type PageFacts, sameItem } from '../index/page-facts.ts'
import { findExchanges } from './exchanges.ts'
import { type Arrival, settle } from './match-arrivals.ts'
import { findMoves, movedUnderItsName } from './moves.ts'
import { Gaps, leftHere } from './neighbour-evidence.ts'
import { ruledEvents, rulingReason, toldOn } from './ruled-events.ts'
import { type RecordingCounts, Teller } from './version-builder.ts'

export type { PageRevision } from '../index/event-index.ts'
export type { RecordingCounts } from './version-builder.ts'

/**
 * Records groups of page revisions, in the telling's order, into a book: which event each wording belongs to, and
 * whether it is a new version of it. Only what came before decides, so that watching and importing agree.
 */
export class Recorder {
  readonly #book: EventBook
  readonly #teller: Teller

  constructor(book: EventBook) {
    this.#book = book
    this.#teller = new Teller(book)
  }

  get counts(): RecordingCounts {
    return this.#teller.counts
  }

  /** The events that changed since the last call. */
  takeChanged(): EventRecord[] {
    return this.#teller.takeChanged()
  }

  /** Records revisions that happened at once, such as the files of a commit. */
  record(group: readonly PageRevision[]): void {
    const moved = this.#move(group)
    const departures: Departures = new Map()
    const arrivals: Arrival[] = []
    for (const path of this.#exchange(group, departures)) moved.add(path)
    for (const revision of group) {
      if (revision.facts === null && !moved.has(revision.path)) this.#remove(revision, departures)
    }
    for (const revision of group) {
      const { facts } = revision
      if (facts !== null) this.#turn({ ...revision, facts }, departures, arrivals, moved.has(revision.path))
    }
    if (arrivals.length > 0) settle(arrivals, departures, this.#book, this.#teller)
    for (const [known, revision] of departures) this.#teller.close(known, revision)
    this.#teller.relate()
  }

  /** Carries the state of moved files over to their new paths. @returns the paths on both ends of a move */
  #move(group: readonly PageRevision[]): Set<PagePath> {
    const ends = new Set<PagePath>()
    const gone = group.flatMap(({ path, facts, before }) =>
      facts === null && before ? [{ path, content: before }] : [],
    )
    if (gone.length === 0) return ends
    const come = group.filter(
      ({ path, facts }) => facts !== null && facts.dialect !== 'none' && !this.#book.pages.has(path),
    )
    const arrived = new Map(come.map(({ path, facts }) => [path, facts]))
    const moves = findMoves(
      gone,
      come.map(({ path, content }) => ({ path, content: content! })),
      (from, to) => this.#alike(from, arrived.get(to)),
    )
    const seqs = new Map(group.map(({ path, seq }) => [path, seq]))
    for (const [to, from] of moves) {
      const state = this.#book.pages.get(from)
      if (!state || this.#isForbidden(state, to, arrived.get(to))) continue
      this.#book.pages.delete(from)
      this.#book.pages.set(to, state)
      const seq = seqs.get(to)!
      for (const { event } of state.items) this.#teller.move(event, from, to, seq)
      ends.add(from).add(to)
    }
    return ends
  }

  /**
   * Brings events to the pages that tell them now where pages exchanged what they tell; an event whose page was taken, and
   * which got no other, leaves.
   * @returns the pages that got another's event
   */
  #exchange(group: readonly PageRevision[], departures: Departures): Set<PagePath> {
    const { pages } = this.#book
    const revisions = new Map(group.map((revision) => [revision.path, revision]))
    const exchanges = [...findExchanges(group, pages)]
      .map(([to, from]) => ({ to, from, state: pages.get(from)! }))
      .filter(({ to, state }) => !this.#isForbidden(state, to, revisions.get(to)!.facts))
    const given = new Set(exchanges.map(({ from }) => from))
    for (const { to } of exchanges) {
      if (given.has(to)) continue
      for (const { event } of pages.get(to)?.items ?? []) departures.set(event, revisions.get(to)!)
    }
    for (const path of given) pages.delete(path)
    for (const { to, state } of exchanges) pages.set(to, state)
    for (const { to, from, state } of exchanges)
      for (const { event } of state.items) this.#teller.move(event, from, to, revisions.get(to)!.seq)
    return new Set(exchanges.map(({ to }) => to))
  }

  /** Whether a ruling says that what a file tells under its new path is not what it told under the old one. */
  #isForbidden({ items }: PageState, to: PagePath, facts: PageFacts | null | undefined): boolean {
    const { rulings } = this.#book
    if (rulings.isEmpty || !facts) return false
    return items.some(({ event }) =>
      facts.items.some((item) => rulings.between(toldOn(to, item, facts), event)?.verdict === 'other'),
    )
  }

  #alike(from: PagePath, facts: PageFacts | null | undefined): boolean {
    const [slot] = this.#book.pages.get(from)?.items ?? []
    const [item] = facts?.items ?? []
    if (!facts || !isSingle(facts) || !item || !slot?.event.single) return true
    return movedUnderItsName(new Profile(slot.item, slot.item.body), new Profile(item, item.body))
  }

  #remove(revision: PageRevision, departures: Departures): void {
    for (const { event } of this.#book.pages.get(revision.path)?.items ?? []) departures.set(event, revision)
    this.#book.pages.delete(revision.path)
  }

  /** The page turns from what it told before to what it tells now; what fits neither is left as arrival or departure. */
  #turn(revision: Arrival['revision'], departures: Departures, arrivals: Arrival[], moved: boolean): void {
    const { path, facts } = revision
    const before = this.#book.pages.get(path)
    const items = before?.items ?? []
    const versions = this.counts.versions
    const placed: (Slot | null)[] = facts.items.map(() => null)
    const { left, altered } = matchExactly(items, facts.items, placed)
    const gaps = isSingle(facts) || left.size === 0 ? null : new Gaps(items, left, placed)
    let told = true
    for (const [index, { event, item }] of altered) told = this.#teller.tell(event, item, revision, index) && told
    for (const [slot, { item, index, judgement }] of matchReworded(left, gaps, placed, revision, this.#book)) {
      told = this.#teller.tell(slot.event, item, revision, index, judgement) && told
      placed[index] = { event: slot.event, item }
      left.delete(slot)
    }
    for (const slot of left) departures.set(slot.event, revision)
    const arrived = arrivals.length
    for (let index = 0; index < placed.length; index++) {
      if (placed[index]) continue
      const item = facts.items[index]!
      arrivals.push({ revision, index, item, profile: new Profile(item, item.body), placed, gaps })
    }
    this.#book.pages.set(path, pageState(placed, facts))
    const own = isSingle(facts) ? placed[0] : null
    if (own) this.#teller.claim(own.event, revision)
    const changed = this.counts.versions > versions || arrivals.length > arrived || left.size > 0
    if (changed) return
    if (moved) this.counts.folded.moved++
    else if (!told) this.counts.folded.superseded++
    else this.counts.folded[foldKind(before?.regenerated ?? noFacts.regenerated, facts)]++
    if (own) this.#teller.fold(own.event, revision.seq)
  }
}

/**
 * Places every item whose title stood before, in the page's order.
 * @returns the slots that found no item, and the ones that found it altered, by its index
 */
function matchExactly(
  slots: readonly Slot[],
  items: readonly Item[],
  placed: (Slot | null)[],
): { left: Set<Slot>; altered: Map<number, Slot> } {
  // Most of a page stands as it stood: what is the same from its start and from its end needs no looking up.
  const shorter = Math.min(slots.length, items.length)
  let start = 0
  for (; start < shorter && sameItem(slots[start]!.item, items[start]!); start++)
    placed[start] = reworded(slots[start]!, items[start]!)
  let end = 0
  for (; end < shorter - start && sameItem(slots.at(-1 - end)!.item, items.at(-1 - end)!); end++)
    placed[items.length - 1 - end] = reworded(slots.at(-1 - end)!, items.at(-1 - end)!)
  const left = new Set(slots.slice(start, slots.length - end))
  const altered = new Map<number, Slot>()
  if (left.size === 0) return { left, altered }
  const byTitle = Map.groupBy(left, ({ item }) => item.title)
  // Of several with one title, those that stand unaltered are taken before the others.
  for (const unaltered of [true, false]) {
    for (let index = start; index < items.length - end; index++) {
      if (placed[index]) continue
      const item = items[index]!
      const twins = byTitle.get(item.title) ?? []
      const place = unaltered ? twins.findIndex((slot) => sameItem(slot.item, item)) : 0
      const [slot] = place < 0 ? [] : twins.splice(place, 1)
      if (!slot) continue
      left.delete(slot)
      placed[index] = reworded(slot, item)
      if (!unaltered) altered.set(index, placed[index]!)
    }
  }
  return { left, altered }
}

/** A slot with what the page says now, to the letter: that is what who reads the page again finds. */
function reworded(slot: Slot, item: Item): Slot {
  return slot.item === item ? slot : { event: slot.event, item }
}

/** Log odds from which what was reworded in its place is looked for nowhere else. */
const beyondDoubt = 3

/** Pairs what is left of the page before with what is new on it: same place, other words. */
function* matchReworded(
  left: ReadonlySet<Slot>,
  gaps: Gaps | null,
  placed: readonly unknown[],
  { path, facts }: Arrival['revision'],
  book: EventBook,
): Iterable<[Slot, { item: Item; index: number; judgement: Judgement }]> {
  if (left.size === 0) return
  const fresh = facts.items.flatMap((item, index) =>
    placed[index] ? [] : [{ item, index, profile: new Profile(item, item.body) }],
  )
  if (fresh.length === 0) return
  const only = isSingle(facts) && left.size === 1 && fresh.length === 1
  const here: Reason = { kind: 'same-path', value: path, weight: only ? 12 : 1.5 }
  const context = isSingle(facts) ? [here] : [leftHere(path)]
  const slots = [...left].map((slot) => ({ slot, profile: new Profile(slot.item, slot.item.body) }))
  const pairs = assign(
    slots.flatMap(({ slot, profile }) =>
      fresh.flatMap((arrival) => {
        const { index, item } = arrival
        const near = gaps?.evidence(slot.event, index) ?? []
        const ruled = ruledContext(slot, toldOn(path, item, facts), [...context, ...near], book)
        return ruled ? [{ left: slot, right: arrival, a: profile, b: arrival.profile, context: ruled }] : []
      }),
    ),
  )
  for (const { left: slot, right, judgement } of pairs) {
    // a page of many events may have lost this one to another day: where that is thinkable, the whole group decides
    if (isSingle(facts) || judgement.odds >= beyondDoubt) yield [slot, { ...right, judgement }]
  }
}

/** What speaks for a wording being the event that stood at its place, where people had a say too; null: it is not. */
function ruledContext(
  { event }: Slot,
  told: Told,
  context: readonly Reason[],
  book: EventBook,
): readonly Reason[] | null {
  if (book.rulings.isEmpty) return context
  const ruled = book.rulings.between(told, event)
  if (ruled) return ruled.verdict === 'same' ? [...context, rulingReason(ruled)] : null
  // what people made one with another event does not stay with this one
  const events = ruledEvents(told, book)
  return events.size === 0 || events.has(event) ? context : null
}
