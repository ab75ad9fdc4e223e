import { describe, expect, it } from 'vitest'
import type { Revision } from '../../src/model/revision.ts'
import { openMemoryStore } from '../../src/store/memory/memory-store.ts'
import type { Store } from '../../src/store/store.ts'
import { appendUnindexed, commitOf, importFrom, sourceOf } from '../helpers/commit-source.ts'

const painted = commitOf(1, { 'a.md': 'A lighthouse is painted', 'b.md': 'A mayor resigns' })
const removed = commitOf(2, { 'b.md': null })
const repainted = commitOf(3, { 'a.md': 'A lighthouse is painted again' })
const returned = commitOf(4, { 'a.md': 'A lighthouse is painted' })
const history = [painted, removed, repainted, returned]
/** The current pages, of which some were recorded before the history was imported. */
const today = commitOf(90, { 'a.md': 'A lighthouse is painted' })

async function rowsOf(store: Store) {
  const rows = await Array.fromAsync(store.snapshots({ order: 'chronological' }))
  return rows.map(({ path, rank, content }) => [path, rank, content === null])
}

async function whole() {
  const store = openMemoryStore()
  await importFrom(store, sourceOf([...history, today]))
  return rowsOf(store)
}

describe('an import of older history', () => {
  it('records older history with its removals, even if a part is recorded already', async () => {
    for (let known = 0; known < history.length; known++) {
      const store = openMemoryStore()
      await importFrom(store, sourceOf([today]))
      const interrupted = sourceOf(history.slice(0, known), [], () => {
        throw new Error('interrupted')
      })
      await importFrom(store, interrupted).catch(() => {})
      await importFrom(store, sourceOf(history))
      const rows = await rowsOf(store)
      expect(rows.slice(0, 5)).toEqual((await whole()).slice(0, 5))
      await importFrom(store, sourceOf(history))
      expect(await rowsOf(store)).toEqual(rows)
    }
  })

  it('records older history completely while other processes record current pages', async () => {
    for (let moment = 0; moment <= history.length; moment++) {
      const store = openMemoryStore()
      await importFrom(store, sourceOf([today]))
      const batches: Revision[][] = history
      const source = sourceOf(batches)
      const beside = {
        ...source,
        async *batches(options: Parameters<typeof source.batches>[0]) {
          let place = 0
          for await (const batch of source.batches(options)) {
            if (place++ === moment) await appendUnindexed(store, commitOf(95, { 'c.md': 'The bridge closes' }))
            yield batch
          }
        },
      }
      await importFrom(store, beside)
      const rows = await rowsOf(store)
      expect(rows.filter(([path]) => path !== 'c.md').slice(0, 5)).toEqual((await whole()).slice(0, 5))
    }
  })
})
