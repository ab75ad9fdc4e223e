import { describe, expect, it } from 'vitest'
import { titleChangesOf } from '../../src/audit/title-changes.ts'
import type { VersionRecord } from '../../src/model/event.ts'
import { begin, event, hour, version, versions } from '../helpers/recording.ts'

const audit = (told: readonly VersionRecord[], noted: (title: string) => boolean = () => false) =>
  titleChangesOf(event(told), noted)

describe('titleChangesOf', () => {
  it('has a line for each title that gave way to another', () => {
    const told = versions('Two skiers die', 'Two skiers die', 'Three skiers die', 'Two skiers die')
    expect(audit(told)).toMatchObject([
      {
        event: 'event',
        day: '2018-01-15',
        from: { number: 2, title: 'Two skiers die', path: 'page.md', at: begin },
        to: { number: 3, title: 'Three skiers die', path: 'page.md', at: begin + 2 * hour },
        severity: 'factual',
        minutesStood: 120,
      },
      { from: { number: 3 }, to: { number: 4 }, minutesStood: 60 },
    ])
    expect(audit(told).map(({ classes }) => classes)).toEqual([['number'], ['number', 'revert']])
  })

  it('has none for an event with one title', () => expect(audit(versions('Rain', 'Rain'))).toEqual([]))

  it('calls a change silent that no page lists', () => {
    expect(audit(versions('Rain', 'Sleet', 'Snow'), (title) => title === 'Sleet').map(({ silent }) => silent)).toEqual([
      true,
      false,
    ])
  })

  it('says whether the text changed with the title', () => {
    const [rain, snow] = [version('Rain', { body: 'a', until: begin }), version('Snow', { body: 'b' })]
    expect(audit([rain, snow])[0]!.bodyChanged).toBe(true)
    expect(audit([rain, { ...snow, body: 'a' }])[0]!.bodyChanged).toBe(false)
    expect(audit([{ ...rain, body: null }, snow])[0]!.bodyChanged).toBe(false)
  })

  it('does not count the time during which an event stood nowhere', () => {
    const told = [version('Rain', { until: begin + hour }), version('Snow', { from: begin + 9 * hour })]
    expect(audit(told)[0]!.minutesStood).toBe(60)
  })

  it('knows no duration without a beginning, and none below nothing', () => {
    const told = (from: number | null) => [version('Rain', { from, until: begin }), version('Snow', { from: begin })]
    expect(audit(told(null))[0]!.minutesStood).toBeNull()
    expect(audit(told(begin + hour))[0]!.minutesStood).toBe(0)
  })

  it('rebuilds both titles from the diff', () => {
    const [{ diff }] = audit(versions('Two skiers die', 'Three skiers die')) as [ReturnType<typeof audit>[number]]
    const text = (side: string) =>
      diff
        .filter(([kind]) => kind === 'same' || kind === side)
        .map(([, part]) => part)
        .join('')
    expect([text('removed'), text('added')]).toEqual(['Two skiers die', 'Three skiers die'])
  })
})
