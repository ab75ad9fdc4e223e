import type { Rulings } from '../identity/rulings.ts'
import { VariorumError } from '../model/errors.ts'
import type { EventRecord } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { Summary } from '../model/report.ts'
import type { ContentHash, Snapshot } from '../model/revision.ts'
import type { Judgements } from '../model/ruling.ts'
import type { Store } from '../store/store.ts'
import { EventBook, recordOf } from '../versioning/book.ts'
import { noFacts, type PageFacts } from '../versioning/facts.ts'
import { kinChanges } from '../versioning/kin-changes.ts'
import { groupOf, judgedBy, lastStates, pageRevision } from '../versioning/planner.ts'
import { type PageRevision, Recorder, type RecordingCounts } from '../versioning/recorder.ts'
import { rejudged } from '../versioning/rejudged.ts'
import type { Context } from './context.ts'
import { type ReadingOptions, readFacts } from './reading.ts'
import { notesOnRulings } from './ruling-notes.ts'
import { rulingsOf } from './rulings.ts'
import { emptySummary } from './summary.ts'
import type { RunOptions } from './variorum.ts'

export interface RebuildOptions extends RunOptions, ReadingOptions {
  /** Reads what people said about who is who. */
  readonly rulings: () => Promise<Rulings>
}

/** Rebuilds events and versions from the snapshots: a judgement made anew, of which nothing can be lost. */
export async function reindex(context: Context, options: RunOptions = {}): Promise<Summary> {
  const began = context.now()
  // of a store that there is not nothing can be rebuilt, and none is made
  const read = await context.store('read')
  const store = options.dryRun ? read : await context.store('write')
  const { size } = await store.state()
  const { counts, rejudged, kin, book } = await rebuildIndex(store, {
    ...options,
    sections: context.sections,
    rulings: rulingsOf(context),
  })
  const seconds = (context.now() - began) / 1000
  const notes = await notesOnRulings(context, book)
  return { ...emptySummary(store.url), ...counts, rejudged, kin, notes, revisions: size, known: size, seconds }
}

/**
 * @returns what the snapshots come to, as if they had been recorded in the telling's order, and what is told otherwise by
 * it than before
 * @throws VariorumError `interrupted`, `store-busy` where another process goes on recording
 */
export async function rebuildIndex(store: Store, options: RebuildOptions): Promise<Rebuilt> {
  const before = await Array.fromAsync(store.events())
  for (let attempt = 0; attempt < 3; attempt++) {
    const judged = await judgeAll(store, await options.rulings(), options)
    if (options.dryRun || (await storeIndex(store, judged)) === 'stored') {
      const { counts, book } = judged
      const after = recordsOf(judged)
      return { counts, book, rejudged: rejudged(before, after), kin: kinChanges(before, after) }
    }
  }
  throw new VariorumError(
    'store-busy',
    `Another process keeps recording into ${store.url}; the index was left as it was.`,
    {
      advice: 'Run "variorum reindex" again once it has ended.',
    },
  )
}

export interface Rebuilt extends Judgements {
  readonly counts: RecordingCounts
  readonly book: EventBook
}

/** All that so many snapshots tell. */
export interface Judged {
  readonly size: number
  readonly book: EventBook
  readonly counts: RecordingCounts
}

/** Judges all that is recorded anew, and stores nothing. */
export async function judgeAll(store: Store, rulings: Rulings, options: RunOptions & ReadingOptions): Promise<Judged> {
  const { size } = await store.state()
  const book = new EventBook(rulings)
  const recorder = new Recorder(book)
  for await (const group of groups(store, await factsByPage(store, options), options))
    recorder.record(lastStates(group))
  return { size, book, counts: recorder.counts }
}

/** @returns `conflict` where more was recorded meanwhile; nothing is stored then */
export function storeIndex(store: Store, judged: Judged): Promise<'stored' | 'conflict'> {
  const { size, book } = judged
  return store.replaceIndex({ events: recordsOf(judged), indexed: size, algorithm: judgedBy(book.rulings) })
}

function recordsOf({ book }: Judged): EventRecord[] {
  return [...book.events.values()].map(recordOf)
}

/** What each content says under each file name that it had: the same bytes can be a page here and a list there. */
async function factsByPage(
  store: Store,
  options: RunOptions & ReadingOptions,
): Promise<(path: PagePath, content: ContentHash) => PageFacts> {
  const paths = new Map<ContentHash, Map<string, PagePath>>()
  for await (const { path, content } of store.snapshots()) {
    if (content === null) continue
    const names = paths.get(content)
    if (names) names.set(baseName(path), path)
    else paths.set(content, new Map([[baseName(path), path]]))
  }
  const facts = new Map<string, PageFacts>()
  let done = 0
  for await (const { hash, bytes } of store.contents()) {
    options.signal?.throwIfAborted()
    for (const [name, path] of paths.get(hash) ?? []) facts.set(`${hash} ${name}`, readFacts(path, bytes, options))
    if (++done % 1000 === 0) options.onProgress?.({ done, total: paths.size, unit: 'snapshots' })
  }
  return (path, content) => facts.get(`${content} ${baseName(path)}`) ?? noFacts
}

async function* groups(
  store: Store,
  factsOf: (path: PagePath, content: ContentHash) => PageFacts,
  options: RunOptions,
): AsyncIterable<PageRevision[]> {
  const standing = new Map<PagePath, ContentHash>()
  let name = ''
  let group: PageRevision[] = []
  for await (const snapshot of store.snapshots({ order: 'telling' })) {
    options.signal?.throwIfAborted()
    const next = groupOf(snapshot)
    if (next !== name && group.length > 0) {
      yield group
      group = []
    }
    name = next
    const revision = replay(snapshot, standing, factsOf)
    if (revision) group.push(revision)
  }
  if (group.length > 0) yield group
}

/** A snapshot as it would be recorded now; null where another one in between made it say nothing new. */
function replay(
  snapshot: Snapshot,
  standing: Map<PagePath, ContentHash>,
  factsOf: (path: PagePath, content: ContentHash) => PageFacts,
): PageRevision | null {
  const { path, content } = snapshot
  const before = standing.get(path) ?? null
  if (before === content) return null
  if (content === null) standing.delete(path)
  else standing.set(path, content)
  return pageRevision(snapshot, content === null ? null : factsOf(path, content), before)
}

function baseName(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
