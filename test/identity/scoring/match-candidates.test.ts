import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchCandidates } from '../../../src/identity/scoring/match-candidates.ts'
import { WordingProfile } from '../../../src/identity/scoring/score-same-event.ts'

const profile = (title: string) => new WordingProfile({ title, day: '2018-01-15' })

function pairs(
  left: readonly string[],
  right: readonly string[],
  order?: (one: string, other: string) => number,
): string[] {
  const candidates = left.flatMap((one) =>
    right.map((other) => ({ left: `${one} <`, right: `> ${other}`, a: profile(one), b: profile(other), context: [] })),
  )
  return matchCandidates(candidates, order).map((pair) => `${pair.left}${pair.right}`)
}

describe('matchCandidates', () => {
  it('matches each wording with the most similar one', () => {
    expect(
      pairs(
        ['A ferry runs aground off Skarholm', 'An avalanche above Tarn kills two skiers'],
        ['An avalanche above Tarn kills three skiers', 'A ferry runs aground off Skarholm.'],
      ),
    ).toEqual([
      'A ferry runs aground off Skarholm <> A ferry runs aground off Skarholm.',
      'An avalanche above Tarn kills two skiers <> An avalanche above Tarn kills three skiers',
    ])
  })

  it('matches a merged or split title with the one that opens alike', () => {
    const [shooting, claim] = [
      'A policeman dies in a shooting on the old quay of Alder; the gunman is shot',
      'The Red Banner claims the attack, and the mayor of Alder says that all leads point to it',
    ]
    const whole = `A policeman dies after a man opened fire on the old quay of Alder; the gunman was shot. ${claim}`
    expect(pairs([shooting, claim], [whole])).toEqual([`${shooting} <> ${whole}`])
    expect(pairs([whole], [claim, shooting])).toEqual([`${whole} <> ${shooting}`])
    expect(pairs([claim], [whole])).toEqual([`${claim} <> ${whole}`])
  })

  it('needs more evidence for a title on another page that opens with other words', () => {
    const a = 'Gunfire and explosions are heard at the Resorts Casino of Alder'
    const b =
      'Six guests die in smoke that somebody lit on purpose, amid gunfire and explosions at the Resorts Casino of Alder'
    const candidate = { left: 1, right: 2, a: profile(a), b: profile(b) }
    const evidence = (elsewhere: boolean) =>
      matchCandidates([
        { ...candidate, context: [{ kind: 'moved-path', value: '', weight: 1.5 }], withoutSharedPlace: elsewhere },
      ])[0]!.result
    const here = evidence(false)
    const moved = evidence(true)
    expect(moved.reasons.length).toBe(here.reasons.length + 1)
    const reason = moved.reasons.find(({ value }) => value === 'it opens with other words')!
    expect(reason.weight).toBeLessThan(0)
    expect(moved.odds).toBeCloseTo(here.odds + reason.weight, 9)
  })

  it('matches no pair with a score below one half', () => {
    expect(pairs(['A ferry runs aground off Skarholm'], ['The mayor of Aldermere resigns'])).toEqual([])
  })

  it('breaks ties by the given order', () => {
    const backwards = (one: string, other: string) => (one < other ? 1 : -1)
    expect(pairs(['Rain in Kelby'], ['Rain in Kelby', 'Rain, in Kelby'])).toEqual(['Rain in Kelby <> Rain in Kelby'])
    expect(pairs(['Rain in Kelby'], ['Rain in Kelby', 'Rain, in Kelby'], backwards)).toEqual([
      'Rain in Kelby <> Rain, in Kelby',
    ])
  })

  it('uses each side at most once', () => {
    const title = fc.constantFrom('Rain in Kelby', 'Rain in Kelby and Tarn', 'Snow in Tarn', 'Snow')
    fc.assert(
      fc.property(fc.uniqueArray(title), fc.uniqueArray(title), (left, right) => {
        const found = pairs(left, right)
        for (const side of [0, 1]) {
          const used = found.map((pair) => pair.split(' <> ')[side])
          expect(new Set(used).size).toBe(used.length)
        }
      }),
    )
  })
})
