import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleChangesOf } from '../../src/audit/title-changes.ts'
import type { VersionRecord } from '../../src/model/event.ts'
import { event, msPerHour, startTime, version, versions } from '../helpers/plan-history.ts'

const audit = (told: readonly VersionRecord[], noted: (title: string) => boolean = () => false) =>
  titleChangesOf(event(told), { isListed: noted, originOf: () => ({ kind: 'page' }) })

describe('titleChangesOf', () => {
  it('has a line for each title that gave way to another', () => {
    const told = versions('Two skiers die', 'Two skiers die', 'Three skiers die', 'Two skiers die')
    expect(audit(told)).toMatchObject([
      {
        event: 'event',
        day: '2018-01-15',
        from: { number: 2, title: 'Two skiers die', path: 'page.md', at: startTime },
        to: { number: 3, title: 'Three skiers die', path: 'page.md', at: startTime + 2 * msPerHour },
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
    const [rain, snow] = [version('Rain', { body: 'a', until: startTime }), version('Snow', { body: 'b' })]
    expect(audit([rain, snow])[0]!.bodyChanged).toBe(true)
    expect(audit([rain, { ...snow, body: 'a' }])[0]!.bodyChanged).toBe(false)
    expect(audit([{ ...rain, body: null }, snow])[0]!.bodyChanged).toBe(false)
  })

  it('does not count the time during which an event stood nowhere', () => {
    const told = [
      version('Rain', { until: startTime + msPerHour }),
      version('Snow', { from: startTime + 9 * msPerHour }),
    ]
    expect(audit(told)[0]!.minutesStood).toBe(60)
  })

  it('knows no duration without a beginning, and none below nothing', () => {
    const told = (from: number | null) => [
      version('Rain', { from, until: startTime }),
      version('Snow', { from: startTime }),
    ]
    expect(audit(told(null))[0]!.minutesStood).toBeNull()
    expect(audit(told(startTime + msPerHour))[0]!.minutesStood).toBe(0)
  })

  it('says when a title came back, also with its quotes in another shape', () => {
    const returned = (...titles: string[]) => audit(versions(...titles)).map(({ reverted }) => reverted?.number ?? null)
    expect(returned('Rain', 'Snow', 'Hail', 'Rain')).toEqual([4, null, null])
    expect(returned('A "dry" spring', 'A wet spring', 'A “dry” spring')).toEqual([3, null])
    expect(returned('A "dry" spring', 'A “dry” spring', 'A "dry" spring')).toEqual([3, null])
    expect(returned('A "dry" spring', 'A “dry” spring', 'A «dry» spring')).toEqual([null, null])
    // the wording returned, and it is its going that is undone, not that its quotes were made straight before
    expect(returned('A “dry” spring', 'A "dry" spring', 'A wet spring', 'A "dry" spring')).toEqual([null, 4, null])
    expect(returned('Rain', 'Snow', 'Hail')).toEqual([null, null])
    const [first] = audit(versions('A "dry" spring', 'A wet spring', 'A “dry” spring')).slice(-1)
    expect(first?.classes).toContain('revert')
  })

  it('calls a change undone where a later one is a revert, and none a revert that undoes nothing', () => {
    const titles = fc.array(
      fc.constantFrom('A "dry" spring', 'A “dry” spring', 'A «dry» spring', 'A wet spring', 'Rain'),
    )
    fc.assert(
      fc.property(titles, (list) => {
        const changes = audit(versions('Snow', ...list))
        const reverts = changes.filter(({ classes }) => classes.includes('revert')).map(({ to }) => to.number)
        const returns = changes.flatMap(({ reverted }) => reverted?.number ?? [])
        for (const number of returns) expect(reverts).toContain(number)
        for (const number of reverts) {
          const { from, to } = changes.find((change) => change.to.number === number)!
          const undone = changes.filter(({ reverted }) => reverted !== null && reverted.number <= number)
          const alike = (one: string) => one.replace(/[“”«»]/g, '"') === to.title.replace(/[“”«»]/g, '"')
          expect(undone.map((change) => change.from.title).filter(alike), `${from.title} -> ${to.title}`).not.toEqual(
            [],
          )
        }
      }),
    )
  })

  it('has the sources and the evidence of the new wording', () => {
    const link = { score: 0.9, reasons: [] }
    const told = [
      version('Rain', { sources: ['https://former.example/a'], until: startTime }),
      version('Snow', { sources: ['https://latter.example/b'], link }),
    ]
    expect(audit(told)).toMatchObject([{ sources: ['https://latter.example/b'], link }])
  })

  it('counts whole minutes, as a history does', () => {
    const told = [version('Rain', { until: startTime + 119_999 }), version('Snow', { from: startTime + 119_999 })]
    expect(audit(told)[0]!.minutesStood).toBe(1)
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
