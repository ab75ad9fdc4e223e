import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventRecord } from '../../src/model/event.ts'
import { emptyLedger } from '../../src/model/revision.ts'
import { itemOf } from '../../src/versioning/index/event-index.ts'
import { type Item, type PageFacts, sameItem } from '../../src/versioning/index/page-facts.ts'
import { Planner } from '../../src/versioning/planner.ts'
import {
  claim,
  type HistoryStep,
  item,
  msPerHour,
  page,
  planHistory,
  portal,
  revisionsOf,
  startTime,
} from '../helpers/plan-history.ts'

const titles = [
  'A ferry runs aground off Skarholm',
  'A ferry with sixty passengers runs aground off Skarholm',
  'A ferry with sixty passengers is pulled free off Skarholm',
  'The prime minister visits Skarholm',
  'The prime minister visits Kelby',
  'Aldermere wins the cup',
  'An avalanche above Tarn kills two skiers',
  'An avalanche above Tarn kills three skiers and injures eleven',
  'haha',
]
const urls = ['ferry', 'visit', 'cup', 'tarn', 'roundup'].map((name) => `https://gazette.example/${name}`)

const anItem: fc.Arbitrary<Item> = fc
  .record({
    title: fc.constantFrom(...titles),
    topic: fc.constantFrom(null, 'Winter storms'),
    sources: fc.uniqueArray(fc.constantFrom(...urls), { maxLength: 2 }),
  })
  .map(({ title, ...rest }) => item(title, rest))

const portalPage = (day: string) =>
  fc.array(anItem, { maxLength: 5 }).map((items) => portal(...items.map((one) => ({ ...one, day }))))

const eventPage = (day: string) =>
  fc
    .tuple(
      anItem,
      fc.constantFrom('', 'related 1', 'related 2'),
      fc.uniqueArray(fc.constantFrom(...titles), { maxLength: 2 }),
    )
    .map(([one, related, older]) =>
      page(
        { ...one, day },
        {
          regenerated: { related, changes: '', formats: '', covers: '' },
          changes: older.map((title, index) =>
            claim(title, startTime - msPerHour * (9 - index), `/news/15/${'ab'[index]}.md`),
          ),
        },
      ),
    )

const archive: Record<string, fc.Arbitrary<PageFacts>> = {
  'data/2018_January_15.txt': portalPage('2018-01-15'),
  'data/2018_January_16.txt': portalPage('2018-01-16'),
  'news/15/a.md': eventPage('2018-01-15'),
  'news/15/b.md': eventPage('2018-01-15'),
  'news/16/a.md': eventPage('2018-01-16'),
}

/** Any history of these pages: groups of additions, changes, removals and returns. */
function historyOf(paths: readonly string[]): fc.Arbitrary<HistoryStep[]> {
  const pages = Object.fromEntries(paths.map((path) => [path, fc.option(archive[path]!, { freq: 5 })]))
  return fc.array(
    fc.record(pages, { requiredKeys: [] }).map((step): HistoryStep => step as HistoryStep),
    { minLength: 1, maxLength: 8 },
  )
}

const history = historyOf(Object.keys(archive))

