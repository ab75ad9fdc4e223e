import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleChangesOf } from '../../src/audit/title-changes.ts'
import type { VersionRecord } from '../../src/model/event.ts'
import { event, msPerHour, startTime, version, versions } from '../helpers/plan-history.ts'

const audit = (versionList: readonly VersionRecord[], noted: (title: string) => boolean = () => false) =>
  titleChangesOf(event(versionList), { isListed: noted, originOf: () => ({ kind: 'page' }) })

describe('titleChangesOf', () => {
  it('returns a change for each replaced title', () => {
    const versionList = versions('Two skiers die', 'Two skiers die', 'Three skiers die', 'Two skiers die')
    expect(audit(versionList)).toMatchObject([
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
    expect(audit(versionList).map(({ classes }) => classes)).toEqual([['number'], ['number', 'revert']])
  })

  it('returns no change for an event with one title', () => expect(audit(versions('Rain', 'Rain'))).toEqual([]))

  it('marks a change as silent if the page does not list the former title', () => {
    expect(audit(versions('Rain', 'Sleet', 'Snow'), (title) => title === 'Sleet').map(({ silent }) => silent)).toEqual([
      true,
      false,
    ])
  })

  it('reports whether the body changed with the title', () => {
    const [rain, snow] = [version('Rain', { body: 'a', until: startTime }), version('Snow', { body: 'b' })]
    expect(audit([rain, snow])[0]!.bodyChanged).toBe(true)
    expect(audit([rain, { ...snow, body: 'a' }])[0]!.bodyChanged).toBe(false)
    expect(audit([{ ...rain, body: null }, snow])[0]!.bodyChanged).toBe(false)
  })

  it('does not count the time in which no page reported the event', () => {
    const versionList = [
      version('Rain', { until: startTime + msPerHour }),
      version('Snow', { from: startTime + 9 * msPerHour }),
    ]
    expect(audit(versionList)[0]!.minutesStood).toBe(60)
  })

  it('has no duration without a start, and never a negative one', () => {
    const versionList = (from: number | null) => [
      version('Rain', { from, until: startTime }),
      version('Snow', { from: startTime }),
    ]
    expect(audit(versionList(null))[0]!.minutesStood).toBeNull()
    expect(audit(versionList(startTime + msPerHour))[0]!.minutesStood).toBe(0)
  })

  it('reports the return of a title, also with other quotes', () => {
    const returned = (...titles: string[]) => audit(versions(...titles)).map(({ reverted }) => reverted?.number ?? null)
    expect(returned('Rain', 'Snow', 'Hail', 'Rain')).toEqual([4, null, null])
    expect(returned('A "dry" spring', 'A wet spring', 'A “dry” spring')).toEqual([3, null])
    expect(returned('A "dry" spring', 'A “dry” spring', 'A "dry" spring')).toEqual([3, null])
    expect(returned('A "dry" spring', 'A “dry” spring', 'A «dry» spring')).toEqual([null, null])
    // the return undoes the change of the words, not the earlier change of the quotes
    expect(returned('A “dry” spring', 'A "dry" spring', 'A wet spring', 'A "dry" spring')).toEqual([null, 4, null])
    expect(returned('Rain', 'Snow', 'Hail')).toEqual([null, null])
    const [first] = audit(versions('A "dry" spring', 'A wet spring', 'A “dry” spring')).slice(-1)
    expect(first?.classes).toContain('revert')
  })

  it('sets "reverted" exactly where a later change has the class revert', () => {
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

  it('takes sources and evidence from the new version', () => {
    const link = { score: 0.9, reasons: [] }
    const versionList = [
      version('Rain', { sources: ['https://former.example/a'], until: startTime }),
      version('Snow', { sources: ['https://latter.example/b'], link }),
    ]
    expect(audit(versionList)).toMatchObject([{ sources: ['https://latter.example/b'], link }])
  })

  it('rounds minutes down, as histories do', () => {
    const versionList = [
      version('Rain', { until: startTime + 119_999 }),
      version('Snow', { from: startTime + 119_999 }),
    ]
    expect(audit(versionList)[0]!.minutesStood).toBe(1)
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
