import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameWording, wordingKey } from '../../../src/versioning/index/wording-key.ts'

describe('two writings of a title', () => {
  it.each([
    ['The “Halcyon” leaves', 'The "Halcyon" leaves'],
    ['The ‘Halcyon’ leaves', "The 'Halcyon' leaves"],
    ['The Halcyon leaves', 'the halcyon LEAVES'],
    ['The Halcyon leaves.', 'The Halcyon leaves'],
    ['The Halcyon – late again – leaves', 'The Halcyon - late again - leaves'],
    ['The Halcyon—late again—leaves', 'The Halcyon, late again, leaves'],
    ['Émile Zéroual sings', 'Emile Zeroual sings'],
    ['Falcon Heavy&mdash;a feat', 'Falcon Heavy—a feat'],
    ['The  Halcyon\u00a0leaves ', 'The Halcyon leaves'],
    ['The fer\u200bry leaves', 'The fer ry leaves'],
    ['60 km-h winds', '60 km/h winds'],
    ['e\u0301mile', 'émile'],
    ['', ' … '],
  ])('%j and %j are one wording', (a, b) => {
    expect(sameWording(a, b)).toBe(true)
    expect(sameWording(b, a)).toBe(true)
  })

  it.each([
    ['The dyke gives way over 1.5 km', 'The dyke gives way over 15 km'],
    ['Prices rise by 5 %', 'Prices rise by 5'],
    ['Prices rise by 5%', 'Prices rise by 5'],
    ['It is -5 degrees', 'It is 5 degrees'],
    ['Aldermere wins 2-1', 'Aldermere wins 21'],
    ['A fine of $5', 'A fine of 5'],
    ['1 000 people', '1 0 people'],
    ['1,5', '1,500'],
    ['At 10:30', 'At 1030'],
    ['1 2 buckle my shoe', '12 buckle my shoe'],
    ['The Halcyon leaves', 'The Halcyon leave'],
    ['渡轮搁浅', '渡轮脱险'],
    ['A', ''],
  ])('%j and %j are two', (a, b) => {
    expect(sameWording(a, b)).toBe(false)
    expect(sameWording(b, a)).toBe(false)
  })

  const number = fc.tuple(fc.nat(999), fc.constantFrom('', '.', ',', '-', '/', ':', ' '), fc.nat(999))

  it('are two wherever the figures of a number differ', () => {
    fc.assert(
      fc.property(number, number, ([a, mark, b], [c, other, d]) => {
        const [one, two] = [`The dyke gives way over ${a}${mark}${b} km`, `The dyke gives way over ${c}${other}${d} km`]
        fc.pre(one !== two)
        expect(sameWording(one, two)).toBe(false)
      }),
    )
  })

  it('are one wherever quotes go around a word, and marks behind it', () => {
    const word = fc.constantFrom('ferry', 'Halcyon', 'Skarholm', 'émigré', '渡轮', 'seven')
    const around = fc.constantFrom('', '"', '“', '‘', "'", '«', '(', ',', '!', '…')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, around, around), { minLength: 1, maxLength: 6 }), (words) => {
        const plain = words.map(([one]) => one).join(' ')
        const marked = words.map(([one, before, behind]) => `${before}${one}${behind}`).join(' ')
        expect(sameWording(plain, marked)).toBe(true)
        expect(sameWording(plain.toUpperCase(), marked)).toBe(true)
      }),
    )
  })

  it('have a key that is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (title) => {
        expect(wordingKey(wordingKey(title))).toBe(wordingKey(title))
      }),
    )
  })
})
