import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Rulings } from '../../../src/identity/rulings/rulings.ts'
import { rulingsOf } from '../../helpers/plan-history.ts'

/** Something told under these titles on these pages: `a.md`, `a.md: Rain; Snow`. */
function told(text: string) {
  const [paths = '', titles = ''] = text.split(': ')
  return { paths: paths.split(' '), versions: titles.split('; ').map((title) => ({ title })) }
}

function verdict(rulings: Rulings, a: string, b: string): string | null {
  const both = [rulings.findBetween(told(a), told(b)), rulings.findBetween(told(b), told(a))].map(
    (one) => one?.verdict ?? null,
  )
  expect(both[0]).toBe(both[1])
  return both[0] ?? null
}

describe('Rulings', () => {
  it('draw together what follows from several', () => {
    const rulings = rulingsOf('same a.md b.md', 'same b.md c.md', 'other c.md d.md')
    expect(verdict(rulings, 'a.md', 'c.md')).toBe('same')
    expect(verdict(rulings, 'a.md', 'd.md')).toBe('other')
    expect(verdict(rulings, 'a.md', 'e.md')).toBeNull()
    expect(verdict(rulings, 'x.md a.md', 'y.md d.md')).toBe('other')
  })

  it('tell a title of a page from its others', () => {
    const rulings = rulingsOf('same a.md b.md', 'other a.md "Rain" b.md')
    expect(verdict(rulings, 'a.md: Snow', 'b.md: Snow')).toBe('same')
    expect(verdict(rulings, 'a.md: Rain', 'b.md: Snow')).toBe('other')
  })

  it('forbid where two are as much to the point, whichever comes first', () => {
    const lines = ['same a.md "Rain" b.md', 'other a.md b.md "Snow"']
    for (const order of [lines, lines.toReversed()]) {
      expect(verdict(rulingsOf(...order), 'a.md: Rain', 'b.md: Snow')).toBe('other')
      expect(verdict(rulingsOf(...order), 'a.md: Rain', 'b.md: Hail')).toBe('same')
    }
  })

  it('say nothing of a page and itself', () => {
    expect(verdict(rulingsOf('same a.md b.md'), 'a.md: Rain', 'a.md: Snow')).toBeNull()
  })

  it('give the ruling that speaks of both, or one that leads there', () => {
    const rulings = rulingsOf('same a.md b.md # seen', 'same b.md c.md # heard')
    expect(rulings.findBetween(told('a.md'), told('b.md'))?.ruling.reason).toBe('seen')
    expect(rulings.findBetween(told('c.md'), told('a.md'))?.ruling.reason).toBe('heard')
  })

  it('have a print that differs where they do, in whatever order', () => {
    const [one, other] = ['same a.md b.md', 'other c.md d.md # no']
    expect(rulingsOf(one, other).fingerprint).toBe(rulingsOf(other, one).fingerprint)
    expect(
      new Set(
        [rulingsOf(one), rulingsOf(other), rulingsOf('other c.md d.md'), Rulings.none].map(
          ({ fingerprint: print }) => print,
        ),
      ),
    ).toHaveProperty('size', 4)
    expect(Rulings.none.fingerprint).toBe(0)
  })

  it('come to the same in whatever order their lines are', () => {
    const names = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md', 'f.md']
    const aSame = fc.tuple(fc.constantFrom('a.md', 'b.md', 'c.md'), fc.constantFrom('a.md', 'b.md', 'c.md'))
    const anOther = fc.tuple(fc.constantFrom('a.md', 'b.md', 'c.md'), fc.constantFrom('d.md', 'e.md', 'f.md'))
    fc.assert(
      fc.property(
        fc.array(aSame, { maxLength: 3 }),
        fc.array(anOther, { maxLength: 3 }),
        fc.nat(),
        (sames, others, turn) => {
          const lines = [
            ...sames.filter(([a, b]) => a !== b).map((pair) => `same ${pair.join(' ')}`),
            ...others.map((pair) => `other ${pair.join(' ')}`),
          ]
          const turned = [...lines.slice(turn % (lines.length || 1)), ...lines.slice(0, turn % (lines.length || 1))]
          for (const a of names)
            for (const b of names) expect(verdict(rulingsOf(...lines), a, b)).toBe(verdict(rulingsOf(...turned), a, b))
        },
      ),
    )
  })
})
