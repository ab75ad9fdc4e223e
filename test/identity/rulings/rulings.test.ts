import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Rulings } from '../../../src/identity/rulings/rulings.ts'
import { rulingsOf } from '../../helpers/plan-history.ts'

/** A subject with these pages and titles: `a.md`, `a.md: Rain; Snow`. */
function subject(text: string) {
  const [paths = '', titles = ''] = text.split(': ')
  return { paths: paths.split(' '), versions: titles.split('; ').map((title) => ({ title })) }
}

function verdict(rulings: Rulings, a: string, b: string): string | null {
  const both = [rulings.findBetween(subject(a), subject(b)), rulings.findBetween(subject(b), subject(a))].map(
    (one) => one?.verdict ?? null,
  )
  expect(both[0]).toBe(both[1])
  return both[0] ?? null
}

describe('Rulings', () => {
  it('combines several rulings', () => {
    const rulings = rulingsOf('same a.md b.md', 'same b.md c.md', 'other c.md d.md')
    expect(verdict(rulings, 'a.md', 'c.md')).toBe('same')
    expect(verdict(rulings, 'a.md', 'd.md')).toBe('other')
    expect(verdict(rulings, 'a.md', 'e.md')).toBeNull()
    expect(verdict(rulings, 'x.md a.md', 'y.md d.md')).toBe('other')
  })

  it('distinguishes the titles of one page', () => {
    const rulings = rulingsOf('same a.md b.md', 'other a.md "Rain" b.md')
    expect(verdict(rulings, 'a.md: Snow', 'b.md: Snow')).toBe('same')
    expect(verdict(rulings, 'a.md: Rain', 'b.md: Snow')).toBe('other')
  })

  it('prefers the separating one of two rulings with as many titles, in any order', () => {
    const lines = ['same a.md "Rain" b.md', 'other a.md b.md "Snow"']
    for (const order of [lines, lines.toReversed()]) {
      expect(verdict(rulingsOf(...order), 'a.md: Rain', 'b.md: Snow')).toBe('other')
      expect(verdict(rulingsOf(...order), 'a.md: Rain', 'b.md: Hail')).toBe('same')
    }
  })

  it('has no ruling on a page and itself', () => {
    expect(verdict(rulingsOf('same a.md b.md'), 'a.md: Rain', 'a.md: Snow')).toBeNull()
  })

  it('returns the ruling that names both pages, or else one of the chain', () => {
    const rulings = rulingsOf('same a.md b.md # seen', 'same b.md c.md # heard')
    expect(rulings.findBetween(subject('a.md'), subject('b.md'))?.ruling.reason).toBe('seen')
    expect(rulings.findBetween(subject('c.md'), subject('a.md'))?.ruling.reason).toBe('heard')
  })

  it('has a fingerprint that depends on the rulings and not on their order', () => {
    const [one, other] = ['same a.md b.md', 'other c.md d.md # no']
    expect(rulingsOf(one, other).fingerprint).toBe(rulingsOf(other, one).fingerprint)
    const different = [rulingsOf(one), rulingsOf(other), rulingsOf('other c.md d.md'), Rulings.none]
    expect(new Set(different.map(({ fingerprint }) => fingerprint))).toHaveProperty('size', 4)
    expect(Rulings.none.fingerprint).toBe(0)
  })

  it('gives the same results for any order of lines', () => {
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
