import { describe, expect, it } from 'vitest'
import { passes } from '../../src/audit/filter.ts'
import type { AuditFilter, TitleChange } from '../../src/model/report.ts'
import { begin } from '../helpers/recording.ts'

const change: TitleChange = {
  event: 'e' as TitleChange['event'],
  day: '2018-01-15',
  topic: 'Winter storms',
  from: { number: 1, title: 'Café burns in Kelby', path: 'a.md', at: null },
  to: { number: 2, title: 'Two cafés burn in Kelby', path: 'a.md', at: begin },
  classes: ['number', 'wording'],
  severity: 'editorial',
  silent: true,
  bodyChanged: false,
  minutesStood: null,
  diff: [],
}

describe('passes', () => {
  it.each<[AuditFilter, boolean]>([
    [{}, true],
    [{ since: begin, until: begin + 1 }, true],
    [{ since: begin + 1 }, false],
    [{ until: begin }, false],
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
  ])('%o -> %s', (filter, passed) => expect(passes(change, filter)).toBe(passed))

  it('keeps a change of unknown time only where no time is asked for', () => {
    const unknown = { ...change, to: { ...change.to, at: null } }
    expect([passes(unknown, {}), passes(unknown, { since: 0 }), passes(unknown, { until: Infinity })]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('wants a silent change where silence is asked for, and finds no topic in a change without one', () => {
    expect(passes({ ...change, silent: false }, { silent: true })).toBe(false)
    expect(passes({ ...change, topic: null }, { topic: 'winter' })).toBe(false)
  })
})
