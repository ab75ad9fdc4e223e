import type { SameEventResult } from '../../identity/scoring/score-same-event.ts'
import type { EventRecord, Relation, VersionRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { type FoldKind, foldKinds } from '../../model/report.ts'
import type { Instant } from '../../model/time.ts'
import { withClaimedVersions } from '../changes-section/claimed-versions.ts'
import { type EventIndex, itemOf, type PageRevision, recordOf, type TrackedEvent } from '../index/event-index.ts'
import { type Item, sameItem, sameStrings } from '../index/page-facts.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'
import { type EventUpdate, findRelations } from './relations.ts'

export interface VersionCounts {
  events: number
  versions: number
  titleChanges: number
  folded: Record<FoldKind, number>
}

/** Lets the events of a book grow with what pages tell of them, and remembers which ones changed. */
export class VersionBuilder {
  readonly counts: VersionCounts = {
    events: 0,
    versions: 0,
    titleChanges: 0,
    folded: Object.fromEntries(foldKinds.map((kind) => [kind, 0])) as Record<FoldKind, number>,
  }
  readonly #eventIndex: EventIndex
  readonly #changed = new Set<TrackedEvent>()
  /** Keys of the titles of events whose pages have a Changes section, which every snapshot of such a page asks for. */
  readonly #titleKeys = new WeakMap<TrackedEvent, Map<string, string>>()
  #updates: (EventUpdate & { readonly tracked: TrackedEvent })[] = []

  constructor(eventIndex: EventIndex) {
    this.#eventIndex = eventIndex
  }

  /** The events that changed since the last call. */
  takeChanged(): EventRecord[] {
    const records = [...this.#changed].map(recordOf)
    this.#changed.clear()
    return records
  }

  /**
   * Records that an event is told so on this page: nothing new, a wording that returned, or a new version.
   * @param index the item's place on the page, from 0
   * @param result by which it was found to be this event; null where it was at its place
   * @returns false where the page is one that the event has left behind, and says what the event has said before
   */
  addWording(
    tracked: TrackedEvent,
    item: Item,
    revision: PageRevision,
    index: number,
    result: SameEventResult | null = null,
  ): boolean {
    tracked.lastSeenRank = revision.rank
    if (isSupersededPage(tracked, revision.path) && tracked.versions.some(({ title }) => title === item.title))
      return false
    const current = tracked.versions.at(-1)
    this.#addPage(tracked, revision.path)
    this.#markChanged(tracked, revision.seq)
    if (current && sameItem(itemOf(current), item)) {
      if (current.until !== null)
        tracked.versions = tracked.versions.with(-1, restoredVersion(current, current.until, revision))
      return true
    }
    if (current && current.until === null)
      tracked.versions = tracked.versions.with(-1, { ...current, until: revision.at })
    const version = {
      ...(current ? reuseFields(current, item) : item),
      path: current?.path === revision.path ? current.path : revision.path,
      from: revision.cut && !current ? null : revision.at,
      until: null,
      seq: revision.seq,
      item: index,
      claimed: false,
      ...(revision.facts?.key ? { key: revision.facts.key } : {}),
      link: result && { score: result.score, reasons: result.reasons },
    }
    tracked.versions = tracked.versions.concat(version)
    if (current?.title !== item.title)
      this.#updates.push({ tracked, event: tracked.id, before: current ?? null, after: version })
    this.#eventIndex.addVersion(tracked, version)
    if (!current) this.counts.events++
    else if (current.title !== item.title) this.counts.titleChanges++
    this.counts.versions++
    return true
  }

  /** Takes up the versions that the Changes section of the event's own page claims. */
  addClaimedVersions(tracked: TrackedEvent, revision: PageRevision): void {
    const claims = revision.facts?.changes ?? []
    if (claims.length === 0) return
    const versions = withClaimedVersions(tracked.versions, claims, revision, this.#titleKeysOf(tracked))
    if (versions === tracked.versions) return
    const claimed = versions.length - tracked.versions.length
    this.counts.versions += claimed
    this.counts.titleChanges += claimed
    const before = new Set(tracked.versions)
    tracked.versions = versions
    for (const version of versions)
      if (version.claimed && !before.has(version)) this.#eventIndex.addVersion(tracked, version)
    this.#markChanged(tracked, revision.seq)
  }

  /** Records that the event's own page changed in nothing that makes a version. */
  markFolded(tracked: TrackedEvent, seq: number): void {
    tracked.folded++
    this.#markChanged(tracked, seq)
  }

  /** Records that a page which tells the event moved. */
  movePage(tracked: TrackedEvent, from: PagePath, to: PagePath, seq: number): void {
    tracked.shown = tracked.shown.filter((path) => path !== from)
    const current = tracked.paths.at(-1)!
    this.#addPage(tracked, to)
    // a page that was left behind stays behind, wherever it moves
    if (current !== from && tracked.shown.includes(current)) this.#addPage(tracked, current)
    this.#markChanged(tracked, seq)
  }

  /** Takes the event off pages that tell it no longer. */
  removeFromPages(tracked: TrackedEvent): void {
    tracked.shown = tracked.shown.filter((path) =>
      this.#eventIndex.pages.get(path)?.items.some(({ event }) => event === tracked),
    )
  }

  /** The event left this page; where no other page tells it, its last wording ceases to stand. */
  leavePage(tracked: TrackedEvent, revision: PageRevision): void {
    this.removeFromPages(tracked)
    const current = tracked.versions.at(-1)!
    if (tracked.shown.length === 0 && current.until === null) {
      tracked.versions = tracked.versions.with(-1, { ...current, until: revision.at })
    }
    tracked.lastSeenRank = revision.rank
    if (tracked.shown.length === 0) this.#updates.push({ tracked, event: tracked.id, before: current, after: null })
    this.#markChanged(tracked, revision.seq)
  }

  /** Records which of the events that turned since the last call merged, or split. */
  addRelations(): void {
    const updates = this.#updates
    this.#updates = []
    const events = new Map(updates.map(({ event, tracked }) => [event, tracked]))
    for (const { kind, whole, part } of findRelations(updates)) {
      const [continuing, other] = [events.get(whole)!, events.get(part)!]
      addRelation(continuing, { kind: kind === 'merge' ? 'merged' : 'split', event: part })
      addRelation(other, { kind: kind === 'merge' ? 'merged-into' : 'split-from', event: whole })
    }
  }

  #titleKeysOf(tracked: TrackedEvent): (title: string) => string {
    const keys = this.#titleKeys.get(tracked) ?? new Map<string, string>()
    this.#titleKeys.set(tracked, keys)
    return (title) => {
      const found = keys.get(title)
      if (found !== undefined) return found
      const key = wordingKey(title)
      keys.set(title, key)
      return key
    }
  }

  #addPage(tracked: TrackedEvent, path: PagePath): void {
    if (!tracked.shown.includes(path)) tracked.shown = tracked.shown.concat(path)
    if (tracked.paths.at(-1) === path) return
    tracked.paths = tracked.paths.filter((other) => other !== path).concat(path)
    this.#eventIndex.addPath(tracked, path)
  }

  #markChanged(tracked: TrackedEvent, seq: number): void {
    tracked.seq = seq
    this.#changed.add(tracked)
  }
}

