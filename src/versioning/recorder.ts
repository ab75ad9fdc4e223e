import { assign } from '../identity/assign.ts'
import { type Judgement, Profile } from '../identity/same-event.ts'
import type { EventRecord, Reason } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import { type FoldKind, foldKinds } from '../model/report.ts'
import type { ContentHash } from '../model/revision.ts'
import type { Instant } from '../model/time.ts'
import { type EventBook, itemOf, type Known, type PageState, recordOf } from './book.ts'
import { targetPath, withClaims } from './claims.ts'
import { foldKind, type Item, noFacts, type PageFacts, sameItem } from './facts.ts'
import { findMoves } from './moves.ts'

/** A snapshot being recorded: what the page says now, and which content stood at its path before. */
export interface PageRevision {
  readonly path: PagePath
  readonly seq: number
  readonly at: Instant
  readonly rank: Instant
  /** Null: removed. */
  readonly content: ContentHash | null
  readonly facts: PageFacts | null
  readonly before: ContentHash | null
  /** History was cut off before it: what it tells is not new, only first seen. */
  readonly cut: boolean
}

export interface RecordingCounts {
  events: number
  versions: number
  titleChanges: number
  folded: Record<FoldKind, number>
}

/** A wording that came onto a page without being one of those that stood there. */
interface Arrival {
  readonly revision: PageRevision
  readonly index: number
  readonly item: Item
  readonly profile: Profile
  /** The page's items in order, each with its event once that is known. */
  readonly placed: (Slot | null)[]
}

const day = 86_400_000

/**
 * Records groups of page revisions, in the telling's order, into a book: which event each wording belongs to, and
 * whether it is a new version of it. Only what came before decides, so that watching and importing agree.
 */
export class Recorder {
  readonly counts: RecordingCounts = {
    events: 0,
    versions: 0,
    titleChanges: 0,
    folded: Object.fromEntries(foldKinds.map((kind) => [kind, 0])) as Record<FoldKind, number>,
  }
  readonly #book: EventBook
  readonly #dirty = new Set<Known>()

  constructor(book: EventBook) {
    this.#book = book
  }

  /** The events that changed since the last call. */
  takeChanged(): EventRecord[] {
    const records = [...this.#dirty].map(recordOf)
    this.#dirty.clear()
    return records
  }

  /** Records revisions that happened at once, such as the files of a commit. */
  record(group: readonly PageRevision[]): void {
    const moved = this.#move(group)
    const departures = new Map<Known, PageRevision>()
    const arrivals: Arrival[] = []
    for (const revision of group) {
      if (revision.facts === null && !moved.has(revision.path)) this.#remove(revision, departures)
    }
    for (const revision of group) {
      if (revision.facts !== null) this.#turn(revision, revision.facts, departures, arrivals, moved.has(revision.path))
    }
    if (arrivals.length > 0) for (const settled of inOrderOfLinks(arrivals)) this.#settle(settled, departures)
    for (const [known, revision] of departures) this.#close(known, revision)
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
    const moves = findMoves(
      gone,
      come.map(({ path, content }) => ({ path, content: content! })),
    )
    const seqs = new Map(group.map(({ path, seq }) => [path, seq]))
    for (const [to, from] of moves) {
      const state = this.#book.pages.get(from)
      if (!state) continue
      this.#book.pages.delete(from)
      this.#book.pages.set(to, state)
      const seq = seqs.get(to)!
      for (const { event } of state.items) {
        event.shown = event.shown.filter((path) => path !== from)
        this.#show(event, to)
        this.#touch(event, seq)
      }
      ends.add(from).add(to)
    }
    return ends
  }

  #remove(revision: PageRevision, departures: Map<Known, PageRevision>): void {
    for (const { event } of this.#book.pages.get(revision.path)?.items ?? []) departures.set(event, revision)
    this.#book.pages.delete(revision.path)
  }

  /** The page turns from what it told before to what it tells now; what fits neither is left as arrival or departure. */
  #turn(
    revision: PageRevision,
    facts: PageFacts,
    departures: Map<Known, PageRevision>,
    arrivals: Arrival[],
    moved: boolean,
  ): void {
    const before = this.#book.pages.get(revision.path)
    const items = before?.items ?? []
    const versions = this.counts.versions
    const placed: (Slot | null)[] = facts.items.map(() => null)
    const left = matchExactly(items, facts.items, placed)
    const single = facts.dialect !== 'portal'
    for (const [index, slot] of placed.entries()) {
      if (slot && !items.includes(slot)) this.#tell(slot.event, slot.item, revision, index, single)
    }
    for (const [slot, at] of this.#matchReworded(left, facts.items, placed, single, revision.path)) {
      this.#tell(slot.event, at.item, revision, at.index, single, at.judgement)
      placed[at.index] = { event: slot.event, item: at.item }
      left.delete(slot)
    }
    for (const slot of left) departures.set(slot.event, revision)
    const arrived = arrivals.length
    for (const [index, item] of facts.items.entries()) {
      if (placed[index]) continue
      arrivals.push({ revision, index, item, profile: new Profile(item, item.body), placed })
    }
    this.#book.pages.set(revision.path, stateOf(placed, facts))
    if (single && placed[0]) this.#claim(placed[0].event, facts, revision)
    const changed = this.counts.versions > versions || arrivals.length > arrived || left.size > 0
    if (changed) return
    if (moved && revision.before === null) this.counts.folded.moved++
    else this.counts.folded[foldKind(before?.regenerated ?? noFacts.regenerated, facts)]++
    if (single && placed[0]) {
      placed[0].event.folded++
      this.#touch(placed[0].event, revision.seq)
    }
  }