/** The events in a store: the last record of each. */
function stored(plans: readonly { readonly events: readonly EventRecord[] }[]): EventRecord[] {
  const byId = new Map(plans.flatMap(({ events }) => events).map((record) => [record.id, record]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Events without the ledger positions of their versions. */
function lines(events: readonly EventRecord[]): string[] {
  return events
    .map(({ id, versions, live }) =>
      [id, live, ...versions.map(({ title, path, from, until }) => `${title} ${path} ${from} ${until}`)].join('\n'),
    )
    .sort()
}

function lastStates(steps: readonly HistoryStep[]): [path: string, facts: PageFacts][] {
  return Object.entries(Object.assign({}, ...steps) as HistoryStep).flatMap(([path, facts]) =>
    facts ? [[path, facts]] : [],
  )
}

describe('planning any history', () => {
  it('has the same result group by group and all at once', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const revisions = revisionsOf(steps)
        const whole = new Planner(emptyLedger)
        const all = whole.plan(revisions)
        const parts = new Planner(emptyLedger)
        const groups = [...Map.groupBy(revisions, ({ group }) => group).values()].map((group) => parts.plan(group))
        expect(stored(groups)).toEqual(stored([all]))
        expect(groups.flatMap(({ snapshots }) => snapshots)).toEqual(all.snapshots)
        expect(parts.counts).toEqual(whole.counts)
      }),
    )
  })

  it('adds nothing for current contents', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { planner } = planHistory(steps)
        const { events, versions } = planner.counts
        const again = planner.plan(
          revisionsOf([Object.fromEntries(lastStates(steps))], () => startTime + 99 * msPerHour),
        )
        expect(again).toMatchObject({ snapshots: [], events: [] })
        expect(planner.counts).toMatchObject({ events, versions })
      }),
    )
  })

  it('adds nothing for repeated revisions', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const once = revisionsOf(steps)
        const planner = new Planner(emptyLedger)
        const twice = planner.plan(once.flatMap((revision) => [revision, revision]))
        expect(stored([twice])).toEqual(stored([new Planner(emptyLedger).plan(once)]))
      }),
    )
  })

  it('gives each version but the last an end, and makes no two equal neighbours', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { versions, live } of planHistory(steps).events) {
          for (const [index, one] of versions.entries()) {
            const next = versions[index + 1]
            expect(one.until === null).toBe(next === undefined && live)
            if (!next) continue
            if (!one.claimed && !next.claimed) expect(sameItem(itemOf(one), itemOf(next))).toBe(false)
            if (one.claimed || next.claimed) expect(one.title).not.toBe(next.title)
            if (next.from !== null && one.until !== null && !one.claimed)
              expect(one.until).toBeLessThanOrEqual(next.from)
          }
        }
      }),
    )
  })

  it('has one live event for each item of the current pages', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { planner, events } = planHistory(steps)
        const byId = new Map(events.map((one) => [one.id, one]))
        for (const [path, facts] of lastStates(steps)) {
          const histories = planner.eventIndex.pages.get(path)!.items
          expect(histories.map(({ item: one }) => one.title)).toEqual(facts.items.map(({ title }) => title))
          expect(new Set(histories.map(({ event }) => event.id)).size).toBe(histories.length)
          for (const { event } of histories) expect(byId.get(event.id)).toMatchObject({ live: true })
          for (const { event } of histories) expect(byId.get(event.id)!.shown).toContain(path)
        }
        const reported = events.flatMap(({ id, shown }) => shown.map((path) => `${id} ${path}`)).sort()
        const pages = lastStates(steps).flatMap(([path]) =>
          planner.eventIndex.pages.get(path)!.items.map(({ event }) => `${event.id} ${path}`),
        )
        expect(reported).toEqual(pages.sort())
      }),
    )
  })

  it('has the same events for any order of files in a group', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (steps, chances) => {
        const revisions = revisionsOf(steps)
        const groups = [...Map.groupBy(revisions, ({ group }) => group).values()]
        const shuffled = groups.flatMap((group) =>
          group
            .map((revision) => ({ revision, chance: chances.next().value as number }))
            .sort((a, b) => a.chance - b.chance)
            .map(({ revision }) => revision),
        )
        expect(lines(new Planner(emptyLedger).plan(shuffled).events)).toEqual(
          lines(new Planner(emptyLedger).plan(revisions).events),
        )
      }),
    )
  })

  it('changes no title where items of a page change their order', () => {
    const shuffled = portalPage('2018-01-15').chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray([...facts.items], { minLength: facts.items.length }).map((items) => portal(...items)),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const { events } = planHistory([{ 'data/2018_January_15.txt': one }, { 'data/2018_January_15.txt': other }])
        expect(events.map(({ versions }) => versions.length)).toEqual(one.items.map(() => 1))
      }),
    )
  })
})

describe('planning with a pause', () => {
  // Without twins on one page, and without equal titles on several pages: the index does not distinguish those.
  const histories = historyOf(Object.keys(archive).filter((path) => path.endsWith('.txt'))).filter((steps) =>
    steps.every((step) =>
      Object.values(step).every((facts) => {
        const titles = facts?.items.map(({ title }) => title) ?? []
        return new Set(titles).size === titles.length
      }),
    ),
  )

  it('has the same result when the index is loaded in between', () => {
    fc.assert(
      fc.property(histories, fc.nat({ max: 7 }), (steps, pause) => {
        const revisions = revisionsOf(steps)
        const before = revisions.filter(({ at }) => at < startTime + pause * msPerHour)
        const after = revisions.slice(before.length)
        const first = new Planner(emptyLedger)
        const one = first.plan(before)
        const second = new Planner(first.head)
        for (const [path, content] of first.currentContents) second.currentContents.set(path, content)
        for (const event of stored([one])) second.eventIndex.load(event, before.at(-1)?.rank ?? 0)
        const other = second.plan(after)
        expect(stored([one, other])).toEqual(stored([new Planner(emptyLedger).plan(revisions)]))
      }),
    )
  })
})
