import { expect, it } from 'vitest'
import { titleChangesOf } from '../../src/audit/title-changes.ts'
import { AuditTally } from '../../src/audit/totals.ts'
import type { EventId } from '../../src/model/event.ts'
import { begin, event, hour, version, versions } from '../helpers/recording.ts'

function tallied(...told: ReturnType<typeof versions>[]) {
  const tally = new AuditTally()
  for (const [index, one] of told.entries()) {
    tally.event()
    for (const change of titleChangesOf(event(one, { id: `e${index}` as EventId }), () => false)) tally.change(change)
  }
  return tally.totals()
}

it('counts events, changes, classes and severities', () => {
  expect(tallied(versions('Rain'), versions('Two die', 'Three die', 'Two die'), versions('rain', 'Rain'))).toEqual({
    events: 3,
    eventsRetitled: 2,
    changes: 3,
    byClass: { number: 2, punctuation: 1, revert: 1 },
    bySeverity: { cosmetic: 1, editorial: 0, factual: 2 },
    medianMinutesToFirstChange: 60,
  })
})

it('takes the median over the first change of each event, and over known durations alone', () => {
  const stood = (hours: number | null) => [
    version('Rain', { from: hours === null ? null : begin - hours * hour, until: begin }),
    version('Snow', { from: begin, until: begin + 99 * hour }),
    version('Hail', { from: begin + 99 * hour }),
  ]
  expect(tallied(stood(1), stood(2), stood(9)).medianMinutesToFirstChange).toBe(120)
  expect(tallied(stood(1), stood(2), stood(4), stood(9)).medianMinutesToFirstChange).toBe(180)
  expect(tallied(stood(1), stood(null)).medianMinutesToFirstChange).toBe(60)
  expect(tallied(stood(null)).medianMinutesToFirstChange).toBeNull()
})

it('is all zeros over nothing', () => {
  expect(tallied()).toMatchObject({ events: 0, changes: 0, byClass: {}, medianMinutesToFirstChange: null })
})
