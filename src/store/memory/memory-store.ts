import type { EventId, EventRecord } from '../../model/event.ts'
import type { Plan } from '../../model/plan.ts'
import type { ContentHash, Snapshot } from '../../model/revision.ts'
import { byCodePoint, chronological, eventDay } from '../order.ts'
import { emptyState, planFollows, stateAfter, stateAfterReindex } from '../state.ts'
import type { EventFilter, ReplacementIndex, SnapshotFilter, Store, StoreState } from '../store.ts'

/** Opens a store in memory, for dry runs and tests. */
export function openMemoryStore(url = 'memory:'): Store {
  return new MemoryStore(url)
}

class MemoryStore implements Store {
  readonly url: string
  #state: StoreState = emptyState
  readonly #snapshots: Snapshot[] = []
  readonly #contents = new Map<ContentHash, Uint8Array>()
  readonly #events = new Map<EventId, EventRecord>()

  constructor(url: string) {
    this.url = url
  }

  async state() {
    return this.#state
  }

  async append(plan: Plan) {
    if (!planFollows(this.#state, plan)) return 'conflict'
    const state = stateAfter(this.#state, plan)
    const contents = new Map(plan.contents.map(({ hash, bytes }) => [hash, bytes]))
    for (const { seq, content } of plan.snapshots) {
      if (content === null || contents.has(content) || this.#contents.has(content)) continue
      throw new RangeError(`The plan and the store lack the content ${content} of snapshot ${seq}`)
    }
    for (const [hash, bytes] of contents) {
      if (!this.#contents.has(hash)) this.#contents.set(hash, new Uint8Array(bytes))
    }
    for (const snapshot of plan.snapshots) this.#snapshots.push(snapshot)
    for (const event of plan.events) this.#events.set(event.id, event)
    this.#state = state
    return 'stored'
  }

  async replaceIndex(index: ReplacementIndex) {
    const state = stateAfterReindex(this.#state, index)
    if (state === null) return 'conflict'
    // copied first: reading the events may throw
    const replaced = [...index.events]
    this.#events.clear()
    for (const event of replaced) this.#events.set(event.id, event)
    this.#state = state
    return 'stored'
  }

  async *snapshots({ paths, seqs, afterSeq = 0, order = 'ledger' }: SnapshotFilter = {}) {
    const wanted = paths && new Set(paths)
    const numbers = seqs && new Set(seqs)
    const rows = this.#snapshots
      .slice(afterSeq)
      .filter(({ path, seq }) => (wanted?.has(path) ?? true) && (numbers?.has(seq) ?? true))
    yield* order === 'chronological' ? rows.sort(chronological) : rows
  }

  async *latestSnapshots(paths?: readonly string[]) {
    const latest = new Map<string, Snapshot>()
    const wanted = paths && new Set(paths)
    for (const row of this.#snapshots) {
      if (wanted && !wanted.has(row.path)) continue
      const head = latest.get(row.path)
      if (head === undefined || chronological(head, row) < 0) latest.set(row.path, row)
    }
    yield* [...latest.values()].sort((a, b) => byCodePoint(a.path, b.path))
  }

  async content(hash: ContentHash) {
    return this.#contents.get(hash)?.slice() ?? null
  }

  async *contents() {
    for (const [hash, bytes] of this.#contents) yield { hash, bytes: bytes.slice() }
  }

  async *events({ ids, paths, minVersions = 1, afterSeq = 0 }: EventFilter = {}) {
    const wantedIds = ids && new Set(ids)
    const wantedPaths = paths && new Set(paths)
    yield* [...this.#events.values()]
      .filter(({ id }) => wantedIds?.has(id) ?? true)
      .filter((event) => !wantedPaths || event.paths.some((path) => wantedPaths.has(path)))
      .filter(({ seq, versions }) => seq > afterSeq && versions.length >= minVersions)
      .sort((a, b) => byCodePoint(eventDay(a) ?? '', eventDay(b) ?? '') || byCodePoint(a.id, b.id))
  }

  async [Symbol.asyncDispose]() {}
}
