import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyFingerprint, sketchSimilarity } from '../../../src/identity/scoring/body-fingerprint.ts'

const text = Array.from({ length: 120 }, (_, i) => `word${i}`)
const print = (words: readonly string[]) => bodyFingerprint(words.join(' '))

describe('bodyFingerprint', () => {
  it('is empty for an empty body', () => expect(bodyFingerprint('')).toBe(''))

  it('differs for different texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => (bodyFingerprint(a) === bodyFingerprint(b)) === (a === b)),
    )
    expect(bodyFingerprint('1.5 million')).not.toBe(bodyFingerprint('15 million'))
  })
})

describe('sketchSimilarity', () => {
  it('is 1 for equal texts, high for an edit, low for another text', () => {
    expect(sketchSimilarity(print(text), print(text))).toBe(1)
    expect(sketchSimilarity(print(text), print(text.with(60, 'edited')))).toBeGreaterThan(0.7)
    expect(sketchSimilarity(print(text), print(text.map((word) => `other${word}`)))).toBeLessThan(0.2)
  })

  it('estimates the share of common word triples, also for half a text', () => {
    expect(sketchSimilarity(print(text), print(text.slice(0, 60)))).toBeGreaterThan(0.25)
    expect(sketchSimilarity(print(text), print(text.slice(0, 60)))).toBeLessThan(0.75)
  })

  it('is 0 for a missing body', () => expect(sketchSimilarity(print(text), '')).toBe(0))

  it('compares bodies of one or two words', () => {
    expect(sketchSimilarity(bodyFingerprint('Rain.'), bodyFingerprint('rain'))).toBe(1)
    expect(sketchSimilarity(bodyFingerprint('Rain'), bodyFingerprint('Snow'))).toBeLessThan(0.2)
  })
})
