import { describe, expect, it } from 'vitest'
import { Rulings } from '../../src/identity/rulings/rulings.ts'
import { ingestSource } from '../../src/ingest/ingest.ts'
import { rebuildIndex } from '../../src/ingest/rebuild-index.ts'
import type { Revision } from '../../src/model/revision.ts'
import { openMemoryStore } from '../../src/store/memory/memory-store.ts'
import type { Store } from '../../src/store/store.ts'
import { appendUnindexed, commitOf, eventTitlesOf, importFrom, sourceOf } from '../helpers/commit-source.ts'
import { rulingsOf, startTime } from '../helpers/plan-history.ts'

/** Lets another process record one batch before each attempt to store an index, until no batch is left. */
function busy(store: Store, coming: readonly (readonly Revision[])[]): void {
  const left = [...coming]
  const replaceIndex = store.replaceIndex.bind(store)
  store.replaceIndex = async (index) => {
    const next = left.shift()
    if (next) await appendUnindexed(store, next)
    return replaceIndex(index)
  }
}

const options = { rulings: async () => Rulings.none }

const first = commitOf(10, { 'a.md': 'Rain falls on Kelby', 'b.md': 'A mayor resigns' })
const exchanged = commitOf(20, {
  'a.md': 'A mayor resigns',
  'b.md': 'Rain falls on Kelby',
  'c.md': 'The bridge closes',
})
const reworded = commitOf(30, { 'c.md': 'The bridge is closed' })
const all = [first, exchanged, reworded]

describe('a rebuild while other processes record', () => {
  it.each<[string, Revision[][]]>([
    ['newer snapshots', all],
    ['the rest of a group', [first, exchanged.slice(0, 1), exchanged.slice(1), reworded]],
    ['older history', [reworded, exchanged, first]],
    ['history in between', [first, reworded, exchanged]],
  ])('rebuilds the index with %s', async (_, [begun = [], ...coming]) => {
    const store = openMemoryStore()
    await appendUnindexed(store, begun)
    busy(store, coming)
    await rebuildIndex(store, options)
    expect(await store.state()).toMatchObject({ size: 6, indexed: 6, generation: 1 })
    const atOnce = openMemoryStore()
    for (const revisions of all) await appendUnindexed(atOnce, revisions)
    await rebuildIndex(atOnce, options)
    expect(await eventTitlesOf(store)).toEqual(await eventTitlesOf(atOnce))
  })

  it('continues a rebuild, and does not restart it, for newer snapshots', async () => {
    const store = openMemoryStore()
    await appendUnindexed(store, first)
    busy(store, [exchanged, reworded])
    const contents = store.contents.bind(store)
    let read = 0
    store.contents = () => {
      read++
      return contents()
    }
    await rebuildIndex(store, options)
    expect(read).toBe(1)
  })

  it('rebuilds by the rulings that another process applied at the same time', async () => {
    const store = openMemoryStore()
    await appendUnindexed(store, first)
    const replaceIndex = store.replaceIndex.bind(store)
    store.replaceIndex = async (index) => {
      store.replaceIndex = replaceIndex
      rulings = rulingsOf('same a.md b.md')
      await rebuildIndex(store, { rulings: async () => rulings })
      return replaceIndex(index)
    }
    let rulings = Rulings.none
    await rebuildIndex(store, { rulings: async () => rulings })
    expect(await store.state()).toMatchObject({ generation: 2 })
    expect(await eventTitlesOf(store)).toHaveLength(1)
  })

  it('fails if other processes record faster than the index is rebuilt', async () => {
    const store = openMemoryStore()
    await appendUnindexed(store, first)
    busy(
      store,
      Array.from({ length: 20 }, (_, n) => commitOf(40 + n, { 'a.md': `Title ${n}` })),
    )
    await expect(rebuildIndex(store, options)).rejects.toMatchObject({ code: 'store-busy' })
    await rebuildIndex(store, options)
    expect(await store.state()).toMatchObject({ size: 22, indexed: 22 })
  })

  it('lets timers run during a rebuild, and can be interrupted', async () => {
    const store = openMemoryStore()
    const many = Array.from({ length: 1500 }, (_, n) => [`${n}.md`, `Ship ${n} sails to port ${n % 7}`])
    await appendUnindexed(store, commitOf(1, Object.fromEntries(many)))
    for (let n = 2; n < 300; n++) await appendUnindexed(store, commitOf(n, { 'a.md': `Ship ${n} comes back` }))
    let ended = false
    let turns = 0
    const count = () => {
      turns++
      if (!ended) setImmediate(count)
    }
    setImmediate(count)
    await rebuildIndex(store, options)
    ended = true
    expect(turns).toBeGreaterThan(3)
    const over = new AbortController()
    setImmediate(() => over.abort(new Error('interrupted')))
    await expect(rebuildIndex(store, { ...options, signal: over.signal })).rejects.toThrow('interrupted')
    expect(await store.state()).toMatchObject({ generation: 1 })
  })
})

describe('an incomplete index at the end of a run', () => {
  it.each([true, false])('is left to the next run if the rebuild is deferred: %s', async (leaves) => {
    const store = openMemoryStore()
    await importFrom(store, sourceOf([reworded]))
    await ingestSource(store, sourceOf([first]), {
      verb: 'import',
      now: () => startTime,
      shouldDeferRebuild: () => leaves,
      ...options,
    })
    expect(await store.state()).toMatchObject({ size: 3, indexed: leaves ? 1 : 3 })
    await importFrom(store, sourceOf([first]))
    expect(await store.state()).toMatchObject({ size: 3, indexed: 3 })
  })
})
