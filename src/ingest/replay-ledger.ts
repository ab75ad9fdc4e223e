import type { Rulings } from '../identity/rulings/rulings.ts'
import type { EventRecord } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import { cooperative } from '../sources/cooperative.ts'
import type { Store } from '../store/store.ts'
import { recordOf } from '../versioning/index/event-index.ts'
import { noFacts, type PageFacts } from '../versioning/index/page-facts.ts'
import { groupOf, indexFingerprint, pageRevision } from '../versioning/planner.ts'
import { Replayer } from '../versioning/replayer.ts'
import { type ReadingOptions, readFacts } from './read-page.ts'
import type { RunOptions } from './run-options.ts'

type ReplayOptions = RunOptions & ReadingOptions

/**
 * Builds an index from the snapshots of a store, in chronological order, and stores nothing.
 * @param previous an earlier replay of the same store; it is continued if the new snapshots are newer and the rulings are the same
 */
export async function replayLedger(
  store: Store,
  rulings: Rulings,
  options: ReplayOptions,
  previous: LedgerReplay | null = null,
): Promise<LedgerReplay> {
  const canContinue = previous?.eventIndex.rulings.fingerprint === rulings.fingerprint
  if (previous && canContinue && (await previous.advance(store, options))) return previous
  const replay = new LedgerReplay(rulings)
  await replay.advance(store, options)
  return replay
}

/**
 * Replaces the index of a store.
 * @param generation of the index that is replaced, if it matters
 * @returns `conflict` after another process recorded more, or replaced the index; nothing is stored then
 */
export function storeIndex(store: Store, replay: LedgerReplay, generation?: number): Promise<'stored' | 'conflict'> {
  return store.replaceIndex({
    events: replay.eventRecords(),
    indexed: replay.size,
    algorithm: indexFingerprint(replay.eventIndex.rulings),
    generation,
  })
}

/** An index built from the snapshots of a store. It can continue when the store has more snapshots. */
export class LedgerReplay extends Replayer {
  /** Ledger rows that were replayed. */
  size = 0
  /** The last snapshot that was replayed, in chronological order. */
  #lastSnapshot: Snapshot | null = null

  eventRecords(): EventRecord[] {
    return [...this.eventIndex.events.values()].map(recordOf)
  }

  /** Replays the ledger rows after `size`. @returns false, without a change, for rows that are older than replayed ones */
  async advance(store: Store, options: ReplayOptions): Promise<boolean> {
    const { size } = await store.state()
    const rows = { after: this.size, upTo: size }
    const factsOf = await readAllFacts(store, rows, options)
    for await (const group of cooperative(readGroups(store, rows, options))) {
      if (!this.#canFollow(group[0]!)) return false
      for (const snapshot of group) this.add(pageRevision(snapshot, factsOf(snapshot)))
      this.matchGroup()
      this.#lastSnapshot = group.at(-1)!
    }
    this.size = size
    return true
  }

  /** A group is matched as a whole, and older groups before newer ones. */
  #canFollow(next: Snapshot): boolean {
    const last = this.#lastSnapshot
    return last === null || (next.rank >= last.rank && groupOf(next) !== groupOf(last))
  }
}

/** A range of ledger rows; other processes may add rows at the same time. */
interface RowRange {
  readonly after: number
  readonly upTo: number
}

/** The facts of each content under each of its file names: a file name can make the same bytes a page or a list. */
async function readAllFacts(store: Store, { after, upTo }: RowRange, options: ReplayOptions) {
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
  return ({ path, content }: Snapshot) =>
    content === null ? null : (facts.get(`${content} ${baseName(path)}`) ?? noFacts)
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
