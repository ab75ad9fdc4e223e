import { expect, it } from 'vitest'
import { IndexRebuilder } from '../../../src/commands/watch/index-rebuilder.ts'
import { VariorumError } from '../../../src/model/errors.ts'
import { openMemoryStore } from '../../../src/store/memory/memory-store.ts'

/** Schedules a rebuild for a store with these states, one after another; the last one repeats. */
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
      // another process recorded older history during the first rebuild
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
  ['once no process records', [[1, 2], [1, 3], [1, 4], [1, 4]], ['rebuilt after 4 looks', 'rebuilt after 2 looks', 'told']], // biome-ignore format: a table
  ['not if another process completes it', [[1, 2], [1, 3], [3, 3]], []], // biome-ignore format: a table
  ['after a limit if a process records without end', Array.from({ length: 99 }, (_, n) => [1, n + 2]), ['rebuilt after 10 looks', 'rebuilt after 2 looks', 'told']], // biome-ignore format: a table
])('rebuilds an incomplete index: %s', async (_, states, did) => {
  expect(await mended(states)).toEqual(did)
})

it('ignores store errors until the next save, and throws other errors', async () => {
  expect(await mended([[1, 2]], new VariorumError('store-busy', 'Busy.'))).toEqual(['rebuilt after 2 looks'])
  await expect(mended([[1, 2]], new RangeError('Broken.'))).rejects.toThrow('Broken.')
})

it('stops waiting when the watch ends', async () => {
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
