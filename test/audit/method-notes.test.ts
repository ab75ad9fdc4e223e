import { expect, it } from 'vitest'
import { methodNotes, methodSummary } from '../../src/audit/method-notes.ts'
import { comparableRates, publishedRates } from '../../src/audit/published-rates.ts'
import { startTime } from '../helpers/plan-history.ts'
import { auditTotals } from '../helpers/sample-audits.ts'
import { titleChangeOf } from './title-change-of.ts'

const told = (filter: Parameters<typeof methodNotes>[0]['filter'], own: Partial<typeof auditTotals> = {}) =>
  methodNotes({ totals: { ...auditTotals, ...own }, filter }).join('\n')

it('names what is counted, over what, by which clock, and what cannot be known', () => {
  const text = told({})
  expect(text).toContain('3 events of the store')
  expect(text).toContain('2 that were followed from their beginning')
  expect(text).toContain('UTC')
  expect(text).toContain('gap between two states')
  expect(text).not.toMatch(/filter:|bulk/)
})

it('names every condition of a filter, and not how the list is laid out', () => {
  const text = told({
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
    'of the 3 events of the topic "Storms" and with the words "owl" in a title and that stood after 2018-01-15T08:00:00Z and that stood before',
  )
  expect(told({ severity: 'editorial', kinds: [] })).toContain('counted: editorial or graver.')
  expect(told({ limit: 3, sort: 'stood', groupBy: 'day', severity: 'cosmetic', kinds: [] })).toBe(told({}))
})

it('reads well with one event, and with one that was followed', () => {
  const one = { events: 1, followed: { events: 1, retitled: 1 } }
  const { firstChange } = auditTotals
  const text = told({}, { ...one, firstChange: { ...firstChange, known: 1 } })
  expect(text).toContain('of the one event of the store, and apart of the 1 that was followed')
  expect(text).toContain('over the 1 followed event whose')
  expect(methodSummary({ totals: { ...auditTotals, ...one }, filter: {} })).toContain(
    'over the one event of the store, of which 1 was followed',
  )
})

it('says how many changes were made in bulk, and of a record without times that it has none', () => {
  const row = {
    what: 'the title',
    at: startTime,
    origin: { kind: 'page' },
    events: 20,
    members: [titleChangeOf('Snow')],
  } as const
  expect(
    told(
      {},
      {
        bulk: [
          { ...row, changes: 20 },
          { ...row, changes: 22 },
        ],
      },
    ),
  ).toContain('Of the changes 42 were made in bulk')
  expect(told({}, { span: { from: null, until: null } })).toContain('No time is known')
})

it('compares with rates that name what they were measured on', () => {
  expect(publishedRates.map(({ percent }) => percent)).toEqual([7.5, 10, 25, 49.7])
  for (const { source, population } of publishedRates)
    expect([source, population].every((text) => /\d{4}|million|,000/.test(text))).toBe(true)
})

it('holds a part of the changes, or of the time, against no published rate', () => {
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
