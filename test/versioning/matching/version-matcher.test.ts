import { describe, expect, it } from 'vitest'
import type { EventRecord } from '../../../src/model/event.ts'
import { noFacts } from '../../../src/versioning/index/page-facts.ts'
import { Planner } from '../../../src/versioning/planner.ts'
import {
  claim,
  type HistoryStep,
  item,
  msPerHour,
  page,
  planHistory,
  portal,
  revisionsOf,
  rulingsOf,
  startTime,
} from '../../helpers/plan-history.ts'

const path = 'data/2018_January_15.txt'
const ferry = item('A ferry runs aground off Skarholm', { sources: ['https://gazette.example/ferry'] })
const mayor = item('The mayor of Aldermere resigns', { sources: ['https://gazette.example/mayor'] })

/** Each event as its titles in order, with a full stop where no page reports it now. */
function histories(steps: readonly HistoryStep[], clock?: (step: number) => number): string[] {
  return planHistory(steps, clock).events.map(
    ({ versions, live }: EventRecord) => versions.map(({ title }) => title).join(' -> ') + (live ? '' : '.'),
  )
}

describe('VersionMatcher', () => {
  it('ends a version at the first moment without it', () => {
    const { events } = planHistory([{ [path]: portal(ferry, mayor) }, { [path]: portal(mayor) }])
    expect(events[0]).toMatchObject({
      live: false,
      shown: [],
      paths: [path],
      versions: [{ from: startTime, until: startTime + msPerHour }],
    })
    expect(events[1]).toMatchObject({ live: true, shown: [path], versions: [{ until: null }] })
  })

  it('reopens a version that comes back unaltered', () => {
    const { events, planner } = planHistory([{ [path]: portal(ferry) }, { [path]: null }, { [path]: portal(ferry) }])
    const gone = [{ from: startTime + msPerHour, until: startTime + 2 * msPerHour }]
    expect(events).toMatchObject([{ live: true, versions: [{ from: startTime, until: null, gone }] }])
    expect(planner.counts).toMatchObject({ events: 1, versions: 1, titleChanges: 0, stored: 2, removed: 1 })
  })

  it('records each absence, also for a restored file with its old time', () => {
    const away = [{ [path]: portal(ferry) }, { [path]: null }, { [path]: portal(ferry) }, { [path]: null }]
    const steps = [...away, { [path]: portal(ferry, mayor) }]
    const gone = (clock: (step: number) => number) => planHistory(steps, clock).events[0]!.versions[0]!.gone
    expect(gone((step) => startTime + step * msPerHour)).toEqual([
      { from: startTime + msPerHour, until: startTime + 2 * msPerHour },
      { from: startTime + 3 * msPerHour, until: startTime + 4 * msPerHour },
    ])
    expect(gone((step) => (step === 2 ? startTime : startTime + step * msPerHour))).toEqual([
      { from: startTime + 3 * msPerHour, until: startTime + 4 * msPerHour },
    ])
    const moved = planHistory([{ 'a.md': page(ferry) }, { 'a.md': null, 'b.md': page(ferry) }])
    expect(moved.events[0]!.versions[0]).not.toHaveProperty('gone')
  })

  it('makes a new event of a reworded item that returns after months', () => {
    const again = { ...ferry, title: 'Ferry aground again off the island, say fishermen' }
    const months = (step: number) => startTime + step * 60 * 24 * msPerHour
    const steps = (last: typeof ferry) => [{ [path]: portal(ferry) }, { [path]: portal() }, { [path]: portal(last) }]
    expect(histories(steps(again))).toHaveLength(1)
    expect(histories(steps(again), months)).toHaveLength(2)
    expect(histories(steps(ferry), months)).toHaveLength(1)
  })

  it('keeps an event on its other page when one page is removed', () => {
    const [one, other] = ['news/15/ferry.md', 'news/15/ferry-again.md']
    const { events } = planHistory([
      { [one]: page(ferry) },
      { [other]: page({ ...ferry, title: 'A ferry with sixty passengers runs aground off Skarholm' }) },
      { [one]: null },
    ])
    expect(events).toMatchObject([{ live: true, shown: [other], paths: [one, other], versions: [{}, { until: null }] }])
  })

  it('follows events that pages exchange, except where a ruling separates them', () => {
    const [one, other, third] = [page('Rain falls on Kelby'), page('A mayor resigns'), page('The bridge closes')]
    const paths = (steps: readonly HistoryStep[], ...rulings: string[]) =>
      planHistory(steps, undefined, rulingsOf(...rulings)).events.map(
        ({ versions, shown }) => `${versions.map(({ title }) => title).join(' -> ')}: ${shown.join(' ')}`,
      )
    expect(
      paths([
        { '1.md': one, '2.md': other },
        { '1.md': other, '2.md': one },
      ]),
    ).toEqual(['Rain falls on Kelby: 2.md', 'A mayor resigns: 1.md'])
    expect(
      paths(
        [
          { '1.md': one, '2.md': other },
          { '1.md': other, '2.md': one },
        ],
        'other 1.md 2.md',
      ),
    ).toEqual(['Rain falls on Kelby -> A mayor resigns: 1.md', 'A mayor resigns -> Rain falls on Kelby: 2.md'])
    const storm = page('Forty roofs fly off')
    expect(
      paths([
        { '1.md': one, '2.md': other },
        { '1.md': storm, '2.md': one, '3.md': other },
      ]),
    ).toEqual(['Rain falls on Kelby: 2.md', 'A mayor resigns: 3.md', 'Forty roofs fly off: 1.md'])
    expect(
      paths([
        { '1.md': one, '2.md': other, '3.md': third },
        { '2.md': one, '1.md': null },
      ]),
    ).toEqual(['Rain falls on Kelby: 2.md', 'A mayor resigns: ', 'The bridge closes: 3.md'])
  })

  it('does not take a move for an exchange', () => {
    const later = page({ ...ferry, body: 'x' }, { key: 'id 2' })
    const { events } = planHistory([{ 'one.md': page(ferry, { key: 'id 1' }) }, { 'one.md': null, 'two.md': later }])
    expect(events).toMatchObject([{ shown: ['two.md'], versions: [{ path: 'one.md' }, { path: 'two.md' }] }])
    expect(events[0]!.versions[1]!.link?.reasons.map(({ kind }) => kind)).toContain('moved-path')
  })

  it('takes a page as reworded where another page keeps its former title', () => {
    const before = { ...ferry, body: 'x' }
    const after = { ...ferry, title: 'A ferry with sixty passengers runs aground off Skarholm' }
    const { events } = planHistory([{ 'a.md': page(before) }, { 'a.md': page(after), 'b.md': page(before) }])
    expect(events).toHaveLength(1)
    expect(events[0]!.versions.slice(0, 2).map(({ title }) => title)).toEqual([before.title, after.title])
  })

  it('keeps a superseded page superseded after a move', () => {
    const retitled = page({ ...ferry, title: 'A ferry with sixty passengers runs aground off Skarholm' })
    const { events } = planHistory([
      { 'z.md': page(ferry) },
      { 'a.md': retitled },
      { 'z.md': null, 'a.md': null, 'x/z.md': page(ferry), 'x/a.md': retitled },
    ])
    expect(events).toMatchObject([{ paths: ['z.md', 'a.md', 'x/z.md', 'x/a.md'], versions: [{}, { until: null }] }])
  })

  it('never joins an item of a portal page with a page of its own', () => {
    expect(histories([{ [path]: portal(ferry) }, { 'news/15/ferry.md': page(ferry) }])).toHaveLength(2)
  })

  it('keeps a page as one event where it is rewritten in place', () => {
    expect(histories([{ 'a.md': page('Rain') }, { 'a.md': page('The mayor of Aldermere resigns') }])).toEqual([
      'Rain -> The mayor of Aldermere resigns',
    ])
  })

  it('gives events before cut-off history no start', () => {
    const { planner } = planHistory([])
    const cut = { kind: 'commit', sha: 'a', author: 'desk', cut: true } as const
    const common = { path: 'a.md', at: startTime, rank: startTime, group: 'a', origin: cut }
    const { events } = planner.plan([{ ...common, content: 'x' as never, facts: page('Rain') }])
    expect(events).toMatchObject([{ versions: [{ from: null, until: null }] }])
  })

  it('counts each snapshot without a version by its kind of change', () => {
    const regenerated = (related: string, formats: string) =>
      page('Rain', { regenerated: { related, changes: '', formats, covers: '' } })
    const { planner, events } = planHistory([
      { 'a.md': regenerated('1', '') },
      { 'a.md': regenerated('2', '') },
      { 'a.md': regenerated('2', 'x') },
      { 'a.md': regenerated('2', 'x'), 'index.md': { ...noFacts, dialect: 'list' } },
      { 'a.md': null, 'b/a.md': regenerated('2', 'x') },
    ])
    expect(planner.counts.folded).toMatchObject({ related: 1, formats: 1, list: 1, moved: 1, layout: 0 })
    expect(events).toMatchObject([{ folded: 3, paths: ['a.md', 'b/a.md'], shown: ['b/a.md'] }])
  })

  it('counts a claimed title as a version and a title change', () => {
    const { planner } = planHistory([{ 'a.md': page('Snow', { changes: [claim('Rain', startTime - msPerHour)] }) }])
    expect(planner.counts).toMatchObject({ events: 1, versions: 2, titleChanges: 1 })
  })

  it('joins pages that come together in the order of their links, for any file names', () => {
    const drizzle = claim('Drizzle', startTime - 2 * msPerHour, '/z.md')
    const rain = claim('Nine roofs fly off', startTime - msPerHour, '/m.md')
    const now = claim('Insurers count the cost', null, '/a.md')
    const { events } = planHistory([
      {
        'a.md': page('Insurers count the cost', { changes: [drizzle, rain, now] }),
        'm.md': page('Nine roofs fly off', { changes: [drizzle, { ...rain, until: null }] }),
        'z.md': page('Drizzle'),
      },
    ])
    expect(events).toMatchObject([{ paths: ['z.md', 'm.md', 'a.md'] }])
    expect(
      histories([
        {
          'a.md': page('A', { changes: [claim('B', startTime, '/b.md')] }),
          'b.md': page('B', { changes: [claim('A', startTime, '/a.md')] }),
        },
      ]),
    ).toHaveLength(1)
  })

  it('gives a returning twin to the event seen first, in any order of loading', () => {
    const { planner, events } = planHistory([{ [path]: portal(ferry, ferry) }, { [path]: null }])
    const [first, second] = events.map(({ id }) => id)
    for (const loaded of [events, events.toReversed()]) {
      const next = new Planner(planner.head)
      for (const one of loaded) next.eventIndex.load(one, startTime + msPerHour)
      const [back, ...others] = next.plan(
        revisionsOf([{ [path]: portal(ferry) }], () => startTime + 2 * msPerHour),
      ).events
      expect(back).toMatchObject({ id: first, live: true })
      expect(others.map(({ id }) => id)).not.toContain(second)
    }
  })

  it('has evidence for a matched wording and none for an unchanged one', () => {
    const { events } = planHistory([
      { [path]: portal(ferry) },
      { [path]: portal({ ...ferry, topic: 'Sea' }, mayor) },
      { [path]: portal({ ...ferry, title: 'A ferry runs aground near Skarholm' }) },
    ])
    const links = events[0]!.versions.map(({ link }) => link?.reasons.map(({ kind }) => kind) ?? null)
    expect(links).toEqual([null, null, ['same-path', 'shared-source', 'title-likeness', 'same-day']])
    expect(events[0]!.versions[2]!.link!.score).toBeGreaterThan(0.9)
  })
})
