import { hash } from 'node:crypto'
import { Rulings } from '../../identity/rulings/rulings.ts'
import { citedSources, type Profile } from '../../identity/scoring/score-same-event.ts'
import type { EventId, EventRecord, VersionRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { Day, Instant } from '../../model/time.ts'
import { slugOf } from '../../page/front-matter/redirects.ts'
import { Crowd } from './candidate-index.ts'
import { LatestVersions } from './latest-versions.ts'
import { Lookup } from './multimap.ts'
import { type Item, itemKey, type PageFacts } from './page-facts.ts'

/** An event while recording goes on. */
export interface Known {
  readonly id: EventId
  // Replaced, never changed in place: records that were handed out share them.
  versions: readonly VersionRecord[]
  paths: readonly PagePath[]
  shown: readonly PagePath[]
  folded: number
  seq: number
  /** Rank at which it was last shown or lost. */
  touched: Instant
  /** Told by pages of their own, rather than as one of many on a page. */
  single: boolean
}

/** An item at its place on a page, and the event that it tells. */
export interface Slot {
  readonly event: Known
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
export type Departures = Map<Known, PageRevision>

/** Beyond so many events of a day, with a title or with a source, not all are compared with what comes. */
const crowded = 200

/**
 * All that is known while revisions are recorded: events, what each page tells now, and where to look for the event that
 * a new wording may belong to. It is filled from a store's index and kept by the recorder.
 */
export class EventBook {
  /** What people said about who is who; it wins over every score. */
  readonly rulings: Rulings
  readonly events = new Map<EventId, Known>()
  readonly pages = new Map<PagePath, PageState>()
  /** What its events say now, made ready for comparison. */
  readonly latest = new LatestVersions()
  readonly #bySource = new Lookup<string, Known>()
  readonly #byTitle = new Lookup<string, Known>()
  readonly #byDay = new Lookup<number, Known>()
  /** Days of more events than can be compared. */
  readonly #crowds = new Map<number, Crowd<Known>>()
  readonly #bySlug = new Lookup<string, Known>()
  readonly #byKey = new Lookup<string, Known>()
  readonly #claimed = new Lookup<PagePath, Known>()

  constructor(rulings = Rulings.none) {
    this.rulings = rulings
  }

  /**
   * Takes up an event from the index, in place of an older state of it.
   * @param rank at which an event that stands was last shown, as far as is known
   */
  load(record: EventRecord, rank: Instant): void {
    const old = this.events.get(record.id)
    const known: Known = old ?? emptyKnown(record.id)
    for (const path of known.shown) this.#dropFromPage(path, known)
    known.versions = record.versions
    known.paths = record.paths
    known.shown = record.shown
    known.folded = record.folded
    known.seq = record.seq
    known.touched = record.versions.at(-1)!.until ?? rank
    known.single = record.versions.at(-1)!.item === 0 && !/\.txt$/.test(record.paths.at(-1) ?? '')
    this.events.set(known.id, known)
    for (const version of known.versions) this.index(known, version)
    for (const path of known.paths) this.place(known, path)
    for (const path of known.shown) {
      const items = this.pages.get(path)?.items ?? []
      const place = lastTold(known, path).item
      const next = items.findIndex(({ event }) => lastTold(event, path).item > place)
      const here = { event: known, item: itemOf(lastTold(known, path)) }
      this.pages.set(path, { items: items.toSpliced(next < 0 ? items.length : next, 0, here), regenerated: null })
    }
  }

  /** A new event, first seen at a place that, with the time, makes its id the same on every machine. */
  create(seed: { path: PagePath; at: Instant; title: string; single: boolean }): Known {
    let id: EventId
    let attempt = 0
    do id = eventId(`${seed.path}\0${seed.at}\0${seed.title}\0${attempt++}`)
    while (this.events.has(id))
    const known = { ...emptyKnown(id), single: seed.single }
    this.events.set(id, known)
    return known
  }

  /** Makes a version findable by its wording, its sources and its day. */
  index(known: Known, version: VersionRecord): void {
    this.#byTitle.add(version.title, known)
    for (const source of citedSources(version.sources)) this.#bySource.add(source, known)
    if (version.key !== undefined) this.#byKey.add(version.key, known)
    if (version.claimed) this.#claimed.add(version.path, known)
    if (version.day) this.#indexDay(known, version, dayNumber(version.day))
  }

  /** Makes an event findable by a page that tells it. */
  place(known: Known, path: PagePath): void {
    this.#bySlug.add(slugOf(path), known)
  }

  /** Events told on pages of such a name. */
  withSlug(slug: string): Iterable<Known> {
    return this.#bySlug.get(slug)
  }

  /** Events of a page whose front matter gave it, or its event, this id. */
  withKey(key: string): Iterable<Known> {
    return this.#byKey.get(key)
  }

  /** Events whose Changes section lists a version that stood at a path. */
  claiming(path: PagePath): Known[] {
    return [...this.#claimed.get(path)].filter(({ paths }) => !paths.includes(path))
  }

  /** Whether a page tells the event now: one that just went is still among those where it is shown. */
  isStanding(known: Known): boolean {
    return known.shown.some((path) => this.pages.get(path)?.items.some(({ event }) => event === known))
  }

  /** Events that a page ever told. */
  toldOn(path: PagePath): Known[] {
    return [...this.#bySlug.get(slugOf(path))].filter(({ paths }) => paths.includes(path))
  }

  /**
   * Events that may be meant: the same wording, a shared source, or the same or a neighbouring day. A title or a source that
   * a crowd of events have tells nothing, and of a day's crowd those are taken that have most in common with the wording.
   * @param path where it is told
   * @param standing of the day's events, those too that stand on a page now
   */
  candidates(profile: Profile, path: PagePath, standing: boolean): Set<Known> {
    const found = new Set(few(this.#byTitle, profile.title))
    for (const source of profile.sources) for (const known of few(this.#bySource, source)) found.add(known)
    if (profile.day === null) return found
    const isMeant = (known: Known) => standing || known.shown.length === 0
    const wording = { title: profile.title, body: profile.body, path }
    const day = dayNumber(profile.day)
    for (const near of [day - 1, day, day + 1]) {
      const crowd = this.#crowds.get(near)
      if (crowd) for (const known of crowd.near(wording, isMeant)) found.add(known)
      else for (const known of this.#byDay.get(near)) if (isMeant(known)) found.add(known)
    }
    return found
  }

  #indexDay(known: Known, version: VersionRecord, day: number): void {
    this.#byDay.add(day, known)
    const crowd = this.#crowds.get(day)
    if (crowd) crowd.add(version, known)
    else if (this.#byDay.count(day) > crowded) {
      const made = new Crowd(byFirstSight)
      for (const one of this.#byDay.get(day))
        for (const own of one.versions) if (own.day && dayNumber(own.day) === day) made.add(own, one)
      this.#crowds.set(day, made)
    }
  }

  #dropFromPage(path: PagePath, known: Known): void {
    const state = this.pages.get(path)
    if (state) this.pages.set(path, { ...state, items: state.items.filter(({ event }) => event !== known) })
  }
}

/** The order of events that does not depend on how they came to be known: by their first version, its place, their id. */
export function byFirstSight(one: Known, other: Known): number {
  const a = one.versions[0]!
  const b = other.versions[0]!
  return a.seq - b.seq || a.item - b.item || (one.id < other.id ? -1 : 1)
}

export function recordOf(known: Known): EventRecord {
  const { id, versions, paths, shown, folded, seq } = known
  return { id, versions, paths, shown, live: shown.length > 0, folded, seq }
}

/** @param placed the page's items in order; null where the event is not known yet */
export function pageState(placed: readonly (Slot | null)[], facts: PageFacts): PageState {
  return { items: twinsInOrder(placed.filter((slot) => slot !== null)), regenerated: facts.regenerated }
}

/**
 * Of events that a page tells in the same words nobody can read off it which is which: in their order on it stands first which
 * was seen first, so that who knows only the events comes to the same.
 */
export function twinsInOrder(slots: readonly Slot[]): readonly Slot[] {
  if (new Set(slots.map(({ item }) => item.title)).size === slots.length) return slots
  const ordered = slots.slice()
  for (const namesakes of Map.groupBy(slots.keys(), (at) => slots[at]!.item.title).values()) {
    if (namesakes.length === 1) continue
    for (const twins of Map.groupBy(namesakes, (at) => itemKey(slots[at]!.item)).values()) {
      const events = twins.map((at) => slots[at]!.event).sort(byFirstSight)
      for (const [nth, at] of twins.entries()) ordered[at] = { event: events[nth]!, item: slots[at]!.item }
    }
  }
  return ordered
}

/** What an event last said on a page, as far as the index tells; its place there may have changed since. */
function lastTold({ versions }: Known, path: PagePath): VersionRecord {
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

function emptyKnown(id: EventId): Known {
  return { id, versions: [], paths: [], shown: [], folded: 0, seq: 0, touched: 0, single: true }
}

function few<Key>(lookup: Lookup<Key, Known>, key: Key): Iterable<Known> {
  return lookup.count(key) > crowded ? [] : lookup.get(key)
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
