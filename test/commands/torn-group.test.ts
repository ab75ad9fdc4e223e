import { describe, expect, it } from 'vitest'
import { openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { commitOf, eventTitlesOf, importFrom, sourceOf } from '../helpers/commit-source.ts'

const names = ['a', 'b', 'c', 'd']
const titles = ['Rain falls on Kelby', 'A mayor resigns', 'The bridge closes', 'Forty roofs fly off']

/** A commit of the four pages, each with the title that is `shift` places further on. */
function commit(place: number, by: number) {
  return commitOf(place, Object.fromEntries(names.map((name, n) => [`${name}.md`, titles[(n + by) % titles.length]!])))
}

const first = commit(1, 0)
const numberedAnew = commit(2, 1)

describe('one commit in several batches', () => {
  const cuts = names.flatMap((_, end) => names.slice(end + 1).map((_, more) => [end + 1, end + 1 + more] as const))

  it.each(cuts)(
    'is matched as one group after an interruption behind %i pages, continued with a batch up to page %i',
    async (cut, next) => {
      const whole = openMemoryStore()
      await importFrom(whole, sourceOf([first, numberedAnew]))
      const store = openMemoryStore()
      const interrupted = sourceOf([first, numberedAnew.slice(0, cut)], numberedAnew, () => {
        throw new Error('interrupted')
      })
      await expect(importFrom(store, interrupted)).rejects.toThrow('interrupted')
      await importFrom(store, sourceOf([first, numberedAnew.slice(0, next), numberedAnew.slice(next)]))
      expect(await eventTitlesOf(store)).toEqual(await eventTitlesOf(whole))
      expect(await store.state()).toEqual({
        ...(await whole.state()),
        generation: expect.any(Number),
        lastRun: expect.anything(),
      })
    },
  )
})