  /** Pairs what is left of the page before with what is new on it: same place, other words. */
  *#matchReworded(
    left: ReadonlySet<Slot>,
    items: readonly Item[],
    placed: readonly unknown[],
    single: boolean,
    path: PagePath,
  ): Iterable<[Slot, { item: Item; index: number; judgement: Judgement }]> {
    const fresh = items.flatMap((item, index) =>
      placed[index] ? [] : [{ item, index, profile: new Profile(item, item.body) }],
    )
    if (left.size === 0 || fresh.length === 0) return
    const only = single && left.size === 1 && fresh.length === 1
    const context: Reason[] = [{ kind: 'same-path', value: path, weight: only ? 12 : 1.5 }]
    const slots = [...left].map((slot) => ({ slot, profile: new Profile(slot.item, slot.item.body) }))
    const pairs = assign(
      slots.flatMap(({ slot, profile }) =>
        fresh.map((arrival) => ({ left: slot, right: arrival, a: profile, b: arrival.profile, context })),
      ),
    )
    for (const { left: slot, right, judgement } of pairs) yield [slot, { ...right, judgement }]
  }

  /** Finds the events that arrivals belong to, among those that left, slept or stand elsewhere; the rest are new. */
  #settle(arrivals: readonly Arrival[], departures: Map<Known, PageRevision>): void {
    const found = new Map<Arrival, { known: Known; judgement: Judgement }>()
    for (const { left, right, judgement } of assign(this.#chances(arrivals, departures), byFirstSight)) {
      found.set(left, { known: right, judgement })
    }
    for (const [number, arrival] of arrivals.entries()) {
      const { revision, item, index, placed } = arrival
      const single = revision.facts!.dialect !== 'portal'
      const match = found.get(arrival)
      const known =
        match?.known ?? this.#book.create({ path: revision.path, at: revision.at, title: item.title, single })
      if (match) departures.delete(known)
      if (match) known.shown = known.shown.filter((path) => this.#tells(path, known))
      this.#tell(known, item, revision, index, single, match?.judgement)
      placed[index] = { event: known, item }
      const last = arrivals[number + 1]?.revision !== revision
      if (last) this.#book.pages.set(revision.path, stateOf(placed, revision.facts!))
      if (single) this.#claim(known, revision.facts!, revision)
    }
  }

  *#chances(arrivals: readonly Arrival[], departures: ReadonlyMap<Known, PageRevision>) {
    const left = [...departures.keys()]
    for (const arrival of arrivals) {
      const single = arrival.revision.facts!.dialect !== 'portal'
      const here = new Set(this.#book.pages.get(arrival.revision.path)?.items.map(({ event }) => event))
      const linked = single ? this.#linkedEvents(arrival.revision.facts!) : new Set<Known>()
      const nearby = this.#book.candidates(arrival.profile, single)
      for (const known of linked) nearby.add(known)
      if (left.length <= 200) for (const known of left) nearby.add(known)
      for (const known of nearby) {
        if (here.has(known) || known.single !== single) continue
        const current = known.versions.at(-1)!
        const profile = new Profile(current, current.body ?? '')
        const context = contextOf(arrival, known, profile, departures.has(known))
        if (context === null) continue
        if (linked.has(known)) context.push({ kind: 'explicit-link', value: known.paths.at(-1) ?? '', weight: 8 })
        yield { left: arrival, right: known, a: profile, b: arrival.profile, context }
      }
    }
  }

  /** Events on the pages that the Changes section points to. */
  #linkedEvents(facts: PageFacts): Set<Known> {
    const paths = facts.changes.map((entry) => targetPath(entry.target)).filter((path) => path !== null)
    return new Set(paths.flatMap((path) => this.#book.pages.get(path)?.items.map(({ event }) => event) ?? []))
  }

  /** Records that an event is told so on this page: nothing new, a wording that returned, or a new version. */
  #tell(
    known: Known,
    item: Item,
    revision: PageRevision,
    index: number,
    single: boolean,
    judgement: Judgement | null = null,
  ): void {
    known.touched = revision.rank
    const current = known.versions.at(-1)
    this.#show(known, revision.path)
    this.#touch(known, revision.seq)
    if (current && sameItem(itemOf(current), item)) {
      if (current.until !== null) known.versions = known.versions.with(-1, { ...current, until: null })
      return
    }
    if (current && current.until === null) known.versions = known.versions.with(-1, { ...current, until: revision.at })
    const version = {
      ...item,
      path: revision.path,
      from: revision.cut && !current ? null : revision.at,
      until: null,
      seq: revision.seq,
      item: index,
      claimed: false,
      link: judgement && { score: judgement.score, reasons: judgement.reasons },
    }
    known.versions = known.versions.concat(version)
    this.#book.index(known, version)
    if (!current) {
      this.counts.events++
      known.single = single
    } else if (current.title !== item.title) this.counts.titleChanges++
    this.counts.versions++
  }

  #claim(known: Known, facts: PageFacts, revision: PageRevision): void {
    if (facts.changes.length === 0) return
    const versions = withClaims(known.versions, facts.changes, revision)
    if (versions === known.versions) return
    const claimed = versions.length - known.versions.length
    this.counts.versions += claimed
    this.counts.titleChanges += claimed
    known.versions = versions
    this.#touch(known, revision.seq)
  }

  /** The event left this page; where no other page tells it, its last wording ceases to stand. */
  #close(known: Known, revision: PageRevision): void {
    known.shown = known.shown.filter((path) => this.#tells(path, known))
    const current = known.versions.at(-1)!
    if (known.shown.length === 0 && current.until === null) {
      known.versions = known.versions.with(-1, { ...current, until: revision.at })
    }
    known.touched = revision.rank
    this.#touch(known, revision.seq)
  }

  #tells(path: PagePath, known: Known): boolean {
    return this.#book.pages.get(path)?.items.some(({ event }) => event === known) ?? false
  }

  #show(known: Known, path: PagePath): void {
    if (!known.shown.includes(path)) known.shown = known.shown.concat(path)
    if (known.paths.at(-1) !== path) known.paths = known.paths.filter((other) => other !== path).concat(path)
  }

  #touch(known: Known, seq: number): void {
    known.seq = seq
    this.#dirty.add(known)
  }
}

