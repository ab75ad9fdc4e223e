import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventId } from '../../src/model/event.ts'
import { emptyLedger, type LedgerHash, type Origin } from '../../src/model/revision.ts'
import type { Store } from '../../src/store/store.ts'
import { verifyLedger } from '../../src/versioning/ledger/ledger.ts'
import { contentOf, eventOf, hashOf, headOf, type PathState, planOf, sequenceNumbers } from './sample-plans.ts'
import type { StoreKind } from './store-kinds.ts'

/** The contract of every kind of store. */
export function describeStore({ name, open }: StoreKind) {
  describe(`a store: ${name}`, () => {
    let store: Store
    let remove: () => Promise<void>

    beforeEach(async () => {
      ;({ store, remove } = await open())
    })
    afterEach(() => remove())

    async function record(states: readonly PathState[], options: Parameters<typeof planOf>[1] = {}) {
      const plan = planOf(states, { follows: await store.state(), ...options })
      expect(await store.append(plan)).toBe('stored')
      return plan
    }

    const snapshots = (...filter: Parameters<Store['snapshots']>) => Array.fromAsync(store.snapshots(...filter))
    const heads = (...paths: Parameters<Store['latestSnapshots']>) => Array.fromAsync(store.latestSnapshots(...paths))
    const events = (...filter: Parameters<Store['events']>) => Array.fromAsync(store.events(...filter))

    describe('the ledger', () => {
      test('is empty in a new store', async () => {
        const nothing = { ...emptyLedger, rank: null, indexed: 0, generation: 0, algorithm: 0, lastRun: null }
        expect(await store.state()).toEqual(nothing)
        expect(await snapshots()).toEqual([])
        expect(await heads()).toEqual([])
        expect(await events()).toEqual([])
        expect(await Array.fromAsync(store.contents())).toEqual([])
      })

      test('returns snapshots in order and without a gap', async () => {
        const origins: Origin[] = [
          { kind: 'commit', sha: 'a1'.repeat(20), author: 'Øyvind Ræder' },
          { kind: 'commit', sha: 'a1'.repeat(20), author: 'Øyvind Ræder', cut: true },
          { kind: 'file', observedAt: 1_700_000_000_123.456 },
          { kind: 'journal' },
        ]
        const states = origins.map((origin, n) => ({ path: `日/${n}.md`, bytes: `text ${n}`, at: 7.25 + n, origin }))
        const first = await record(states)
        const second = await record([{ path: '日/0.md', bytes: null, at: -5 }])
        expect(await snapshots()).toEqual([...first.snapshots, ...second.snapshots])
        expect(await verifyLedger(store.snapshots())).toEqual({ ...headOf(second), fault: null })
      })

      test('refuses a plan that does not continue the ledger, and writes nothing', async () => {
        const plan = await record([{ path: 'a.md', bytes: 'one' }])
        const before = await store.state()
        const content = contentOf('never kept')
        for (const follows of [
          emptyLedger,
          { size: 1, hash: 'f'.repeat(64) as LedgerHash },
          { ...headOf(plan), size: 2 },
        ]) {
          const late = planOf([{ path: 'b.md', bytes: content.bytes }], { follows, events: [eventOf('late')] })
          expect(await store.append(late)).toBe('conflict')
        }
        expect(await store.state()).toEqual(before)
        expect(await snapshots()).toEqual(plan.snapshots)
        expect(await store.content(content.hash)).toBeNull()
        expect(await events()).toEqual([])
      })

      test('stores a plan as a whole or not at all', async () => {
        const plan = planOf([
          { path: 'a.md', bytes: 'brought' },
          { path: 'b.md', bytes: 'left out' },
        ])
        await expect(store.append({ ...plan, contents: plan.contents.slice(0, 1) })).rejects.toThrow(RangeError)
        await expect(store.append({ ...plan, snapshots: plan.snapshots.slice(1) })).rejects.toThrow(RangeError)
        expect((await store.state()).size).toBe(0)
        expect(await store.content(hashOf('brought'))).toBeNull()
        expect(await store.append(plan)).toBe('stored')
      })

      test('returns rows by number, by path, and after a number', async () => {
        await record(['a.md', 'b.md', 'a.md', 'c.md'].map((path, n) => ({ path, bytes: `${n}` })))
        expect(sequenceNumbers(await snapshots({ afterSeq: 2 }))).toEqual([3, 4])
        expect(sequenceNumbers(await snapshots({ paths: ['a.md', 'c.md', 'unknown.md'] }))).toEqual([1, 3, 4])
        expect(sequenceNumbers(await snapshots({ paths: ['a.md'], afterSeq: 1 }))).toEqual([3])
        expect(sequenceNumbers(await snapshots({ seqs: [4, 2, 9] }))).toEqual([2, 4])
        expect(sequenceNumbers(await snapshots({ seqs: [1, 2, 3], paths: ['a.md'], afterSeq: 1 }))).toEqual([3])
        expect(await snapshots({ seqs: [] })).toEqual([])
        // more numbers than an SQL statement may have parameters
        const manySeqs = Array.from({ length: 40_000 }, (_, n) => n + 3)
        expect(sequenceNumbers(await snapshots({ seqs: manySeqs }))).toEqual([3, 4])
        expect(await snapshots({ paths: [] })).toEqual([])
        expect(await snapshots({ afterSeq: 4 })).toEqual([])
      })

      test('returns rows in chronological order on request', async () => {
        const ranks = [50, 60, 10, 60, 20]
        await record(ranks.map((rank, n) => ({ path: `${n % 2}.md`, bytes: `${n}`, rank })))
        expect(sequenceNumbers(await snapshots({ order: 'chronological' }))).toEqual([3, 5, 1, 2, 4])
        expect(sequenceNumbers(await snapshots({ order: 'chronological', paths: ['0.md'] }))).toEqual([3, 5, 1])
        expect(sequenceNumbers(await snapshots({ order: 'ledger' }))).toEqual([1, 2, 3, 4, 5])
      })

      test('iterates over the rows that exist at the start of the iteration', async () => {
        await record([1, 2, 3].map((n) => ({ path: `${n}.md`, bytes: `${n}` })))
        const seen = []
        for await (const { seq } of store.snapshots()) {
          seen.push(seq)
          if (seen.length < 10) await record([{ path: 'x.md', bytes: `${seq} more` }])
        }
        expect(seen).toEqual([1, 2, 3])
        expect((await store.state()).size).toBe(6)
      })

      test('can iterate again after an iteration that ended early', async () => {
        await record([1, 2, 3].map((n) => ({ path: `${n}.md`, bytes: `${n}` })))
        for await (const { seq } of store.snapshots()) if (seq === 2) break
        for await (const { seq } of store.latestSnapshots()) if (seq === 1) break
        await record([{ path: '4.md', bytes: '4' }])
        expect(sequenceNumbers(await snapshots())).toEqual([1, 2, 3, 4])
      })
    })

    describe('latest snapshots', () => {
      test('are the last in chronological order for each path, with removals, ordered by path', async () => {
        await record([
          { path: 'b.md', bytes: 'b now', rank: 90 },
          { path: 'b.md', bytes: 'b of old', rank: 10 },
          { path: 'a.md', bytes: 'a', rank: 20 },
          { path: 'a.md', bytes: null, rank: 20 },
          { path: '\u{1f600}.md', bytes: 'beyond U+FFFF', rank: 20 },
          { path: '\uffe5.md', bytes: 'before it', rank: 20 },
        ])
        expect(sequenceNumbers(await heads())).toEqual([4, 1, 6, 5])
        expect((await heads(['a.md']))[0]?.content).toBeNull()
        expect(sequenceNumbers(await heads(['b.md', 'unknown.md', 'a.md']))).toEqual([4, 1])
        expect(await heads([])).toEqual([])
      })

      test('are only of paths with snapshots, not of paths that only an event names', async () => {
        await record([{ path: 'a.md', bytes: 'a' }], { events: [eventOf('e', { paths: ['elsewhere.md'] })] })
        expect((await heads()).map(({ path }) => path)).toEqual(['a.md'])
      })
    })

    describe('contents', () => {
      const awkward = {
        nothing: new Uint8Array(),
        'a zero byte': Uint8Array.of(0),
        'invalid UTF-8': Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0x00, 0xed, 0xa0, 0x80),
        'a byte order mark and CR LF': new TextEncoder().encode('\ufeff# t\r\n\r\n'),
        'far more than a block': new Uint8Array(700_000).map((_, n) => (n * n) >> 3),
      }

      test.each(Object.entries(awkward))('are exact to the byte: %s', async (_, bytes) => {
        await record([
          { path: 'before.md', bytes: 'neighbour' },
          { path: 'a.md', bytes },
          { path: 'z.md', bytes: 'other neighbour' },
        ])
        expect(await store.content(hashOf(bytes))).toEqual(bytes)
        expect(await store.content(hashOf('other neighbour'))).toEqual(new TextEncoder().encode('other neighbour'))
      })

      test('are stored once, however often a plan contains them', async () => {
        await record([
          { path: 'a.md', bytes: 'same' },
          { path: 'b.md', bytes: 'same' },
        ])
        await record([
          { path: 'c.md', bytes: 'same' },
          { path: 'c.md', bytes: 'other' },
        ])
        const kept = await Array.fromAsync(store.contents())
        expect(kept.map(({ bytes }) => new TextDecoder().decode(bytes)).sort()).toEqual(['other', 'same'])
      })

      test('may be missing in a plan if the store holds them', async () => {
        await record([{ path: 'a.md', bytes: 'kept' }])
        await record([{ path: 'b.md', bytes: 'kept' }], { contents: [] })
        expect((await heads(['b.md']))[0]?.content).toBe(hashOf('kept'))
      })

      test('are null if they are unknown', async () => {
        expect(await store.content(hashOf('unheard of'))).toBeNull()
      })

      test('are copies that the caller may change', async () => {
        await record([{ path: 'a.md', bytes: 'text' }])
        ;(await store.content(hashOf('text')))?.fill(0)
        for await (const { bytes } of store.contents()) bytes.fill(0)
        expect(await store.content(hashOf('text'))).toEqual(new TextEncoder().encode('text'))
      })

      test('are exact for any bytes, read one by one or all together (6 cases)', () => expectExactBytes(6))
      test('are exact for any bytes, read one by one or all together (50 cases)', { tags: ['slow'] }, () =>
        expectExactBytes(50),
      )

      async function expectExactBytes(numRuns: number): Promise<void> {
        const page = fc.record({
          path: fc.constantFrom('a.md', 'b.md', 'c.md'),
          bytes: fc.uint8Array({ maxLength: 40_000, size: 'max' }),
        })
        const plans = fc.array(fc.array(page, { maxLength: 5 }), { maxLength: 6 })
        await fc.assert(
          fc.asyncProperty(plans, async (batches) => {
            for (const pages of batches) {
              await record(pages)
              for (const { bytes } of pages) expect(await store.content(hashOf(bytes))).toEqual(bytes)
            }
            const wrong = []
            for await (const { hash, bytes } of store.contents()) if (hashOf(bytes) !== hash) wrong.push(hash)
            expect(wrong).toEqual([])
            for (const { bytes } of batches.flat()) expect(await store.content(hashOf(bytes))).toEqual(bytes)
          }),
          { numRuns },
        )
      }
    })

    describe('events', () => {
      test('are returned as they were stored', async () => {
        const reasons = [{ kind: 'same-day', value: '2031-04-05', weight: 0.2 }] as const
        const event = eventOf(
          'e1',
          { paths: ['old.md', 'new.md'], shown: ['new.md'], live: false, folded: 3, seq: 9 },
          [
            {
              title: 'A "title"',
              topic: 'Sea',
              sources: ['https://example.org/a?b=c'],
              body: 'fp',
              path: 'old.md',
              until: 5,
            },
            { title: '', day: null, body: '', from: null, path: 'claimed.md', claimed: true, item: 2 },
            { link: { score: 0.5, reasons }, path: 'new.md', seq: 9, key: 'event mill-2018' },
            { kin: [{ kind: 'merged', event: 'e2' as EventId }], path: 'new.md' },
            { gone: [{ from: 3, until: 5 }], path: 'new.md' },
            { kin: [{ kind: 'split-from', event: 'e3' as EventId }], path: 'new.md', key: 'id 7' },
          ],
        )
        await record([], { events: [event] })
        expect(await events()).toEqual([event])
      })

      test('are ordered by the day of their latest version, then by id, undated first', async () => {
        const dated = (id: string, ...days: (string | null)[]) =>
          eventOf(
            id,
            {},
            days.map((day) => ({ day })),
          )
        const given = [
          dated('b', '2031-01-01'),
          dated('c', '2031-01-02', null),
          dated('a', '2031-01-01'),
          dated('d', null, '2030-12-31'),
        ]
        await record([], { events: given })
        expect((await events()).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b'])
      })

      test('replace earlier events with the same id, and their paths', async () => {
        await record([], { events: [eventOf('e1', { paths: ['old.md'] }), eventOf('e2', { paths: ['old.md'] })] })
        const anew = eventOf('e1', { paths: ['new.md'], seq: 4 }, [{}, { title: 'Anew' }])
        await record([], { events: [anew] })
        expect(await events({ ids: ['e1' as EventId] })).toEqual([anew])
        expect((await events({ paths: ['old.md'] })).map(({ id }) => id)).toEqual(['e2'])
        expect(await events({ paths: ['new.md'] })).toEqual([anew])
      })

      test('are stored once if a plan contains one twice: the last one', async () => {
        await record([], { events: [eventOf('e', { folded: 1 }), eventOf('e', { folded: 2 })] })
        expect(await events()).toEqual([eventOf('e', { folded: 2 })])
      })

      test('can be filtered by their number of versions', async () => {
        const given = [
          eventOf('a', { paths: ['1.md'] }),
          eventOf('b', { paths: ['1.md'] }, [{}, {}]),
          eventOf('c', { seq: 9 }, [{}, {}, {}]),
        ]
        await record([], { events: given })
        const ids = async (filter: Parameters<Store['events']>[0]) => (await events(filter)).map(({ id }) => id)
        expect(await ids({ minVersions: 1 })).toEqual(['a', 'b', 'c'])
        expect(await ids({ minVersions: 2 })).toEqual(['b', 'c'])
        expect(await ids({ minVersions: 2, paths: ['1.md'] })).toEqual(['b'])
        expect(await ids({ minVersions: 4 })).toEqual([])
      })

      test('can be filtered by id, by path and by ledger number, and by all of these', async () => {
        const given = [
          eventOf('a', { paths: ['1.md', '2.md'], seq: 1 }),
          eventOf('b', { paths: ['2.md'], seq: 2 }),
          eventOf('c', { paths: ['3.md'], seq: 3 }),
        ]
        await record([], { events: given })
        const ids = async (filter: Parameters<Store['events']>[0]) => (await events(filter)).map(({ id }) => id)
        expect(await ids({ ids: ['c', 'a', 'x'] as EventId[] })).toEqual(['a', 'c'])
        expect(await ids({ paths: ['2.md', 'x.md'] })).toEqual(['a', 'b'])
        expect(await ids({ afterSeq: 1 })).toEqual(['b', 'c'])
        expect(await ids({ ids: ['a', 'b'] as EventId[], paths: ['2.md'], afterSeq: 1 })).toEqual(['b'])
        expect(await ids({ ids: [] })).toEqual([])
        expect(await ids({ paths: [] })).toEqual([])
      })
    })

    describe('the index', () => {
      test('is replaced as a whole, and nothing else changes', async () => {
        const plan = await record([{ path: 'a.md', bytes: 'a' }], { events: [eventOf('old'), eventOf('both')] })
        const rebuilt = [eventOf('both', { folded: 8 }), eventOf('new')]
        const answer = await store.replaceIndex({ events: rebuilt.values(), indexed: 1, algorithm: 7 })
        expect(answer).toBe('stored')
        expect(await events()).toEqual(rebuilt)
        expect(await events({ paths: ['news/old.md'] })).toEqual([])
        expect(await snapshots()).toEqual(plan.snapshots)
        expect(await store.content(hashOf('a'))).not.toBeNull()
        expect(await store.state()).toMatchObject({ size: 1, indexed: 1, generation: 1, algorithm: 7 })
      })

      test('is refused if it covers fewer rows than the ledger has', async () => {
        await record([{ path: 'a.md', bytes: 'a' }], { events: [eventOf('stays')] })
        await record([{ path: 'a.md', bytes: 'b' }])
        expect(await store.replaceIndex({ events: [], indexed: 1, algorithm: 7 })).toBe('conflict')
        expect(await events()).toHaveLength(1)
        expect(await store.state()).toMatchObject({ indexed: 2, algorithm: 1 })
      })

      test('is refused if the current index has another generation', async () => {
        await record([{ path: 'a.md', bytes: 'a' }], { events: [eventOf('stays')] })
        const index = { events: [eventOf('other')], indexed: 1, algorithm: 7 }
        expect(await store.replaceIndex({ ...index, generation: 1 })).toBe('conflict')
        expect(await store.replaceIndex({ ...index, generation: 0 })).toBe('stored')
        expect(await store.replaceIndex({ ...index, generation: 0 })).toBe('conflict')
        expect(await store.state()).toMatchObject({ generation: 1 })
      })

      test('refuses a plan that was made with the replaced index', async () => {
        const first = await record([{ path: 'a.md', bytes: 'a' }], { events: [eventOf('stays')] })
        const plan = planOf([{ path: 'b.md', bytes: 'b' }], { follows: headOf(first) })
        await store.replaceIndex({ events: [], indexed: 1, algorithm: 7, generation: 0 })
        expect(await store.append({ ...plan, generation: 0 })).toBe('conflict')
        expect(await store.append({ ...plan, generation: 1 })).toBe('stored')
      })

      test('keeps the former index if reading the new events fails', async () => {
        await record([], { events: [eventOf('stays')] })
        const failing = (function* () {
          yield eventOf('half')
          throw new Error('no more')
        })()
        await expect(store.replaceIndex({ events: failing, indexed: 0, algorithm: 7 })).rejects.toThrow('no more')
        expect((await events()).map(({ id }) => id)).toEqual(['stays'])
      })
    })

    describe('the state', () => {
      test('has the highest rank and the last run', async () => {
        const run = { verb: 'import', source: 'a repository', at: 5, revisions: 2 } as const
        const plan = await record(
          [
            { path: 'a.md', bytes: 'a', rank: 80 },
            { path: 'b.md', bytes: 'b', rank: 70 },
          ],
          { run },
        )
        expect(await store.state()).toEqual({
          ...headOf(plan),
          rank: 80,
          indexed: 2,
          generation: 0,
          algorithm: 1,
          lastRun: run,
        })
        await record([])
        expect((await store.state()).lastRun).toEqual(run)
      })

      test('has an incomplete index after older history, until a rebuild', async () => {
        await record([{ path: 'a.md', bytes: 'a', rank: 80 }])
        await record([{ path: 'a.md', bytes: 'same moment', rank: 80 }])
        expect(await store.state()).toMatchObject({ size: 2, indexed: 2 })
        await record([{ path: 'a.md', bytes: 'of old', rank: 10 }])
        await record([{ path: 'a.md', bytes: 'later', rank: 90 }])
        expect(await store.state()).toMatchObject({ size: 4, indexed: 2, rank: 90 })
        await store.replaceIndex({ events: [], indexed: 4, algorithm: 1 })
        await record([{ path: 'a.md', bytes: 'later still', rank: 95 }])
        expect(await store.state()).toMatchObject({ size: 5, indexed: 5 })
      })

      test('has an incomplete index after a plan with an incomplete group, or without events', async () => {
        await record([{ path: 'a.md', bytes: 'a' }])
        await record([{ path: 'a.md', bytes: 'b' }], { judged: { after: 1, upTo: 1 } })
        expect(await store.state()).toMatchObject({ size: 2, indexed: 1 })
        await record([{ path: 'b.md', bytes: 'b' }], { judged: { after: 1, upTo: 3 } })
        expect(await store.state()).toMatchObject({ size: 3, indexed: 3 })
        await record([{ path: 'a.md', bytes: 'c' }], { judged: null })
        expect(await store.state()).toMatchObject({ size: 4, indexed: 3 })
        await record([{ path: 'a.md', bytes: 'd' }])
        expect(await store.state()).toMatchObject({ size: 5, indexed: 3 })
      })

      test('has the algorithm of the index, and 0 for an index of two algorithms', async () => {
        await record([{ path: 'a.md', bytes: 'a' }], { algorithm: 3 })
        await record([{ path: 'a.md', bytes: 'b' }], { algorithm: 3 })
        expect((await store.state()).algorithm).toBe(3)
        await record([{ path: 'a.md', bytes: 'c' }], { algorithm: 2 })
        expect((await store.state()).algorithm).toBe(0)
      })
    })
  })
}
