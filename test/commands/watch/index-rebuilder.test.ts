import { expect, it } from 'vitest'
import { IndexRebuilder } from '../../../src/commands/watch/index-rebuilder.ts'
import { VariorumError } from '../../../src/model/errors.ts'
import { openMemoryStore } from '../../../src/store/memory/memory-store.ts'

/** What comes of an index that was seen to be behind, where the store's states are these, one after another, and then the last. */
async function mended(given: readonly [indexed: number, size: number][], failure: Error | null = null) {
  let states = given
  const store = openMemoryStore()
  const empty = await store.state()
  let asked = 0
  store.state = async () => {
    const [indexed, size] = states[Math.min(asked++, states.length - 1)]!
    return { ...empty, indexed, size }
  }
  const did: string[] = []
  const mender = new IndexRebuilder(store, {
    pauseMs: 1,
    rebuild: async () => {
      did.push(`rebuilt after ${asked} looks`)
      if (failure) throw failure
      // beside the first one somebody recorded what was planned before
      states = did.length === 1 ? [[8, 9]] : [[9, 9]]
      asked = 0
    },
    onRebuilt: () => did.push('told'),
  })
  await Promise.all([mender.schedule(), mender.schedule()])
  await mender.close()
  return did
}

it.each<[string, [number, number][], string[]]>([
  ['once nobody records any more', [[1, 2], [1, 3], [1, 4], [1, 4]], ['rebuilt after 4 looks', 'rebuilt after 2 looks', 'told']], // biome-ignore format: a table
  ['not where the others did it', [[1, 2], [1, 3], [3, 3]], []], // biome-ignore format: a table
  ['at last where somebody records always', Array.from({ length: 99 }, (_, n) => [1, n + 2]), ['rebuilt after 10 looks', 'rebuilt after 2 looks', 'told']], // biome-ignore format: a table
])('an index that was left behind is completed %s', async (_, states, did) => {
  expect(await mended(states)).toEqual(did)
})

it('a store that is in trouble is left to the next save, and any other failure is one', async () => {
  expect(await mended([[1, 2]], new VariorumError('store-busy', 'Busy.'))).toEqual(['rebuilt after 2 looks'])
  await expect(mended([[1, 2]], new RangeError('Broken.'))).rejects.toThrow('Broken.')
})

it('nothing is waited for once the watch ends', async () => {
  const store = openMemoryStore()
  const empty = await store.state()
  store.state = async () => ({ ...empty, indexed: 1, size: 2 })
  const did: string[] = []
  const mender = new IndexRebuilder(store, {
    pauseMs: 2 ** 30,
    rebuild: async () => did.push('rebuilt'),
    onRebuilt: () => did.push('told'),
  })
  mender.schedule()
  await mender.close()
  expect(did).toEqual([])
})
