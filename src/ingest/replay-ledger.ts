import type { Rulings } from '../identity/rulings/rulings.ts'
import type { EventRecord } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import { paced } from '../sources/cooperative.ts'
import type { Store } from '../store/store.ts'
import { EventBook, recordOf } from '../versioning/index/event-index.ts'
import { noFacts, type PageFacts } from '../versioning/index/page-facts.ts'
import { type PageRevision, Recorder, type RecordingCounts } from '../versioning/matching/version-matcher.ts'
import { groupOf, judgedBy, lastStates, pageRevision } from '../versioning/planner.ts'
import { type ReadingOptions, readFacts } from './read-page.ts'
import type { RunOptions } from './run-options.ts'

/** All that the snapshots of a store tell. It can be followed on, once more of them have come. */
export interface Judged {
  readonly size: number
  readonly book: EventBook
  readonly counts: RecordingCounts
}

type Options = RunOptions & ReadingOptions

/** Judges all that is recorded anew, and stores nothing. */
export async function judgeAll(store: Store, rulings: Rulings, options: Options): Promise<Judged> {
  const judging = new Judging(rulings)
  await judging.goOn(store, options)
  return judging
}

/** Judges all that is recorded, by what was judged of the beginning of it where that is not changed by what came. */
export async function judgeOn(judged: Judged, store: Store, rulings: Rulings, options: Options): Promise<Judged> {
  const isAlike = judged instanceof Judging && rulings.print === judged.book.rulings.print
  if (isAlike && (await judged.goOn(store, options))) return judged
  return judgeAll(store, rulings, options)
}

/**
 * @param generation of the index that is to be replaced, where it matters
 * @returns `conflict` where more was recorded meanwhile, or the index replaced; nothing is stored then
 */
export function storeIndex(store: Store, judged: Judged, generation?: number): Promise<'stored' | 'conflict'> {
  const { size, book } = judged
  return store.replaceIndex({ events: recordsOf(judged), indexed: size, algorithm: judgedBy(book.rulings), generation })
}

export function recordsOf({ book }: Judged): EventRecord[] {
  return [...book.events.values()].map(recordOf)
}

class Judging implements Judged {
  size = 0
  readonly book: EventBook
  readonly #recorder: Recorder
  readonly #standing = new Map<PagePath, ContentHash>()
  /** The last snapshot that was judged, in the telling's order. */
  #last: Snapshot | null = null

  constructor(rulings: Rulings) {
    this.book = new EventBook(rulings)
    this.#recorder = new Recorder(this.book)
  }

  get counts(): RecordingCounts {
    return this.#recorder.counts
  }

  /** Judges what the ledger holds more than was judged. @returns false where it does not come after that; nothing is judged then */
  async goOn(store: Store, options: Options): Promise<boolean> {
    const { size } = await store.state()
    const rows = { after: this.size, upTo: size }
    const facts = await readAllFacts(store, rows, options)
    for await (const group of paced(groups(store, rows, options))) {
      if (!this.#comesNext(group[0]!)) return false
      const revisions = group.flatMap((snapshot) => this.#replay(snapshot, facts) ?? [])
      if (revisions.length > 0) this.#recorder.record(lastStates(revisions))
      this.#last = group.at(-1)!
    }
    this.size = size
    return true
  }

  /** What happened at once is judged as one, and older history before newer. */
  #comesNext(next: Snapshot): boolean {
    const last = this.#last
    return last === null || (next.rank >= last.rank && groupOf(next) !== groupOf(last))
  }

  /** A snapshot as it would be recorded now; null where another one in between made it say nothing new. */
  #replay(snapshot: Snapshot, factsOf: FactsOf): PageRevision | null {
    const { path, content } = snapshot
    const before = this.#standing.get(path) ?? null
    if (before === content) return null
    if (content === null) this.#standing.delete(path)
    else this.#standing.set(path, content)
    return pageRevision(snapshot, content === null ? null : factsOf(path, content), before)
  }
}

/** Ledger rows; others may be adding to them meanwhile. */
interface Rows {
  readonly after: number
  readonly upTo: number
}

type FactsOf = (path: PagePath, content: ContentHash) => PageFacts

/** What each content says under each file name that it had: the same bytes can be a page here and a list there. */
async function readAllFacts(store: Store, { after, upTo }: Rows, options: Options): Promise<FactsOf> {
  const paths = new Map<ContentHash, Map<string, PagePath>>()
  for await (const { seq, path, content } of store.snapshots({ after })) {
    if (content === null || seq > upTo) continue
    const names = paths.get(content)
    if (names) names.set(baseName(path), path)
    else paths.set(content, new Map([[baseName(path), path]]))
  }
  const facts = new Map<string, PageFacts>()
  let done = 0
  for await (const { hash, bytes } of paced(after === 0 ? store.contents() : contentsOf(store, paths.keys()))) {
    options.signal?.throwIfAborted()
    for (const [name, path] of paths.get(hash) ?? []) facts.set(`${hash} ${name}`, readFacts(path, bytes, options))
    if (++done % 1000 === 0) options.onProgress?.({ done, total: paths.size, unit: 'snapshots' })
  }
  return (path, content) => facts.get(`${content} ${baseName(path)}`) ?? noFacts
}

async function* contentsOf(store: Store, hashes: Iterable<ContentHash>): ReturnType<Store['contents']> {
  for (const hash of hashes) {
    const bytes = await store.content(hash)
    if (bytes) yield { hash, bytes }
  }
}

async function* groups(store: Store, { after, upTo }: Rows, options: Options): AsyncIterable<Snapshot[]> {
  let group: Snapshot[] = []
  for await (const snapshot of store.snapshots({ after, order: 'telling' })) {
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