type Slot = PageState['items'][number]

function stateOf(placed: readonly (Slot | null)[], facts: PageFacts): PageState {
  return { items: placed.filter((slot) => slot !== null), regenerated: facts.regenerated }
}

/** Places every item whose title stood before, in the page's order. @returns the slots that found no item */
function matchExactly(slots: readonly Slot[], items: readonly Item[], placed: (Slot | null)[]): Set<Slot> {
  // Most of a page stands as it stood: what is the same from its start and from its end needs no looking up.
  let start = 0
  while (start < slots.length && start < items.length && slots[start]!.item === items[start])
    placed[start] = slots[start++]!
  let end = 0
  while (end < slots.length - start && end < items.length - start && slots.at(-1 - end)!.item === items.at(-1 - end)) {
    placed[items.length - 1 - end] = slots.at(-1 - end)!
    end++
  }
  const left = new Set(slots.slice(start, slots.length - end))
  if (left.size === 0) return left
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
      placed[index] = unaltered ? slot : { event: slot.event, item }
    }
  }
  return left
}

/**
 * Parts arrivals so that a page whose Changes section names another arriving page comes after it: all others first, then
 * those one by one, in the order of their own places in their sections.
 */
function inOrderOfLinks(arrivals: readonly Arrival[]): Arrival[][] {
  const paths = new Set(arrivals.map(({ revision }) => revision.path))
  const free: Arrival[] = []
  const waiting: { arrival: Arrival; place: number }[] = []
  for (const arrival of arrivals) {
    const { path, facts } = arrival.revision
    const targets = facts?.changes.map(({ target }) => targetPath(target)) ?? []
    if (targets.some((target) => target !== null && target !== path && paths.has(target))) {
      const place = targets.indexOf(path)
      waiting.push({ arrival, place: place < 0 ? targets.length : place })
    } else free.push(arrival)
  }
  waiting.sort((a, b) => a.place - b.place)
  return [free, ...waiting.map(({ arrival }) => [arrival])]
}

/** The order of events that does not depend on how they came to be known: by their first version, its place, their id. */
function byFirstSight(one: Known, other: Known): number {
  const a = one.versions[0]!
  const b = other.versions[0]!
  return a.seq - b.seq || a.item - b.item || (one.id < other.id ? -1 : 1)
}

/** What speaks for or against an arrival being this event, beyond the two wordings; null rules it out. */
function contextOf(arrival: Arrival, known: Known, profile: Profile, leaving: boolean): Reason[] | null {
  if (leaving) return [{ kind: 'moved-path', value: 'left at the same moment', weight: 1.5 }]
  if (known.shown.length > 0) {
    const sameWords = profile.key === arrival.profile.key && profile.key.length > 20
    if (!known.single && !sameWords) return null
    return [{ kind: 'conflict', value: 'stands on another page', weight: -0.6 }]
  }
  const days = Math.floor((arrival.revision.rank - known.touched) / day)
  return days > 30 ? [{ kind: 'conflict', value: `gone for ${days} days`, weight: -3 }] : []
}
