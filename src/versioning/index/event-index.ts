import { hash } from 'node:crypto'
import { Rulings } from '../../identity/rulings/rulings.ts'
import { canonicalSources, type WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { EventId, EventRecord, VersionRecord } from '../../model/event.ts'
import { Multimap } from '../../model/multimap.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { Day, Instant } from '../../model/time.ts'
import { slugOf } from '../../page/front-matter/redirects.ts'
import { CandidateIndex } from './candidate-index.ts'
import { LatestVersions } from './latest-versions.ts'
import { type Item, itemKey, type PageFacts } from './page-facts.ts'

/** An event while recording goes on. */
export interface TrackedEvent {
  readonly id: EventId
  // Replaced, never changed in place: records that were handed out share them.
  versions: readonly VersionRecord[]
  paths: readonly PagePath[]
  shown: readonly PagePath[]
  folded: number
  seq: number
  /** Rank at which it was last shown or lost. */
  lastSeenRank: Instant
  /** Told by pages of their own, rather than as one of many on a page. */
  single: boolean
}

/** An item at its place on a page, and the event that it tells. */
export interface Slot {
  readonly event: TrackedEvent
  readonly item: Item
}

/** A page as it stands: what it tells, event by event. */
export interface PageState {
  readonly items: readonly Slot[]
  /** Prints of the parts that a site regenerates; null where only the index was read, not the page. */
  readonly regenerated: PageFacts['regenerated'] | null
}

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

/** Events that left a page, each with the revision that lacks it. */
export type Departures = Map<TrackedEvent, PageRevision>

/** Beyond so many events of a day, with a title or with a source, not all are compared with what comes. */
const maxEventsPerKey = 200

/**
 * All that is known while revisions are recorded: events, what each page tells now, and where to look for the event that
 * a new wording may belong to. It is filled from a store's index and kept by the recorder.
 */
export class EventIndex {
  /** What people said about who is who; it wins over every score. */
  readonly rulings: Rulings
  readonly events = new Map<EventId, TrackedEvent>()
  readonly pages = new Map<PagePath, PageState>()
  /** What its events say now, made ready for comparison. */
  readonly latest = new LatestVersions()
  readonly #bySource = new Multimap<string, TrackedEvent>()
  readonly #byTitle = new Multimap<string, TrackedEvent>()
  readonly #byDay = new Multimap<number, TrackedEvent>()
  /** Days of more events than can be compared. */
  readonly #candidatesByDay = new Map<number, CandidateIndex<TrackedEvent>>()
  readonly #bySlug = new Multimap<string, TrackedEvent>()
  readonly #byKey = new Multimap<string, TrackedEvent>()
  readonly #byClaimedPath = new Multimap<PagePath, TrackedEvent>()

  constructor(rulings = Rulings.none) {
    this.rulings = rulings
  }

  /**
   * Takes up an event from the index, in place of an older state of it.
   * @param rank at which an event that stands was last shown, as far as is known
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

  /** A new event, first seen at a place that, with the time, makes its id the same on every machine. */
  create(seed: { path: PagePath; at: Instant; title: string; single: boolean }): TrackedEvent {
    let id: EventId
    let attempt = 0
    do id = eventId(`${seed.path}\0${seed.at}\0${seed.title}\0${attempt++}`)
    while (this.events.has(id))
    const tracked = { ...emptyTrackedEvent(id), single: seed.single }
    this.events.set(id, tracked)
    return tracked
  }

  /** Makes a version findable by its wording, its sources and its day. */
  addVersion(tracked: TrackedEvent, version: VersionRecord): void {
    this.#byTitle.add(version.title, tracked)
    for (const source of canonicalSources(version.sources)) this.#bySource.add(source, tracked)
    if (version.key !== undefined) this.#byKey.add(version.key, tracked)
    if (version.claimed) this.#byClaimedPath.add(version.path, tracked)
    if (version.day) this.#indexDay(tracked, version, dayNumber(version.day))
  }

  /** Makes an event findable by a page that tells it. */
  addPath(tracked: TrackedEvent, path: PagePath): void {
    this.#bySlug.add(slugOf(path), tracked)
  }

  /** Events told on pages of such a name. */
  withSlug(slug: string): Iterable<TrackedEvent> {
    return this.#bySlug.get(slug)
  }

  /** Events of a page whose front matter gave it, or its event, this id. */
  withKey(key: string): Iterable<TrackedEvent> {
    return this.#byKey.get(key)
  }

  /** Events whose Changes section lists a version that stood at a path. */
  claimingPath(path: PagePath): TrackedEvent[] {
    return [...this.#byClaimedPath.get(path)].filter(({ paths }) => !paths.includes(path))
  }

  /** Whether a page tells the event now: one that just went is still among those where it is shown. */
  isOnAnyPage(tracked: TrackedEvent): boolean {
    return tracked.shown.some((path) => this.pages.get(path)?.items.some(({ event }) => event === tracked))
  }

  /** Events that a page ever told. */
  eventsOn(path: PagePath): TrackedEvent[] {
    return [...this.#bySlug.get(slugOf(path))].filter(({ paths }) => paths.includes(path))
  }

  /**
   * Events that may be meant: the same wording, a shared source, or the same or a neighbouring day. A title or a source that
   * a crowd of events have tells nothing, and of a day's crowd those are taken that have most in common with the wording.
   * @param path where it is told
   * @param includeShown of the day's events, those too that stand on a page now
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

/** The order of events that does not depend on how they came to be known: by their first version, its place, their id. */
export function compareByFirstVersion(one: TrackedEvent, other: TrackedEvent): number {
  const a = one.versions[0]!
  const b = other.versions[0]!
  return a.seq - b.seq || a.item - b.item || (one.id < other.id ? -1 : 1)
}

export function recordOf(tracked: TrackedEvent): EventRecord {
  const { id, versions, paths, shown, folded, seq } = tracked
  return { id, versions, paths, shown, live: shown.length > 0, folded, seq }
}

/** @param placed the page's items in order; null where the event is not known yet */
export function pageState(placed: readonly (Slot | null)[], facts: PageFacts): PageState {
  return { items: sortIdenticalItems(placed.filter((slot) => slot !== null)), regenerated: facts.regenerated }
}

/**
 * Of events that a page tells in the same words nobody can read off it which is which: in their order on it stands first which
 * was seen first, so that who knows only the events comes to the same.
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

/** What an event last said on a page, as far as the index tells; its place there may have changed since. */
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

/** Crockford's base 32 without its letters that look like digits: ten characters, 50 bits. */
function eventId(seed: string): EventId {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz'
  const bytes = hash('sha256', seed, 'binary')
  let id = ''
  for (let i = 0; i < 10; i++) id += digits[bytes.charCodeAt(i) & 31]
  return id as EventId
}

/** Days since 1970-01-01. */
function dayNumber(day: Day): number {
  return Date.parse(day) / 86_400_000
}
