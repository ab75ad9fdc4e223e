import { hash } from 'node:crypto'
import { Rulings } from '../../identity/rulings/rulings.ts'
import { canonicalSources, type WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { EventId, EventRecord, VersionRecord } from '../../model/event.ts'
import { Multimap } from '../../model/multimap.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import { type Day, dayMs, type Instant } from '../../model/time.ts'
import { slugOf } from '../../page/front-matter/redirects.ts'
import { CandidateIndex } from './candidate-index.ts'
import { LatestVersions } from './latest-versions.ts'
import { type Item, itemKey, type PageFacts } from './page-facts.ts'

/** An event while the index is being built. */
export interface TrackedEvent {
  readonly id: EventId
  // These arrays are replaced, never changed: records that were handed out share them.
  versions: readonly VersionRecord[]
  paths: readonly PagePath[]
  shown: readonly PagePath[]
  folded: number
  seq: number
  /** Rank at which it was last shown or lost. */
  lastSeenRank: Instant
  /** Reported by pages of its own instead of as an item of a multi-event page. */
  single: boolean
}

/** An item on a page, and the event that it reports. */
export interface Slot {
  readonly event: TrackedEvent
  readonly item: Item
}

/** The current state of a page. */
export interface PageState {
  readonly items: readonly Slot[]
  /** Hashes of the regenerated parts; null where the page was not read, only the index. */
  readonly regenerated: PageFacts['regenerated'] | null
}

/** A snapshot to match: the page's facts, and the content that was at its path before. */
export interface PageRevision {
  readonly path: PagePath
  readonly seq: number
  readonly at: Instant
  readonly rank: Instant
  /** Null: removed. */
  readonly content: ContentHash | null
  readonly facts: PageFacts | null
  readonly before: ContentHash | null
  /** History was cut off before it, so its events are older than the record. */
  readonly cut: boolean
}

/** Events that left a page, each with the revision without it. */
export type Departures = Map<TrackedEvent, PageRevision>

/** With more events for one day, not all are candidates; a title or source of more events is ignored. */
const maxEventsPerKey = 200

/**
 * The events and the current state of each page, with lookups for the events that a new wording may belong to. It is loaded
 * from a store's index and updated by the `VersionMatcher`.
 */
export class EventIndex {
  readonly rulings: Rulings
  readonly events = new Map<EventId, TrackedEvent>()
  readonly pages = new Map<PagePath, PageState>()
  /** Latest versions, prepared for comparison. */
  readonly latest = new LatestVersions()
  readonly #bySource = new Multimap<string, TrackedEvent>()
  readonly #byTitle = new Multimap<string, TrackedEvent>()
  readonly #byDay = new Multimap<number, TrackedEvent>()
  /** Only for days with more than `maxEventsPerKey` events. */
  readonly #candidatesByDay = new Map<number, CandidateIndex<TrackedEvent>>()
  readonly #bySlug = new Multimap<string, TrackedEvent>()
  readonly #byKey = new Multimap<string, TrackedEvent>()
  readonly #byClaimedPath = new Multimap<PagePath, TrackedEvent>()

  constructor(rulings = Rulings.none) {
    this.rulings = rulings
  }

  /**
   * Adds an event from a store's index, or replaces an older state of it.
   * @param rank when a current event was last shown, as far as is known
   */
  load(record: EventRecord, rank: Instant): void {
    const old = this.events.get(record.id)
    const tracked: TrackedEvent = old ?? emptyTrackedEvent(record.id)
    for (const path of tracked.shown) this.#dropFromPage(path, tracked)
    tracked.versions = record.versions
    tracked.paths = record.paths
    tracked.shown = record.shown
    tracked.folded = record.folded
    tracked.seq = record.seq
    tracked.lastSeenRank = record.versions.at(-1)!.until ?? rank
    tracked.single = record.versions.at(-1)!.item === 0 && !/\.txt$/.test(record.paths.at(-1) ?? '')
    this.events.set(tracked.id, tracked)
    for (const version of tracked.versions) this.addVersion(tracked, version)
    for (const path of tracked.paths) this.addPath(tracked, path)
    for (const path of tracked.shown) {
      const items = this.pages.get(path)?.items ?? []
      const position = lastVersionOn(tracked, path).item
      const next = items.findIndex(({ event }) => lastVersionOn(event, path).item > position)
      const slot = { event: tracked, item: itemOf(lastVersionOn(tracked, path)) }
      this.pages.set(path, { items: items.toSpliced(next < 0 ? items.length : next, 0, slot), regenerated: null })
    }
  }

  /** Creates an event. Its id follows from the seed, so it is the same on every machine. */
  create(seed: { path: PagePath; at: Instant; title: string; single: boolean }): TrackedEvent {
    let id: EventId
    let attempt = 0
    do id = eventId(`${seed.path}\0${seed.at}\0${seed.title}\0${attempt++}`)
    while (this.events.has(id))
    const tracked = { ...emptyTrackedEvent(id), single: seed.single }
    this.events.set(id, tracked)
    return tracked
  }

  /** Adds a version to the lookups. */
  addVersion(tracked: TrackedEvent, version: VersionRecord): void {
    this.#byTitle.add(version.title, tracked)
    for (const source of canonicalSources(version.sources)) this.#bySource.add(source, tracked)
    if (version.key !== undefined) this.#byKey.add(version.key, tracked)
    if (version.claimed) this.#byClaimedPath.add(version.path, tracked)
    if (version.day) this.#indexDay(tracked, version, dayNumber(version.day))
  }

  /** Adds a path of an event to the lookups. */
  addPath(tracked: TrackedEvent, path: PagePath): void {
    this.#bySlug.add(slugOf(path), tracked)
  }

  /** Events that pages with this slug reported. */
  withSlug(slug: string): Iterable<TrackedEvent> {
    return this.#bySlug.get(slug)
  }

  /** Events of a page whose front matter gives this id, for itself or for the event. */
  withKey(key: string): Iterable<TrackedEvent> {
    return this.#byKey.get(key)
  }

  /** Events whose Changes section claims a version at a path where the event never was. */
  claimingPath(path: PagePath): TrackedEvent[] {
    return [...this.#byClaimedPath.get(path)].filter(({ paths }) => !paths.includes(path))
  }

  /** Whether a page reports the event now; `shown` may still have a page that was just removed. */
  isOnAnyPage(tracked: TrackedEvent): boolean {
    return tracked.shown.some((path) => this.pages.get(path)?.items.some(({ event }) => event === tracked))
  }

  /** All events that a page ever reported. */
  eventsOn(path: PagePath): TrackedEvent[] {
    return [...this.#bySlug.get(slugOf(path))].filter(({ paths }) => paths.includes(path))
  }

  /**
   * The events that a wording may belong to: they have the same title, a shared source, or the same or a neighbouring day.
   * @param path the wording's page
   * @param includeShown whether events found by their day may be on a page now
   */
  candidates(profile: WordingProfile, path: PagePath, includeShown: boolean): Set<TrackedEvent> {
    const found = new Set(eventsIfRare(this.#byTitle, profile.title))
    for (const source of profile.sources) for (const tracked of eventsIfRare(this.#bySource, source)) found.add(tracked)
    if (profile.day === null) return found
    const isEligible = (tracked: TrackedEvent) => includeShown || tracked.shown.length === 0
    const wording = { title: profile.title, body: profile.body, path }
    const day = dayNumber(profile.day)
    for (const near of [day - 1, day, day + 1]) {
      const candidateIndex = this.#candidatesByDay.get(near)
      if (candidateIndex) for (const tracked of candidateIndex.top(wording, isEligible)) found.add(tracked)
      else for (const tracked of this.#byDay.get(near)) if (isEligible(tracked)) found.add(tracked)
    }
    return found
  }

  #indexDay(tracked: TrackedEvent, version: VersionRecord, day: number): void {
    this.#byDay.add(day, tracked)
    const existing = this.#candidatesByDay.get(day)
    if (existing) existing.add(version, tracked)
    else if (this.#byDay.count(day) > maxEventsPerKey) {
      const created = new CandidateIndex(compareByFirstVersion)
      for (const one of this.#byDay.get(day))
        for (const own of one.versions) if (own.day && dayNumber(own.day) === day) created.add(own, one)
      this.#candidatesByDay.set(day, created)
    }
  }

  #dropFromPage(path: PagePath, tracked: TrackedEvent): void {
    const state = this.pages.get(path)
    if (state) this.pages.set(path, { ...state, items: state.items.filter(({ event }) => event !== tracked) })
  }
}

/** Compares events by the snapshot and item of their first version, then by id: the same order however they were loaded. */
export function compareByFirstVersion(one: TrackedEvent, other: TrackedEvent): number {
  const a = one.versions[0]!
  const b = other.versions[0]!
  return a.seq - b.seq || a.item - b.item || (one.id < other.id ? -1 : 1)
}

export function recordOf(tracked: TrackedEvent): EventRecord {
  const { id, versions, paths, shown, folded, seq } = tracked
  return { id, versions, paths, shown, live: shown.length > 0, folded, seq }
}

/** @param placed the page's items in order; null where the event is unknown yet */
export function pageState(placed: readonly (Slot | null)[], facts: PageFacts): PageState {
  return { items: sortIdenticalItems(placed.filter((slot) => slot !== null)), regenerated: facts.regenerated }
}

/**
 * Assigns identical items of a page to their events in the order in which the events were first seen. The page alone does not
 * show which item is which event, so an index loaded from a store must get the same order.
 */
export function sortIdenticalItems(slots: readonly Slot[]): readonly Slot[] {
  if (new Set(slots.map(({ item }) => item.title)).size === slots.length) return slots
  const ordered = slots.slice()
  for (const namesakes of Map.groupBy(slots.keys(), (at) => slots[at]!.item.title).values()) {
    if (namesakes.length === 1) continue
    for (const twins of Map.groupBy(namesakes, (at) => itemKey(slots[at]!.item)).values()) {
      const events = twins.map((at) => slots[at]!.event).sort(compareByFirstVersion)
      for (const [nth, at] of twins.entries()) ordered[at] = { event: events[nth]!, item: slots[at]!.item }
    }
  }
  return ordered
}

/** An event's last version on a page; its position there may have changed since. */
function lastVersionOn({ versions }: TrackedEvent, path: PagePath): VersionRecord {
  return versions.findLast((version) => version.path === path && !version.claimed) ?? versions.at(-1)!
}

export function itemOf(version: VersionRecord): Item {
  return {
    title: version.title,
    topic: version.topic,
    day: version.day,
    sources: version.sources,
    body: version.body ?? '',
  }
}

function emptyTrackedEvent(id: EventId): TrackedEvent {
  return { id, versions: [], paths: [], shown: [], folded: 0, seq: 0, lastSeenRank: 0, single: true }
}

function eventsIfRare<Key>(lookup: Multimap<Key, TrackedEvent>, key: Key): Iterable<TrackedEvent> {
  return lookup.count(key) > maxEventsPerKey ? [] : lookup.get(key)
}

/** Ten characters of Crockford's base 32, which are 50 bits. */
function eventId(seed: string): EventId {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz'
  const bytes = hash('sha256', seed, 'binary')
  let id = ''
  for (let i = 0; i < 10; i++) id += digits[bytes.charCodeAt(i) & 31]
  return id as EventId
}

/** Days since 1970-01-01. */
function dayNumber(day: Day): number {
  return Date.parse(day) / dayMs
}
