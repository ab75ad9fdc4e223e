import { hash } from 'node:crypto'
import { Rulings } from '../../src/identity/rulings/rulings.ts'
import { ingestSource } from '../../src/ingest/ingest.ts'
import type { ContentHash, Revision } from '../../src/model/revision.ts'
import type { Source } from '../../src/sources/source.ts'
import type { Store } from '../../src/store/store.ts'
import { noFacts } from '../../src/versioning/index/page-facts.ts'
import { Planner } from '../../src/versioning/planner.ts'
import { msPerHour, startTime } from './plan-history.ts'
import { pageText } from './start-watch.ts'

/** A page of one event; body and source depend on the title. */
function pageTextOf(title: string): string {
  return pageText(title, `${title}, the office said.`).replace('/41', `/${title.replaceAll(' ', '-')}`)
}

/** The revisions of one commit. @param number gives its id and its time @param titles the title of each path; null: removed */
export function commitOf(number: number, titles: Readonly<Record<string, string | null>>): Revision[] {
  const [sha, at] = [`${number}`.padStart(40, '0'), startTime + number * msPerHour]
  const origin = { kind: 'commit', sha, author: 'desk' } as const
  return Object.entries(titles).map(([path, content]) => ({ path, content, at, rank: at, group: sha, origin }))
}

/**
 * A source that yields these batches of revisions.
 * @param more the revisions of a later run; a batch goes on if the next batch, or these, continue its group
 * @param end called after the last batch
 */
export function sourceOf(
  batches: readonly (readonly Revision[])[],
  more: readonly Revision[] = [],
  end: () => void = () => {},
): Source {
  return {
    name: 'commits',
    cut: false,
    total: null,
    skipped: 0,
    findings: [],
    async *batches({ findRecorded } = {}) {
      for (const [index, batch] of batches.entries()) {
        const knownRevisions = await findRecorded?.(batch)
        const revisions = batch.filter((revision) => !knownRevisions?.has(revision))
        const goesOn = batch.at(-1)?.group === (batches[index + 1] ?? more)[0]?.group
        yield { revisions, goesOn, contents: () => contentsOf(revisions) }
      }
      end()
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

async function* contentsOf(revisions: readonly Revision[]) {
  for (const { content, path } of revisions) {
    if (content !== null) yield { key: content, path, bytes: Buffer.from(pageTextOf(content)) }
  }
}

export async function importFrom(store: Store, source: Source): Promise<void> {
  await ingestSource(store, source, { verb: 'import', now: () => startTime, rulings: async () => Rulings.none })
}

/** Appends snapshots without events and versions, like an import that is interrupted before it builds the index. */
export async function appendUnindexed(store: Store, revisions: readonly Revision[]): Promise<void> {
  const contents = revisions.map(({ content }) => {
    const bytes = Buffer.from(pageTextOf(content!))
    return { hash: hash('sha256', bytes) as ContentHash, bytes }
  })
  const read = revisions.map((revision, n) => ({ ...revision, content: contents[n]!.hash, facts: noFacts }))
  const plan = new Planner(await store.state()).plan(read, { late: true })
  if ((await store.append({ ...plan, contents, run: null })) !== 'stored') throw new Error('not stored')
}

/** The events of a store: the pages of each, and its titles with their pages. */
export async function eventTitlesOf(store: Store) {
  const events = await Array.fromAsync(store.events())
  return events.map(({ shown, versions }) => [shown, versions.map(({ title, path }) => [title, path])]).sort()
}
