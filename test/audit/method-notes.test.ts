import { expect, it } from 'vitest'
import { methodNotes, methodSummary } from '../../src/audit/method-notes.ts'
import { comparableRates, publishedRates } from '../../src/audit/published-rates.ts'
import { startTime } from '../helpers/plan-history.ts'
import { auditTotals } from '../helpers/sample-audits.ts'
import { titleChangeOf } from './title-change-of.ts'

const notesOf = (filter: Parameters<typeof methodNotes>[0]['filter'], own: Partial<typeof auditTotals> = {}) =>
  methodNotes({ totals: { ...auditTotals, ...own }, filter }).join('\n')

it('methodNotes names the counted changes, the events, the clock and the gaps of the record', () => {
  const text = notesOf({})
  expect(text).toContain('3 events of the store')
  expect(text).toContain('2 that are followed')
  expect(text).toContain('UTC')
  expect(text).toContain('gap between two states')
  expect(text).not.toMatch(/filter:|bulk/)
})

it('methodNotes names every condition of a filter, but no order, limit or grouping', () => {
  const text = notesOf({
    since: startTime,
    until: startTime,
    kinds: ['number', 'name'],
    severity: 'factual',
    match: 'owl',
    topic: 'Storms',
    silent: true,
  })
  expect(text).toContain(
    'since 2018-01-15T08:00:00Z, before 2018-01-15T08:00:00Z, of the class number or name, factual, with the words "owl", of the topic "Storms", noted nowhere.',
  )
  expect(text).toContain(
    'of the 3 events of the topic "Storms" and with the words "owl" in a title and with a title that was current after 2018-01-15T08:00:00Z and with a title that was current before',
  )
  expect(notesOf({ severity: 'editorial', kinds: [] })).toContain('counted: editorial or graver.')
  expect(notesOf({ limit: 3, sort: 'stood', groupBy: 'day', severity: 'cosmetic', kinds: [] })).toBe(notesOf({}))
})

it('methodNotes uses the singular for one event and one followed event', () => {
  const one = { events: 1, followed: { events: 1, retitled: 1 } }
  const { firstChange } = auditTotals
  const text = notesOf({}, { ...one, firstChange: { ...firstChange, known: 1 } })
  expect(text).toContain('of the one event of the store. Separate shares are of the 1 that is followed')
  expect(text).toContain('over the 1 followed event whose')
  expect(methodSummary({ totals: { ...auditTotals, ...one }, filter: {} })).toContain(
    'the one event of the store, of which 1 is followed',
  )
})

it('methodNotes counts the bulk changes and reports a record without times', () => {
  const row = {
    what: 'the title',
    at: startTime,
    origin: { kind: 'page' },
    events: 20,
    members: [titleChangeOf('Snow')],
  } as const
  expect(
    notesOf(
      {},
      {
        bulk: [
          { ...row, changes: 20 },
          { ...row, changes: 22 },
        ],
      },
    ),
  ).toContain('42 of the changes are bulk changes')
  expect(notesOf({}, { span: { from: null, until: null } })).toContain('No time is known')
})

it('publishedRates name the number of articles or the year of each study', () => {
  expect(publishedRates.map(({ percent }) => percent)).toEqual([7.5, 10, 25, 49.7])
  for (const { source, population } of publishedRates)
    expect([source, population].every((text) => /\d{4}|million|,000/.test(text))).toBe(true)
})

it('comparableRates is empty for a filter on the changes or the time', () => {
  expect(comparableRates({})).toEqual(publishedRates)
  expect(comparableRates({ topic: 'Storms', severity: 'cosmetic', kinds: [], silent: false, limit: 1 })).toEqual(
    publishedRates,
  )
  for (const filter of [
    { since: 0 },
    { until: 1 },
    { kinds: ['name'] },
    { severity: 'factual' },
    { match: 'a' },
    { silent: true },
  ] as const)
    expect(comparableRates(filter), JSON.stringify(filter)).toEqual([])
})
