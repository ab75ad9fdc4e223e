import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameEvent } from '../../../src/identity/scoring/same-event.ts'
import { scoreSameEvent, WordingProfile } from '../../../src/identity/scoring/score-same-event.ts'
import { wordingKey } from '../../../src/identity/scoring/wording-key.ts'
import type { Reason } from '../../../src/model/event.ts'
import type { EventDraft } from '../../../src/model/page.ts'

const day = '2018-01-15'
const ferry: EventDraft = {
  title: 'A ferry runs aground off Skarholm',
  day,
  sources: ['https://gazette.example/ferry'],
}
const draft = (title: string, rest: Partial<EventDraft> = {}): EventDraft => ({ title, day, ...rest })
const kinds = (a: EventDraft, b: EventDraft) => sameEvent(a, b).reasons.map(({ kind }) => kind)

describe('sameEvent', () => {
  it('joins a rewritten title with or without a shared source', () => {
    const fuller = 'A ferry runs aground near Skarholm harbour, and sixty passengers wait for help on the reef'
    expect(sameEvent(ferry, { ...ferry, title: fuller }).same).toBe(true)
    expect(sameEvent(ferry, { ...ferry, title: fuller, sources: ['https://herald.example/reef'] }).same).toBe(true)
  })

  it('does not join two parts of one story that share a source', () => {
    const rescue = { ...ferry, title: 'The coast guard is also asked why the lighthouse was dark that night' }
    expect(sameEvent(ferry, rescue).same).toBe(false)
    expect(kinds(ferry, rescue)).toContain('conflict')
  })

  it('joins an equal title on the next day', () => {
    expect(sameEvent(ferry, { ...ferry, day: '2018-01-16', sources: [] }).same).toBe(true)
  })

  it('counts up to five days of distance against one event', () => {
    const apart = (other: string) =>
      scoreSameEvent(new WordingProfile(ferry), new WordingProfile({ ...ferry, day: other })).reasons.filter(
        ({ kind }) => kind === 'conflict',
      )
    expect(apart('2018-01-17')).toEqual([{ kind: 'conflict', value: '2 days apart', weight: -1.6 }])
    expect(apart('2018-01-20')).toEqual([{ kind: 'conflict', value: '5 days apart', weight: -4 }])
    expect(apart('2018-03-15')).toEqual([{ kind: 'conflict', value: '59 days apart', weight: -4 }])
  })

  it('does not join two events of a day for a shared source alone', () => {
    expect(sameEvent(ferry, { ...ferry, title: 'The mayor of Aldermere resigns' }).same).toBe(false)
  })

  it('does not join one sentence with two place names', () => {
    const [one, other] = [draft('The prime minister visits Skarholm'), draft('The prime minister visits Kelby')]
    expect(sameEvent(one, other).same).toBe(false)
    expect(kinds(one, other)).toContain('conflict')
  })

  it('joins one sentence with two names where the source is shared', () => {
    const sources = ['https://gazette.example/crash']
    expect(
      sameEvent(
        draft('An Airbus A310 lands on a road near Kelby', { sources }),
        draft('An Airbus A319 lands on a road near Kelby', { sources }),
      ).same,
    ).toBe(true)
  })

  it("does not count a site's home page as a shared source", () => {
    const sources = ['https://gazette.example/']
    expect(kinds(draft('Rain', { sources }), draft('Snow', { sources }))).not.toContain('shared-source')
  })

  it('counts a similar body', () => {
    const body = 'The harbour was dredged for four months before the first boats came in on Monday.'
    const [one, other] = [draft('Open again', { body }), draft('Boats return', { body: `${body} More will follow.` })]
    expect(kinds(one, other)).toContain('body-likeness')
    expect(sameEvent(one, other).score).toBeGreaterThan(sameEvent({ ...one, body: '' }, other).score)
  })

  it('lowers the score for each day of distance', () => {
    const later = (date: string) => sameEvent(ferry, { ...ferry, day: date }).score
    expect(later('2018-01-15')).toBeGreaterThan(later('2018-01-18'))
    expect(later('2018-01-18')).toBeGreaterThan(later('2018-01-20'))
    expect(later('2018-01-20')).toBe(later('2019-01-20'))
  })

  it('scores drafts without a day and with an invalid day', () => {
    expect(sameEvent({ ...ferry, day: null }, ferry).same).toBe(true)
    expect(sameEvent({ ...ferry, day: '2018-99-99' }, ferry).score).toBeGreaterThan(0.5)
  })

  it('does not count titles without letters as equal', () => {
    expect(kinds(draft('!!!'), draft('???'))).not.toContain('same-title')
  })

  it("is symmetric, and the reasons' weights give the score", () => {
    const some = fc.record({
      title: fc.lorem({ maxCount: 6 }),
      day: fc.constantFrom(null, '2018-01-15', '2018-01-16', '2018-02-01'),
      topic: fc.constantFrom(null, 'Storms'),
      body: fc.constantFrom('', 'The harbour was dredged for four months.'),
      sources: fc.uniqueArray(fc.constantFrom('https://a.example/1', 'https://a.example/2'), { maxLength: 1 }),
    })
    fc.assert(
      fc.property(some, some, (a, b) => {
        const one = sameEvent(a, b)
        expect(sameEvent(b, a)).toMatchObject({ same: one.same, score: one.score })
        expect(one.same).toBe(one.reasons.reduce((sum, { weight }) => sum + weight, -0.4) > 0)
        expect(one.score).toBeGreaterThanOrEqual(0)
        expect(one.score).toBeLessThanOrEqual(1)
        expect(sameEvent(a, a).same).toBe(wordingKey(a.title) !== '')
      }),
    )
  })
})

describe('scoreSameEvent', () => {
  const place: Reason = { kind: 'same-path', value: 'data/2018_January_15.txt', weight: 1.5 }
  const against = (a: string, b: string) =>
    scoreSameEvent(new WordingProfile({ title: a, day }), new WordingProfile({ title: b, day }), [
      place,
    ]).reasons.flatMap(({ kind, value }) => (kind === 'conflict' ? [value] : []))

  it.each([
    [
      'Voters in Skarholm go to the polls to elect a mayor',
      'Voters in Kelby go to the polls to elect eleven judges of the district court',
      'it opens with another name',
    ],
    [
      'The Kelby Council has welcomed an offer of talks by Anna Ort',
      'Police raid two houses in Kelby in support of Anna Ort',
      'no word in common but names',
    ],
  ])('has a conflict between %j and %j', (a, b, why) => {
    expect(against(a, b)).toEqual([why])
  })

  it.each([
    ['Protesters mass in Skarholm', 'Clashes between protesters and police leave two dead in Skarholm'],
    ['Anna Ort is expected to be released', 'Anna Ort is released after nine years'],
  ])('has no conflict between %j and %j', (a, b) => {
    expect(against(a, b)).toEqual([])
  })
})
