import { describe, expect, it } from 'vitest'
import { record } from '../../src/commands/ingest.ts'
import { Rulings } from '../../src/identity/rulings.ts'
import type { Revision } from '../../src/model/revision.ts'
import type { Source } from '../../src/sources/source.ts'
import { openMemoryStore } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/store.ts'
import { begin, hour } from '../helpers/recording.ts'
import { pageText } from '../helpers/watching.ts'

const names = ['a', 'b', 'c', 'd']
const titles = ['Rain falls on Kelby', 'A mayor resigns', 'The bridge closes', 'Forty roofs fly off']

/** A commit of the four pages, each with the title so many places further on. */
function commit(place: number, by: number): Revision[] {
  const [sha, at] = [`${place}`.repeat(40), begin + place * hour]
  const origin = { kind: 'commit', sha, author: 'desk' } as const
  return names.map((name, page) => {
    const content = titles[(page + by) % titles.length]!
    return { path: `${name}.md`, content, at, rank: at, group: sha, origin }
  })
}

const first = commit(1, 0)
const numberedAnew = commit(2, 1)

/** A source that gives these batches of revisions, but for what is recorded, each going on in the next where that has its group. */
function sourceOf(batches: readonly (readonly Revision[])[], end: () => void = () => {}): Source {
  return {
    name: 'commits',
    cut: false,
    total: null,
    skipped: 0,
    findings: [],
    async *batches({ recorded } = {}) {
      for (const [place, batch] of batches.entries()) {
        const known = await recorded?.(batch)
        const revisions = batch.filter((revision) => !known?.has(revision))
        const goesOn = batch.at(-1)?.group === (batches[place + 1] ?? numberedAnew)[0]?.group
        yield { revisions, goesOn, contents: () => contentsOf(revisions) }
      }
      end()
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

async function* contentsOf(revisions: readonly Revision[]) {
  for (const { content, path } of revisions) {
    if (content !== null) yield { key: content, path, bytes: Buffer.from(pageText(content)) }
  }
}

async function imported(store: Store, source: Source): Promise<void> {
  await record(store, source, { verb: 'import', now: () => begin, rulings: async () => Rulings.none })
}

async function toldOf(store: Store) {
  const events = await Array.fromAsync(store.events())
  return events.map(({ shown, versions }) => [shown, versions.map(({ title, path }) => [title, path])]).sort()
}

describe('what happened at once', () => {
  const cuts = names.flatMap((_, end) => names.slice(end + 1).map((_, more) => [end + 1, end + 1 + more] as const))

  it.each(cuts)(
    'is judged as one where the import was interrupted after %i pages, and went on with a batch up to %i',
    async (cut, next) => {
      const whole = openMemoryStore()
      await imported(whole, sourceOf([first, numberedAnew]))
      const store = openMemoryStore()
      const interrupted = sourceOf([first, numberedAnew.slice(0, cut)], () => {
        throw new Error('interrupted')
      })
      await expect(imported(store, interrupted)).rejects.toThrow('interrupted')
      await imported(store, sourceOf([first, numberedAnew.slice(0, next), numberedAnew.slice(next)]))
      expect(await toldOf(store)).toEqual(await toldOf(whole))
      expect(await store.state()).toEqual({
        ...(await whole.state()),
        generation: expect.any(Number),
        lastRun: expect.anything(),
      })
    },
  )
})
