import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readConcurrently } from '../../../src/sources/files/read-concurrently.ts'

it('returns results in the order of the items, with at most 8 reads at a time', async () => {
  let open = 0
  let maxOpen = 0
  const items = Array.from({ length: 100 }, (_, n) => n)
  const results = await Array.fromAsync(
    readConcurrently(items, async (n) => {
      maxOpen = Math.max(maxOpen, ++open)
      for (let turn = 0; turn < 1 + (n % 3); turn++) await setImmediate()
      open--
      return n
    }),
  )
  expect({ results, maxOpen }).toEqual({ results: items, maxOpen: 8 })
})

it('starts no read after the caller stops', async () => {
  const started: number[] = []
  const items = Array.from({ length: 100 }, (_, n) => n)
  for await (const n of readConcurrently(items, async (one) => started.push(one) - 1)) if (n === 0) break
  await setImmediate()
  expect(started.length).toBeLessThanOrEqual(16)
})

it('throws a failed read at its turn', async () => {
  const results: number[] = []
  const reading = async () => {
    for await (const n of readConcurrently([1, 2, 3], async (one) =>
      one === 2 ? Promise.reject(new Error('unreadable')) : one,
    ))
      results.push(n)
  }
  await expect(reading()).rejects.toThrow('unreadable')
  expect(results).toEqual([1])
})
