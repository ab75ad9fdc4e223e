import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEventInScope, matchesFilter } from '../../src/audit/filter.ts'
import { titleChangesOf } from '../../src/audit/title-changes.ts'
import type { AuditFilter, TitleChange } from '../../src/model/audit.ts'
import { event, msPerHour, startTime, version } from '../helpers/plan-history.ts'

const change: TitleChange = {
  event: 'e' as TitleChange['event'],
  day: '2018-01-15',
  topic: 'Winter storms',
  from: { number: 1, title: 'Café burns in Kelby', path: 'a.md', at: null },
  to: { number: 2, title: 'Two cafés burn in Kelby', path: 'a.md', at: startTime },
  classes: ['number', 'wording'],
  severity: 'editorial',
  silent: true,
  bodyChanged: false,
  minutesStood: null,
  diff: [],
  reasons: [],
  reverted: null,
  link: null,
  origin: { kind: 'page' },
  sources: [],
}

describe('matchesFilter', () => {
  it.each<[AuditFilter, boolean]>([
    [{}, true],
    [{ since: startTime, until: startTime + 1 }, true],
    [{ since: startTime + 1 }, false],
    [{ until: startTime }, false],
    [{ kinds: ['number', 'name'] }, true],
    [{ kinds: ['name'] }, false],
    [{ kinds: [] }, true],
    [{ severity: 'cosmetic' }, true],
    [{ severity: 'editorial' }, true],
    [{ severity: 'factual' }, false],
    [{ match: 'TWO CAFE\u0301S' }, true],
    [{ match: 'café burns' }, true],
    [{ match: 'owl' }, false],
    [{ topic: 'winter' }, true],
    [{ topic: 'summer' }, false],
    [{ silent: true }, true],
    [{ silent: false }, true],
    [{ match: 'Kelby', severity: 'factual' }, false],
    [{ limit: 0 }, true],
  ])('returns for the filter %o: %s', (filter, passed) => expect(matchesFilter(change, filter)).toBe(passed))

  it('passes a change of unknown time only without a time condition', () => {
    const unknown = { ...change, to: { ...change.to, at: null } }
    expect([
      matchesFilter(unknown, {}),
      matchesFilter(unknown, { since: 0 }),
      matchesFilter(unknown, { until: Infinity }),
    ]).toEqual([true, false, false])
  })

  it('passes only silent changes for "silent", and no change without a topic for "topic"', () => {
    expect(matchesFilter({ ...change, silent: false }, { silent: true })).toBe(false)
    expect(matchesFilter({ ...change, topic: null }, { topic: 'winter' })).toBe(false)
  })
})

describe('isEventInScope', () => {
  const fire = event([
    version('Café burns', { topic: 'Fires', from: startTime, until: startTime + msPerHour }),
    version('Café burns down', {
      topic: 'Fires in Kelby',
      from: startTime + msPerHour,
      until: startTime + 2 * msPerHour,
    }),
  ])
  it.each<[AuditFilter, boolean]>([
    [{}, true],
    [{ topic: 'kelby' }, true],
    [{ topic: 'floods' }, false],
    [{ match: 'DOWN' }, true],
    [{ match: 'owl' }, false],
    [{ since: startTime + 2 * msPerHour }, true],
    [{ since: startTime + 2 * msPerHour + 1 }, false],
    [{ until: startTime + 1 }, true],
    [{ until: startTime }, false],
    // conditions on changes do not restrict the events
    [{ kinds: ['name'], severity: 'factual', silent: true, limit: 1 }, true],
  ])('returns for the filter %o: %s', (filter, asked) => expect(isEventInScope(fire, filter)).toBe(asked))

  it('includes events whose title is current or has an unknown start', () => {
    const old = event([version('Snow', { from: null, until: null, topic: null })])
    expect(isEventInScope(old, { since: startTime, until: startTime + 1 })).toBe(true)
    expect(isEventInScope(old, { topic: 'snow' })).toBe(false)
  })

  it('includes the event of every change that passes, also where clocks ran backwards', () => {
    const time = fc.option(fc.integer({ min: 0, max: 9 }))
    const states = fc.array(fc.record({ title: fc.constantFrom('Snow', 'Hail', 'Owls'), from: time, until: time }), {
      minLength: 2,
      maxLength: 5,
    })
    const bound = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined })
    fc.assert(
      fc.property(states, bound, bound, fc.constantFrom(undefined, 'ow', 'hail'), (own, since, until, match) => {
        const record = event(own.map(({ title, ...times }) => version(title, times)))
        const filter = {
          ...(since === undefined ? {} : { since }),
          ...(until === undefined ? {} : { until }),
          ...(match === undefined ? {} : { match }),
        }
        const changes = titleChangesOf(record, { isListed: () => false, originOf: () => ({ kind: 'page' }) })
        if (changes.some((one) => matchesFilter(one, filter))) expect(isEventInScope(record, filter)).toBe(true)
      }),
    )
  })
})
