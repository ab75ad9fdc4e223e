import { createHash } from 'node:crypto'
import type { EventId, EventRecord, VersionRecord } from '../../src/model/event.ts'
import type { NewContent, Plan } from '../../src/model/plan.ts'
import { type ContentHash, emptyLedger, type LedgerHead, type Origin, type Snapshot } from '../../src/model/revision.ts'
import { chainRows } from '../../src/versioning/ledger/ledger.ts'

/** A state of a path; null: removed. */
export interface PathState {
  readonly path: string
  readonly bytes: Uint8Array | string | null
  readonly at?: number
  readonly rank?: number
  readonly origin?: Origin
}

const journal: Origin = { kind: 'journal' }

/** A plan that records these states after `follows`, each one second later. */
export function planOf(states: readonly PathState[], options: Partial<Plan> = {}): Plan {
  const follows = options.follows ?? emptyLedger
  const contents: NewContent[] = []
  const rows = states.map(({ path, bytes, rank, at, origin }, index) => {
    const content = bytes === null ? null : contentOf(bytes)
    if (content !== null) contents.push(content)
    const rankOrDefault = rank ?? (follows.size + index + 1) * 1000
    return {
      path,
      content: content?.hash ?? null,
      at: at ?? rankOrDefault,
      rank: rankOrDefault,
      origin: origin ?? journal,
    }
  })
  return { follows, contents, snapshots: chainRows(follows, rows), events: [], algorithm: 1, run: null, ...options }
}

export function contentOf(bytes: Uint8Array | string): NewContent {
  const exact = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  return { hash: hashOf(exact), bytes: exact }
}

export function hashOf(bytes: Uint8Array | string): ContentHash {
  return createHash('sha256').update(bytes).digest('hex') as ContentHash
}

/** The head of the ledger after a plan. */
export function headOf({ snapshots, follows }: Plan): LedgerHead {
  const last = snapshots.at(-1)
  return last === undefined ? follows : { size: last.seq, hash: last.hash }
}

/** An event with one version, or with the given ones. */
export function eventOf(id: string, fields: Partial<EventRecord> = {}, versions: Partial<VersionRecord>[] = [{}]) {
  const paths = fields.paths ?? [`news/${id}.md`]
  const event: EventRecord = {
    id: id as EventId,
    versions: versions.map((version) => ({
      title: `Title of ${id}`,
      topic: null,
      day: '2031-04-05',
      sources: [],
      path: paths[0] ?? '',
      body: null,
      from: 1000,
      until: null,
      seq: 1,
      item: 0,
      claimed: false,
      link: null,
      ...version,
    })),
    paths,
    shown: paths,
    live: true,
    folded: 0,
    seq: 1,
    ...fields,
  }
  return event
}

export function sequenceNumbers(snapshots: readonly Snapshot[]): number[] {
  return snapshots.map(({ seq }) => seq)
}
