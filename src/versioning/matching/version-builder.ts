import type { SameEventResult } from '../../identity/scoring/score-same-event.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'
import type { EventRecord, Relation, VersionRecord } from '../../model/event.ts'
import { memo } from '../../model/memo.ts'
import type { PagePath } from '../../model/page.ts'
import { type FoldKind, foldKinds } from '../../model/report.ts'
import type { Instant } from '../../model/time.ts'
import { withClaimedVersions } from '../changes-section/claimed-versions.ts'
import { type EventIndex, itemOf, type PageRevision, recordOf, type TrackedEvent } from '../index/event-index.ts'
import { type Item, sameItem, sameStrings } from '../index/page-facts.ts'
import { type EventUpdate, findRelations } from './relations.ts'

export interface VersionCounts {
  events: number
  versions: number
  titleChanges: number
  folded: Record<FoldKind, number>
}

/** Adds versions to the events of an index, and collects the events that changed. */
export class VersionBuilder {
  readonly counts: VersionCounts = {
    events: 0,
    versions: 0,
    titleChanges: 0,
    folded: Object.fromEntries(foldKinds.map((kind) => [kind, 0])) as Record<FoldKind, number>,
  }
  readonly #eventIndex: EventIndex
  readonly #changed = new Set<TrackedEvent>()
  /** Cached, since every snapshot of a page with a Changes section needs the keys of all titles of its event. */
  readonly #titleKey = memo(wordingKey, 20_000)
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
   * Adds an item of a page to its event: nothing new, a restored version, or a new version.
   * @param index the item's position on the page, from 0
   * @param result the match with the event; null where the event was on the page under this title
   * @returns false for a superseded page, which still has a former title of the event
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

  /** Adds the versions that the Changes section of the event's own page claims. */
  addClaimedVersions(tracked: TrackedEvent, revision: PageRevision): void {
    const claims = revision.facts?.changes ?? []
    if (claims.length === 0) return
    const versions = withClaimedVersions(tracked.versions, claims, revision, this.#titleKey)
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

  /** Counts a snapshot of the event's own page that makes no version. */
  markFolded(tracked: TrackedEvent, seq: number): void {
    tracked.folded++
    this.#markChanged(tracked, seq)
  }

  /** Moves a page of the event to another path. */
  movePage(tracked: TrackedEvent, from: PagePath, to: PagePath, seq: number): void {
    tracked.shown = tracked.shown.filter((path) => path !== from)
    const current = tracked.paths.at(-1)!
    this.#addPage(tracked, to)
    // A superseded page stays one after its move.
    if (current !== from && tracked.shown.includes(current)) this.#addPage(tracked, current)
    this.#markChanged(tracked, seq)
  }

  /** Removes from `shown` the pages that no longer report the event. */
  removeFromPages(tracked: TrackedEvent): void {
    tracked.shown = tracked.shown.filter((path) =>
      this.#eventIndex.pages.get(path)?.items.some(({ event }) => event === tracked),
    )
  }

  /** Removes the event from a page; without another page, its last version ends. */
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

  /** Adds the merges and splits among the updates since the last call. */
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

/** A version that is current again, with its absence. */
function restoredVersion(version: VersionRecord, from: Instant, { at, rank }: PageRevision): VersionRecord {
  // A restored file may have its old modification time: then the time of the observation counts.
  const until = at > from ? at : rank
  return { ...version, until: null, ...(until > from ? { gone: [...(version.gone ?? []), { from, until }] } : {}) }
}

/** Whether a page still reports a retitled event beside the page that reports it now. */
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

/** Shares equal values with the version before, which saves memory: most versions change one field. */
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
