import { hash } from 'node:crypto'
import PQueue from 'p-queue'
import { VariorumError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { NewContent, RunRecord } from '../model/plan.ts'
import type { Summary } from '../model/report.ts'
import type { ContentHash, Revision, RevisionBatch } from '../model/revision.ts'
import type { Source } from '../sources/source.ts'
import type { Store, StoreState } from '../store/store.ts'
import type { PageFacts } from '../versioning/facts.ts'
import { algorithm, type Planner, type ReadRevision } from '../versioning/planner.ts'
import { catchUp, openPlanner } from './book.ts'
import { type ReadingOptions, readFacts } from './reading.ts'
import { rebuildIndex } from './reindex.ts'
import { emptySummary } from './summary.ts'
import type { RunOptions } from './variorum.ts'

export interface RecordOptions extends RunOptions, ReadingOptions {
  readonly verb: RunRecord['verb']
  readonly now: () => number
}

/** A batch whose contents have been read: what each key holds. */
interface ReadBatch {
  readonly revisions: readonly ReadRevision[]
  readonly contents: readonly NewContent[]
  readonly findings: readonly Finding[]
}

/** How often a plan is made again because another process recorded something first. */
const attempts = 20

/**
 * The one way in: a source's revisions are read, planned and appended, batch by batch, each batch whole or not at all.
 * What an earlier run recorded is not read again, so an interrupted run is resumed by repeating it.
 * @returns the summary, and the planner as it stands after the last batch
 * @throws VariorumError `interrupted`, or what the source or the store meets
 */
export async function record(
  store: Store,
  source: Source,
  options: RecordOptions,
): Promise<{ summary: Summary; planner: Planner }> {
  const began = options.now()
  let state = await upToDate(store, options)
  let planner = await openPlanner(store, state)
  const summary = emptySummary(source.name)
  const findings: Finding[] = []
  // One writer: what is read while a plan is being stored waits here, and reading waits for it.
  const writer = new PQueue({ concurrency: 1 })
  let known = 0
  let late = false
  let cut: string | null = null
  const recorded = async (revisions: readonly Revision[]) => {
    const set = await alreadyRecorded(store, revisions)
    known += set.size
    return set
  }
  for await (const batch of source.batches({ recorded })) {
    options.signal?.throwIfAborted()
    cut ??= source.cut ? (batch.revisions[0]?.group ?? null) : null
    const read = await readBatch(batch, cut, options)
    findings.push(...read.findings)
    summary.revisions += read.revisions.length
    summary.contents += read.contents.length
    await writer.add(async () => {
      for (let attempt = 1; ; attempt++) {
        if (!options.dryRun) {
          const seen = state
          state = await store.state()
          if (state.size !== planner.head.size || state.generation !== seen.generation)
            planner = await catchUp(planner, store, seen, state)
        }
        if (!late && isLate(state, read.revisions)) {
          late = true
          // Older history is compared with itself, not with what stands today.
          planner.standing.clear()
        }
        const counted = planner.counts
        const part = planner.plan(inOrder(read.revisions, state), late)
        if (options.dryRun || (part.snapshots.length === 0 && part.events.length === 0)) return
        const run = { verb: options.verb, source: source.name, at: began, revisions: summary.revisions + known }
        if ((await store.append({ ...part, contents: read.contents, run })) === 'stored') return
        if (attempt === attempts) throw busy(store)
        // What was planned is in the planner's mind now, and not in the store: begin anew.
        state = await store.state()
        planner = await openPlanner(store, state, counted)
      }
    })
    options.onProgress?.({ done: summary.revisions + known, total: source.total, unit: 'revisions' })
  }
  if (late && !options.dryRun) await rebuildIndex(store, options)
  findings.push(...source.findings)
  return {
    planner,
    summary: {
      ...summary,
      ...planner.counts,
      revisions: summary.revisions + known + source.skipped,
      known,
      skipped: source.skipped,
      findings,
      seconds: (options.now() - began) / 1000,
    },
  }
}

/** The store's state, its index rebuilt first where older history or an older program left it behind. */
async function upToDate(store: Store, options: RecordOptions): Promise<StoreState> {
  const state = await store.state()
  const stale = state.size > 0 && (state.indexed < state.size || state.algorithm !== algorithm)
  if (!stale || options.dryRun) return state
  await rebuildIndex(store, options)
  return store.state()
}

/** Revisions that the store holds already, so that a source can pass over their contents. */
async function alreadyRecorded(store: Store, revisions: readonly Revision[]): Promise<ReadonlySet<Revision>> {
  const set = new Set<Revision>()
  if (revisions.length === 0 || (await store.state()).size === 0) return set
  const held = new Set<string>()
  const paths = new Set(revisions.map(({ path }) => path))
  for await (const snapshot of store.snapshots(paths.size < 500 ? { paths: [...paths] } : {})) held.add(mark(snapshot))
  for (const revision of revisions) if (held.has(mark(revision))) set.add(revision)
  return set
}

/** What tells one revision of a path from another, wherever it was read. */
function mark({ path, origin, at, rank }: Pick<Revision, 'path' | 'origin' | 'at' | 'rank'>): string {
  return origin.kind === 'commit' ? `${origin.sha} ${path}` : `${origin.kind} ${at} ${rank} ${path}`
}

function isLate(state: StoreState, revisions: readonly ReadRevision[]): boolean {
  const first = revisions[0]
  return state.rank !== null && first !== undefined && first.origin.kind !== 'file' && first.rank < state.rank
}

/** Observations made at the same moment by several watchers come after what is recorded, not between. */
function inOrder(revisions: readonly ReadRevision[], { rank }: StoreState): readonly ReadRevision[] {
  if (rank === null) return revisions
  return revisions.map((revision) =>
    revision.origin.kind === 'file' && revision.rank < rank ? { ...revision, rank } : revision,
  )
}

function busy(store: Store): VariorumError {
  return new VariorumError(
    'store-busy',
    `Other processes keep recording into ${store.url}; nothing of this batch was stored.`,
    {
      advice: 'Run the command again; what is recorded already is passed over.',
    },
  )
}

/** Reads a batch's contents once each: their hash, and what the page says. */
async function readBatch(batch: RevisionBatch, cut: string | null, options: RecordOptions): Promise<ReadBatch> {
  const contents: NewContent[] = []
  const findings: Finding[] = []
  const hashes = new Map<string, ContentHash>()
  const facts = new Map<string, PageFacts>()
  const texts = new Map<string, Uint8Array>()
  const known = new Set<ContentHash>()
  // The same bytes can be one page here and a list there: names decide, folders do not.
  const read = (key: string, path: string) => {
    const name = `${key} ${path.slice(path.lastIndexOf('/') + 1)}`
    let page = facts.get(name)
    if (!page) {
      page = readFacts(path, texts.get(key)!, options)
      facts.set(name, page)
      findings.push(...page.findings)
    }
    return page
  }
  for await (const { key, path, bytes } of batch.contents()) {
    options.signal?.throwIfAborted()
    const content = hash('sha256', bytes) as ContentHash
    hashes.set(key, content)
    if (!known.has(content)) contents.push({ hash: content, bytes })
    known.add(content)
    texts.set(key, bytes)
    read(key, path)
  }
  const revisions = batch.revisions.map((revision) => {
    const { path, at, rank, group, content } = revision
    const origin =
      cut === group && revision.origin.kind === 'commit'
        ? ({ ...revision.origin, cut: true } as const)
        : revision.origin
    if (content === null) return { path, at, rank, group, origin, content, facts: null }
    return { path, at, rank, group, origin, content: hashes.get(content)!, facts: read(content, path) }
  })
  return { revisions, contents, findings }
}
