import type { Rulings } from '../identity/rulings/rulings.ts'
import type { EventRecord } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import { cooperative } from '../sources/cooperative.ts'
import type { Store } from '../store/store.ts'
import { EventIndex, recordOf } from '../versioning/index/event-index.ts'
import { noFacts, type PageFacts } from '../versioning/index/page-facts.ts'
import { type PageRevision, type VersionCounts, VersionMatcher } from '../versioning/matching/version-matcher.ts'
import { groupOf, indexFingerprint, lastStates, pageRevision } from '../versioning/planner.ts'
import { type ReadingOptions, readFacts } from './read-page.ts'
import type { RunOptions } from './run-options.ts'

/** All that the snapshots of a store tell. It can be followed on, once more of them have come. */
export interface ReplayedIndex {
  readonly size: number
  readonly eventIndex: EventIndex
  readonly counts: VersionCounts
}

type ReplayOptions = RunOptions & ReadingOptions

/** Judges all that is recorded anew, and stores nothing. */
export async function replayLedger(store: Store, rulings: Rulings, options: ReplayOptions): Promise<ReplayedIndex> {
  const replay = new LedgerReplay(rulings)
  await replay.advance(store, options)
  return replay
}

/** Judges all that is recorded, by what was judged of the beginning of it where that is not changed by what came. */
export async function continueReplay(
  replayed: ReplayedIndex,
  store: Store,
  rulings: Rulings,
  options: ReplayOptions,
): Promise<ReplayedIndex> {
  const canContinue =
    replayed instanceof LedgerReplay && rulings.fingerprint === replayed.eventIndex.rulings.fingerprint
  if (canContinue && (await replayed.advance(store, options))) return replayed
  return replayLedger(store, rulings, options)
}

/**
 * @param generation of the index that is to be replaced, where it matters
 * @returns `conflict` where more was recorded meanwhile, or the index replaced; nothing is stored then
 */
export function storeIndex(store: Store, replayed: ReplayedIndex, generation?: number): Promise<'stored' | 'conflict'> {
  const { size, eventIndex } = replayed
  return store.replaceIndex({
    events: eventRecordsOf(replayed),
    indexed: size,
    algorithm: indexFingerprint(eventIndex.rulings),
    generation,
  })
}

export function eventRecordsOf({ eventIndex }: ReplayedIndex): EventRecord[] {
  return [...eventIndex.events.values()].map(recordOf)
}

class LedgerReplay implements ReplayedIndex {
  size = 0
  readonly eventIndex: EventIndex
  readonly #matcher: VersionMatcher
  readonly #currentContents = new Map<PagePath, ContentHash>()
  /** The last snapshot that was judged, in the telling's order. */
  #lastSnapshot: Snapshot | null = null

  constructor(rulings: Rulings) {
    this.eventIndex = new EventIndex(rulings)
    this.#matcher = new VersionMatcher(this.eventIndex)
  }

  get counts(): VersionCounts {
    return this.#matcher.counts
  }

  /** Judges what the ledger holds more than was judged. @returns false where it does not come after that; nothing is judged then */
  async advance(store: Store, options: ReplayOptions): Promise<boolean> {
    const { size } = await store.state()
    const rows = { after: this.size, upTo: size }
    const facts = await readAllFacts(store, rows, options)
    for await (const group of cooperative(readGroups(store, rows, options))) {
      if (!this.#canFollow(group[0]!)) return false
      const revisions = group.flatMap((snapshot) => this.#revisionOf(snapshot, facts) ?? [])
      if (revisions.length > 0) this.#matcher.matchGroup(lastStates(revisions))
      this.#lastSnapshot = group.at(-1)!
    }
    this.size = size
    return true
  }

  /** What happened at once is judged as one, and older history before newer. */
  #canFollow(next: Snapshot): boolean {
    const last = this.#lastSnapshot
    return last === null || (next.rank >= last.rank && groupOf(next) !== groupOf(last))
  }

  /** A snapshot as it would be recorded now; null where another one in between made it say nothing new. */
  #revisionOf(snapshot: Snapshot, factsOf: FactsLookup): PageRevision | null {
    const { path, content } = snapshot
    const before = this.#currentContents.get(path) ?? null
    if (before === content) return null
    if (content === null) this.#currentContents.delete(path)
    else this.#currentContents.set(path, content)
    return pageRevision(snapshot, content === null ? null : factsOf(path, content), before)
  }
}

/** Ledger rows; others may be adding to them meanwhile. */
interface RowRange {
  readonly after: number
  readonly upTo: number
}

type FactsLookup = (path: PagePath, content: ContentHash) => PageFacts

/** What each content says under each file name that it had: the same bytes can be a page here and a list there. */
async function readAllFacts(store: Store, { after, upTo }: RowRange, options: ReplayOptions): Promise<FactsLookup> {
  const paths = new Map<ContentHash, Map<string, PagePath>>()
  for await (const { seq, path, content } of store.snapshots({ afterSeq: after })) {
    if (content === null || seq > upTo) continue
    const names = paths.get(content)
    if (names) names.set(baseName(path), path)
    else paths.set(content, new Map([[baseName(path), path]]))
  }
  const facts = new Map<string, PageFacts>()
  let done = 0
  for await (const { hash, bytes } of cooperative(after === 0 ? store.contents() : readContents(store, paths.keys()))) {
    options.signal?.throwIfAborted()
    for (const [name, path] of paths.get(hash) ?? []) facts.set(`${hash} ${name}`, readFacts(path, bytes, options))
    if (++done % 1000 === 0) options.onProgress?.({ done, total: paths.size, unit: 'snapshots' })
  }
  return (path, content) => facts.get(`${content} ${baseName(path)}`) ?? noFacts
}

async function* readContents(store: Store, hashes: Iterable<ContentHash>): ReturnType<Store['contents']> {
  for (const hash of hashes) {
    const bytes = await store.content(hash)
    if (bytes) yield { hash, bytes }
  }
}

async function* readGroups(store: Store, { after, upTo }: RowRange, options: ReplayOptions): AsyncIterable<Snapshot[]> {
  let group: Snapshot[] = []
  for await (const snapshot of store.snapshots({ afterSeq: after, order: 'chronological' })) {
    options.signal?.throwIfAborted()
    if (snapshot.seq > upTo) continue
    if (group.length > 0 && groupOf(snapshot) !== groupOf(group[0]!)) {
      yield group
      group = []
    }
    group.push(snapshot)
  }
  if (group.length > 0) yield group
}

function baseName(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
