import { describe, expect, it } from 'vitest'
import { EventIndex } from '../../../src/versioning/index/event-index.ts'
import { Planner } from '../../../src/versioning/planner.ts'
import {
  type HistoryStep,
  item,
  msPerHour,
  page,
  planHistory,
  portal,
  revisionsOf,
  rulingsOf,
} from '../../helpers/plan-history.ts'

const day = 'data/2018_January_15.txt'
const ferry = item('A ferry runs aground off Skarholm', { sources: ['https://gazette.example/ferry'] })
const sixty = { ...ferry, title: 'A ferry with sixty passengers runs aground off Skarholm' }
const bees = item('Bees return to the meadows of Kelby')

/** Each event as its titles in order, with a full stop where no page reports it now. Rulings come after the pages. */
function histories(steps: readonly HistoryStep[], ...rulings: string[]): string[] {
  return planHistory(steps, undefined, rulingsOf(...rulings)).events.map(
    ({ versions, live }) => versions.map(({ title }) => title).join(' -> ') + (live ? '' : '.'),
  )
}

describe('a ruling', () => {
  it('joins pages with nothing in common', () => {
    const steps = [{ 'ferry.md': page(ferry) }, { 'bees.md': page(bees) }]
    expect(histories(steps)).toHaveLength(2)
    expect(histories(steps, 'same ferry.md bees.md # the bees were on board')).toEqual([
      `${ferry.title} -> ${bees.title}`,
    ])
    const { events } = planHistory(steps, undefined, rulingsOf('same ferry.md bees.md # the bees were on board'))
    const { score, reasons } = events[0]!.versions[1]!.link!
    expect(score).toBe(1)
    expect(reasons).toContainEqual({ kind: 'ruling', value: 'the bees were on board', weight: 100 })
  })

  it('joins pages that come together, and a removed page with a new one', () => {
    const joined = ['same ferry.md bees.md']
    expect(histories([{ 'ferry.md': page(ferry), 'bees.md': page(bees) }], ...joined)).toHaveLength(1)
    expect(
      histories([{ 'ferry.md': page(ferry) }, { 'ferry.md': null, 'bees.md': page(bees) }], ...joined),
    ).toHaveLength(1)
  })

  it('joins a new page with one removed years before', () => {
    const steps = [{ 'ferry.md': page(ferry) }, { 'ferry.md': null }, { 'bees.md': page(bees) }]
    const years = (step: number) => step * 24 * 365 * msPerHour
    expect(planHistory(steps, years, rulingsOf('same ferry.md bees.md')).events).toHaveLength(1)
  })

  it('separates two pages of one day with one source', () => {
    const steps = [{ 'ferry.md': page(ferry) }, { 'sixty.md': page(sixty) }]
    expect(histories(steps)).toHaveLength(1)
    expect(histories(steps, 'other sixty.md ferry.md')).toEqual([ferry.title, sixty.title])
  })

  it('separates a new page from a removed one with the same bytes', () => {
    const steps = [{ 'ferry.md': page(ferry) }, { 'ferry.md': null, 'news/ferry.md': page(ferry) }]
    expect(histories(steps)).toEqual([ferry.title])
    expect(histories(steps, 'other ferry.md news/ferry.md')).toEqual([`${ferry.title}.`, ferry.title])
  })

  it('separates two titles of one page', () => {
    const steps = [{ 'a.md': page(ferry) }, { 'a.md': page(bees) }]
    expect(histories(steps)).toEqual([`${ferry.title} -> ${bees.title}`])
    expect(histories(steps, `other a.md "${ferry.title}" a.md "${bees.title}"`)).toEqual([
      `${ferry.title}.`,
      bees.title,
    ])
  })

  it('applies to single items of a multi-event page', () => {
    const steps = [{ [day]: portal(ferry, 'Rain') }, { [day]: portal(bees, 'Rain') }]
    expect(histories(steps)).toEqual([`${ferry.title}.`, 'Rain', bees.title])
    expect(histories(steps, `same ${day} "${ferry.title}" ${day} "${bees.title}"`)).toEqual([
      `${ferry.title} -> ${bees.title}`,
      'Rain',
    ])
    const reworded = [{ [day]: portal(ferry, 'Rain') }, { [day]: portal(sixty, 'Rain') }]
    expect(histories(reworded)).toHaveLength(2)
    expect(histories(reworded, `other ${day} "${ferry.title}" ${day} "${sixty.title}"`)).toHaveLength(3)
  })

  it('moves an item from its event to the ruled event', () => {
    const next = 'data/2018_January_16.txt'
    const steps = [
      { [day]: portal(ferry), [next]: portal(bees) },
      { [day]: portal(sixty), [next]: portal() },
    ]
    expect(histories(steps)).toEqual([`${ferry.title} -> ${sixty.title}`, `${bees.title}.`])
    expect(histories(steps, `same ${next} "${bees.title}" ${day} "${sixty.title}"`)).toEqual([
      `${ferry.title}.`,
      `${bees.title} -> ${sixty.title}`,
    ])
  })

  it('applies to what follows from several rulings', () => {
    const steps = [{ 'ferry.md': page(ferry) }, { 'bees.md': page(bees) }, { 'sixty.md': page(sixty) }]
    expect(histories(steps, 'same ferry.md bees.md', 'other bees.md sixty.md')).toEqual([
      `${ferry.title} -> ${bees.title}`,
      sixty.title,
    ])
  })

  it('does not join an item of a multi-event page with a page of its own', () => {
    const steps = [{ [day]: portal(ferry) }, { 'ferry.md': page(ferry) }]
    expect(histories(steps, `same ${day} "${ferry.title}" ferry.md`)).toHaveLength(2)
  })

  it('has the same effect after loading an index', () => {
    const rulings = rulingsOf('same ferry.md bees.md', 'other sixty.md ferry.md')
    const steps = [
      { 'ferry.md': page(ferry) },
      { 'ferry.md': null },
      { 'sixty.md': page(sixty) },
      { 'bees.md': page(bees) },
    ]
    const revisions = revisionsOf(steps)
    const whole = planHistory(steps, undefined, rulings)
    let records = new Map<string, (typeof whole.events)[number]>()
    let head = planHistory([]).planner.head
    const current = new Map<string, never>()
    for (const revision of revisions) {
      const planner = new Planner(head, undefined, rulings)
      for (const event of records.values()) planner.eventIndex.load(event, revision.rank)
      for (const [path, content] of current) planner.currentContents.set(path, content)
      const { events } = planner.plan([revision])
      records = new Map([...records, ...events.map((event) => [event.id, event] as const)])
      head = planner.head
      for (const [path, content] of planner.currentContents) current.set(path, content as never)
      for (const path of current.keys()) if (!planner.currentContents.has(path)) current.delete(path)
    }
    const bySeq = [...records.values()].toSorted((a, b) => a.versions[0]!.seq - b.versions[0]!.seq)
    expect(bySeq).toEqual(whole.events)
    expect(whole.events).toHaveLength(2)
  })

  it('changes the fingerprint of the index', () => {
    const mark = (...lines: string[]) => planHistory([], undefined, rulingsOf(...lines)).planner.plan([]).algorithm
    expect(mark('same a.md b.md')).not.toBe(mark())
    expect(mark('same a.md b.md')).toBe(mark('same b.md a.md'))
    expect(Number.isSafeInteger(mark('same a.md b.md'))).toBe(true)
  })
})

it('finds events by all pages that ever reported them', () => {
  const { planner, events } = planHistory([{ 'x/a.md': page('Rain') }, { 'x/a.md': null, 'y/a.md': page('Rain') }])
  expect(planner.eventIndex.eventsOn('x/a.md')).toHaveLength(1)
  expect(planner.eventIndex.eventsOn('z/a.md')).toEqual([])
  const loaded = new EventIndex()
  for (const event of events) loaded.load(event, 0)
  expect(loaded.eventsOn('x/a.md')).toHaveLength(1)
})
