import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weightedWords, wordSimilarity } from '../../../src/identity/scoring/similarity.ts'

const like = (a: string, b: string) => wordSimilarity(weightedWords(a), weightedWords(b))

describe('wordSimilarity', () => {
  it('ignores inflection, case and accents', () => {
    expect(like('Killed in Pérez', 'kills, at PEREZ').dice).toBeGreaterThan(0.8)
    expect(like('March’s rains', 'March rain').dice).toBe(1)
  })

  it('ignores function words', () => {
    expect(like('The ferry of the island', 'A ferry on an island').dice).toBe(1)
    expect(like('It is what it was', 'Ferry').dice).toBe(0)
  })

  it('weighs names more than other words', () => {
    expect(like('Kelby rejoices today', 'Kelby mourns now').dice).toBeGreaterThan(
      like('kelby rejoices today', 'kelby mourns now').dice,
    )
  })

  it('has full containment for a short title within a longer one', () => {
    const { dice, containment } = like(
      'Ferry aground off Skarholm',
      'Ferry with sixty passengers aground in fog off the north coast of Skarholm; nobody is hurt',
    )
    expect(containment).toBe(1)
    expect(dice).toBeLessThan(0.7)
  })

  it('compares Han text by pairs of characters', () => {
    expect(like('台风登陆海南岛', '台风在海南岛登陆').dice).toBeGreaterThan(0.4)
    expect(like('台风登陆海南岛', '足球赛结束').dice).toBe(0)
  })

  it('is symmetric, between 0 and 1, and 1 for a text and itself', () => {
    const text = fc.oneof(
      fc.string(),
      fc.lorem(),
      fc.string({ unit: fc.constantFrom('雨', '台', 'あ', 'Kelby ', '7', ' ') }),
    )
    fc.assert(
      fc.property(text, text, (a, b) => {
        const one = like(a, b)
        const other = like(b, a)
        expect(other.dice).toBeCloseTo(one.dice, 10)
        expect(other.containment).toBeCloseTo(one.containment, 10)
        for (const grade of [one.dice, one.containment]) {
          expect(grade).toBeGreaterThanOrEqual(0)
          expect(grade).toBeLessThanOrEqual(1 + 1e-9)
        }
        expect(one.containment).toBeGreaterThanOrEqual(one.dice - 1e-9)
        expect(like(a, a).dice).toBeCloseTo(weightedWords(a).total > 0 ? 1 : 0, 10)
      }),
    )
  })
})
