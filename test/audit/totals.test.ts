import { expect, it } from 'vitest'
import { titleChangesOf } from '../../src/audit/title-changes.ts'
import { AuditTally } from '../../src/audit/totals.ts'
import type { BulkChange, TitleChange } from '../../src/model/audit.ts'
import type { EventId } from '../../src/model/event.ts'
import { event, msPerHour, startTime, version, versions } from '../helpers/plan-history.ts'

function tallied(...histories: ReturnType<typeof versions>[]) {
  const tally = new AuditTally()
  for (const [index, one] of histories.entries()) {
    const record = event(one, { id: `e${index}` as EventId })
    tally.addEvent(record)
    const changes = titleChangesOf(record, { isListed: () => false, originOf: () => ({ kind: 'page' }) })
    tally.addChanges(changes, changes[0])
  }
  return tally.totals()
}

it('counts events, changes, classes and severities', () => {
  expect(
    tallied(versions('Rain'), versions('Two die', 'Three die', 'Two die'), versions('rain', 'Rain')),
  ).toMatchObject({
    events: 3,
    eventsRetitled: 2,
    changes: 3,
    byClass: { number: 2, punctuation: 1, revert: 1 },
    bySeverity: { cosmetic: 1, editorial: 0, factual: 2 },
    medianMinutesToFirstChange: 60,
  })
})

it('computes the median over the first change of each event, without unknown durations', () => {
  const titleAfter = (hours: number | null) => [
    version('Rain', { from: hours === null ? null : startTime - hours * msPerHour, until: startTime }),
    version('Snow', { from: startTime, until: startTime + 99 * msPerHour }),
    version('Hail', { from: startTime + 99 * msPerHour }),
  ]
  expect(tallied(titleAfter(1), titleAfter(2), titleAfter(9)).medianMinutesToFirstChange).toBe(120)
  expect(tallied(titleAfter(1), titleAfter(2), titleAfter(4), titleAfter(9)).medianMinutesToFirstChange).toBe(180)
  expect(tallied(titleAfter(1), titleAfter(null)).medianMinutesToFirstChange).toBe(60)
  expect(tallied(titleAfter(null)).medianMinutesToFirstChange).toBeNull()
})

it('totals of no events are zero', () => {
  expect(tallied()).toMatchObject({ events: 0, changes: 0, byClass: {}, medianMinutesToFirstChange: null })
})

/** Six events, counted by hand. */
function counted(
  passes: (change: TitleChange) => boolean = () => true,
  bulkOf: (changes: TitleChange[]) => BulkChange[] = () => [],
) {
  const at = (hours: number) => startTime + hours * msPerHour
  const history = (...titles: (readonly [title: string, hours: number, body?: string])[]) =>
    titles.map(([title, hours, body = ''], index) =>
      version(title, { from: at(hours), until: titles[index + 1] ? at(titles[index + 1]![1]) : null, body }),
    )
  const events = [
    // followed: a number changes after 2 h, is reverted after 6 h and changes again after 7 h
    history(['Two die', 0], ['Three die', 2], ['Two die', 6], ['Three die', 7]),
    // followed: typography changes after 30 h, together with the text
    history(['The “old” pier', 0, 'a'], ['The "old" pier', 30, 'b']),
    // followed: one title, two texts
    history(['Rain', 1, 'a'], ['Rain', 2, 'b']),
    // not followed: older than the record
    history(['Hail', 0], ['Hail falls on seven towns', 100]).map((one) => ({ ...one, day: '2012-05-05' })),
    // not followed: a page claims its first title
    [version('Sleet', { from: null, until: at(1), claimed: true, body: null }), version('Snow', { from: at(1) })],
    history(['Fog', 3]),
  ]
  const tally = new AuditTally()
  const all: TitleChange[] = []
  for (const [index, versions] of events.entries()) {
    const record = event(versions, { id: `e${index}` as EventId, folded: index })
    tally.addEvent(record)
    const noted = (title: string) => title === 'Hail'
    const changes = titleChangesOf(record, { isListed: noted, originOf: () => ({ kind: 'page' }) })
    all.push(...changes)
    tally.addChanges(changes.filter(passes), changes[0])
  }
  return tally.totals(bulkOf(all))
}

