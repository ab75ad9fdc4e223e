import type { Judgement } from '../../identity/scoring/score-same-event.ts'
import type { EventRecord, Kin, VersionRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { type FoldKind, foldKinds } from '../../model/report.ts'
import type { Instant } from '../../model/time.ts'
import { withClaims } from '../changes-section/claims.ts'
import { type EventBook, itemOf, type Known, type PageRevision, recordOf } from '../index/event-index.ts'
import { type Item, sameItem, sameWords } from '../index/page-facts.ts'
import { wordingKey } from '../index/wording.ts'
import { kinships, type Turn } from './relations.ts'

export interface RecordingCounts {
  events: number
  versions: number
  titleChanges: number
  folded: Record<FoldKind, number>
}

/** Lets the events of a book grow with what pages tell of them, and remembers which ones changed. */
export class Teller {
  readonly counts: RecordingCounts = {
    events: 0,
    versions: 0,
    titleChanges: 0,
    folded: Object.fromEntries(foldKinds.map((kind) => [kind, 0])) as Record<FoldKind, number>,
  }
  readonly #book: EventBook
  readonly #dirty = new Set<Known>()
  /** Keys of the titles of events whose pages have a Changes section, which every snapshot of such a page asks for. */
  readonly #keys = new WeakMap<Known, Map<string, string>>()
  #turns: (Turn & { readonly known: Known })[] = []

  constructor(book: EventBook) {
    this.#book = book
  }

  /** The events that changed since the last call. */
  takeChanged(): EventRecord[] {
    const records = [...this.#dirty].map(recordOf)
    this.#dirty.clear()
    return records
  }

  /**
   * Records that an event is told so on this page: nothing new, a wording that returned, or a new version.
   * @param index the item's place on the page, from 0
   * @param judgement by which it was found to be this event; null where it was at its place
   * @returns false where the page is one that the event has left behind, and says what the event has said before
   */
  tell(known: Known, item: Item, revision: PageRevision, index: number, judgement: Judgement | null = null): boolean {
    known.touched = revision.rank
    if (isLeftBehind(known, revision.path) && known.versions.some(({ title }) => title === item.title)) return false
    const current = known.versions.at(-1)
    this.#show(known, revision.path)
    this.#touch(known, revision.seq)
    if (current && sameItem(itemOf(current), item)) {
      if (current.until !== null) known.versions = known.versions.with(-1, backAgain(current, current.until, revision))
      return true
    }
    if (current && current.until === null) known.versions = known.versions.with(-1, { ...current, until: revision.at })
    const version = {
      ...(current ? sharing(current, item) : item),
      path: current?.path === revision.path ? current.path : revision.path,
      from: revision.cut && !current ? null : revision.at,
      until: null,
      seq: revision.seq,
      item: index,
      claimed: false,
      ...(revision.facts?.key ? { key: revision.facts.key } : {}),
      link: judgement && { score: judgement.score, reasons: judgement.reasons },
    }
    known.versions = known.versions.concat(version)
    if (current?.title !== item.title)
      this.#turns.push({ known, event: known.id, before: current ?? null, after: version })
    this.#book.index(known, version)
    if (!current) this.counts.events++
    else if (current.title !== item.title) this.counts.titleChanges++
    this.counts.versions++
    return true
  }

  /** Takes up the versions that the Changes section of the event's own page claims. */
  claim(known: Known, revision: PageRevision): void {
    const claims = revision.facts?.changes ?? []
    if (claims.length === 0) return
    const versions = withClaims(known.versions, claims, revision, this.#keysOf(known))
    if (versions === known.versions) return
    const claimed = versions.length - known.versions.length
    this.counts.versions += claimed
    this.counts.titleChanges += claimed
    const before = new Set(known.versions)
    known.versions = versions
    for (const version of versions) if (version.claimed && !before.has(version)) this.#book.index(known, version)
    this.#touch(known, revision.seq)
  }

  /** Records that the event's own page changed in nothing that makes a version. */
  fold(known: Known, seq: number): void {
    known.folded++
    this.#touch(known, seq)
  }

  /** Records that a page which tells the event moved. */
  move(known: Known, from: PagePath, to: PagePath, seq: number): void {
    known.shown = known.shown.filter((path) => path !== from)
    const current = known.paths.at(-1)!
    this.#show(known, to)
    // a page that was left behind stays behind, wherever it moves
    if (current !== from && known.shown.includes(current)) this.#show(known, current)
    this.#touch(known, seq)
  }

  /** Takes the event off pages that tell it no longer. */
  hide(known: Known): void {
    known.shown = known.shown.filter((path) => this.#book.pages.get(path)?.items.some(({ event }) => event === known))
  }

  /** The event left this page; where no other page tells it, its last wording ceases to stand. */
  close(known: Known, revision: PageRevision): void {
    this.hide(known)
    const current = known.versions.at(-1)!
    if (known.shown.length === 0 && current.until === null) {
      known.versions = known.versions.with(-1, { ...current, until: revision.at })
    }
    known.touched = revision.rank
    if (known.shown.length === 0) this.#turns.push({ known, event: known.id, before: current, after: null })
    this.#touch(known, revision.seq)
  }

  /** Records which of the events that turned since the last call merged, or split. */
  relate(): void {
    const turns = this.#turns
    this.#turns = []
    const events = new Map(turns.map(({ event, known }) => [event, known]))
    for (const { kind, whole, part } of kinships(turns)) {
      const [goesOn, other] = [events.get(whole)!, events.get(part)!]
      addKin(goesOn, { kind: kind === 'merge' ? 'merged' : 'split', event: part })
      addKin(other, { kind: kind === 'merge' ? 'merged-into' : 'split-from', event: whole })
    }
  }

  #keysOf(known: Known): (title: string) => string {
    const keys = this.#keys.get(known) ?? new Map<string, string>()
    this.#keys.set(known, keys)
    return (title) => {
      const found = keys.get(title)
      if (found !== undefined) return found
      const key = wordingKey(title)
      keys.set(title, key)
      return key
    }
  }

  #show(known: Known, path: PagePath): void {
    if (!known.shown.includes(path)) known.shown = known.shown.concat(path)
    if (known.paths.at(-1) === path) return
    known.paths = known.paths.filter((other) => other !== path).concat(path)
    this.#book.place(known, path)
  }

  #touch(known: Known, seq: number): void {
    known.seq = seq
    this.#dirty.add(known)
  }
}

function addKin(known: Known, kin: Kin): void {
  const current = known.versions.at(-1)!
  known.versions = known.versions.with(-1, { ...current, kin: [...(current.kin ?? []), kin] })
}

/** A wording that stands again, with the time for which it did not. */
function backAgain(version: VersionRecord, from: Instant, { at, rank }: PageRevision): VersionRecord {
  // a file that was put back may bear the time of before: then it is back since it was seen
  const until = at > from ? at : rank
  return { ...version, until: null, ...(until > from ? { gone: [...(version.gone ?? []), { from, until }] } : {}) }
}

/** True for a page that still tells a retitled event as it was, beside the page that tells it now. */
function isLeftBehind(known: Known, path: PagePath): boolean {
  const current = known.paths.at(-1)
  return (
    known.single &&
    current !== undefined &&
    current !== path &&
    known.shown.includes(current) &&
    known.shown.includes(path)
  )
}

/** The same item, made of what the version before holds already: most versions change one thing, and all are kept in mind. */
function sharing(current: VersionRecord, item: Item): Item {
  const { title, topic, day, sources } = current
  return {
    title: title === item.title ? title : item.title,
    topic: topic === item.topic ? topic : item.topic,
    day: day === item.day ? day : item.day,
    sources: sameWords(sources, item.sources) ? sources : item.sources,
    body: item.body,
  }
}