function addRelation(tracked: TrackedEvent, relation: Relation): void {
  const current = tracked.versions.at(-1)!
  tracked.versions = tracked.versions.with(-1, { ...current, kin: [...(current.kin ?? []), relation] })
}

/** A wording that stands again, with the time for which it did not. */
function restoredVersion(version: VersionRecord, from: Instant, { at, rank }: PageRevision): VersionRecord {
  // a file that was put back may bear the time of before: then it is back since it was seen
  const until = at > from ? at : rank
  return { ...version, until: null, ...(until > from ? { gone: [...(version.gone ?? []), { from, until }] } : {}) }
}

/** True for a page that still tells a retitled event as it was, beside the page that tells it now. */
function isSupersededPage(tracked: TrackedEvent, path: PagePath): boolean {
  const current = tracked.paths.at(-1)
  return (
    tracked.single &&
    current !== undefined &&
    current !== path &&
    tracked.shown.includes(current) &&
    tracked.shown.includes(path)
  )
}

/** The same item, made of what the version before holds already: most versions change one thing, and all are kept in mind. */
function reuseFields(current: VersionRecord, item: Item): Item {
  const { title, topic, day, sources } = current
  return {
    title: title === item.title ? title : item.title,
    topic: topic === item.topic ? topic : item.topic,
    day: day === item.day ? day : item.day,
    sources: sameStrings(sources, item.sources) ? sources : item.sources,
    body: item.body,
  }
}