it('totals agree with counts by hand', () => {
  const { byClass, byDay, mostChanged, ...rest } = counted()
  expect(rest).toEqual({
    events: 6,
    span: { from: startTime, until: startTime + 100 * msPerHour },
    eventsRetitled: 4,
    followed: { events: 4, retitled: 2 },
    changes: 6,
    bySeverity: { cosmetic: 1, editorial: 1, factual: 4 },
    severityByClass: {
      typography: { cosmetic: 1, editorial: 0, factual: 0 },
      wording: { cosmetic: 0, editorial: 1, factual: 0 },
      'detail-added': { cosmetic: 0, editorial: 1, factual: 0 },
      number: { cosmetic: 0, editorial: 0, factual: 4 },
      revert: { cosmetic: 0, editorial: 0, factual: 2 },
    },
    medianMinutesToFirstChange: 30 * 60,
    silent: 5,
    withBody: 1,
    reverted: 2,
    firstChange: {
      ...{ known: 2, p25: 540, median: 960, p75: 1380, p90: 1632, withinTenHours: 1, withinDay: 1 },
      rows: [60, 180, 360, 600, 1440, 2880, 10_080, 43_200, null].map((minutes) => ({
        minutes,
        events: minutes === 180 || minutes === 2880 ? 1 : 0,
      })),
    },
    numbers: { changes: 4, known: 4, p25: 105, median: 180, p75: 1680, p90: 4272 },
    titlesPerEvent: [2, 3, 0, 1],
    versionsPerEvent: [1, 4, 0, 1],
    eventsReverted: 1,
    flipFlops: 1,
    noise: { folded: 15, cosmetic: 1 },
    bulk: [],
  })
  expect(byClass).toMatchObject({ number: 4, revert: 2, typography: 1 })
  expect(byDay.map(({ day, cosmetic, editorial, factual }) => [day, cosmetic + editorial + factual])).toEqual([
    ['2018-01-15', 4],
    ['2018-01-16', 1],
    ['2018-01-19', 1],
  ])
  expect(mostChanged.map(({ event, changes }) => `${event} ${changes}`)).toEqual(['e0 3'])
})

it('mostChanged has the ten events with the most changes', () => {
  const often = Array.from({ length: 12 }, () => versions('Rain', 'Snow', 'Hail'))
  expect(tallied(...often).mostChanged.map(({ event }) => event)).toEqual([
    'e0',
    'e1',
    'e10',
    'e11',
    'e2',
    'e3',
    'e4',
    'e5',
    'e6',
    'e7',
  ])
})

it('counts only changes that pass, but all events and versions', () => {
  const { events, titlesPerEvent, versionsPerEvent, noise } = counted()
  const narrow = counted(({ classes }) => classes.includes('revert'))
  expect(narrow).toMatchObject({
    events,
    titlesPerEvent,
    versionsPerEvent,
    changes: 2,
    eventsRetitled: 1,
    followed: { events: 4, retitled: 1 },
    firstChange: { known: 0, median: null, withinDay: 0 },
    medianMinutesToFirstChange: null,
    numbers: { changes: 2 },
    noise: { folded: noise.folded, cosmetic: 0 },
  })
  expect(counted(() => false)).toMatchObject({ changes: 0, eventsRetitled: 0, mostChanged: [], byDay: [] })
})

it('leaves bulk changes out of the time to the first change, but counts them', () => {
  const origin = { kind: 'page' } as const
  const totals = counted(undefined, (all) => [
    { what: 'the title', at: null, origin, changes: 1, events: 1, members: all.filter(({ event }) => event === 'e1') },
  ])
  expect(totals).toMatchObject({ changes: 6, firstChange: { known: 1, median: 120 }, bulk: [{ changes: 1 }] })
})
