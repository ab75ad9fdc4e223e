import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameWording, wordingKey } from '../../../src/identity/scoring/wording-key.ts'
import { itHolds } from '../../helpers/property.ts'

describe('sameWording', () => {
  it.each([
    ['The “Halcyon” leaves', 'The "Halcyon" leaves'],
    ['The ‘Halcyon’ leaves', "The 'Halcyon' leaves"],
    ['The Halcyon leaves', 'the halcyon LEAVES'],
    ['The Halcyon leaves.', 'The Halcyon leaves'],
    ['The Halcyon – late again – leaves', 'The Halcyon - late again - leaves'],
    ['The Halcyon—late again—leaves', 'The Halcyon, late again, leaves'],
    ['The Halcyon leaves—5 people watch', 'The Halcyon leaves--5 people watch'],
    ['Émile Zéroual sings', 'Emile Zeroual sings'],
    ['Falcon Heavy&mdash;a feat', 'Falcon Heavy—a feat'],
    ['The  Halcyon\u00a0leaves ', 'The Halcyon leaves'],
    ['The fer\u200bry leaves', 'The fer ry leaves'],
    ['60 km-h winds', '60 km/h winds'],
    ['e\u0301mile', 'émile'],
    ['', ' … '],
    ['It is −5 °C', 'It is -5℃'],
    ['Prices rise by 5 %', 'Prices rise by 5%'],
    ['A fine of 5 €', 'A fine of 5€'],
    ['A fine of $ 5', 'A fine of $5'],
    ['Aldermere wins 2–1', 'Aldermere wins 2-1'],
    ['At １０：３０', 'At 10:30'],
    ['ارتفع ۱٫۵', 'ارتفع 1.5'],
    ['Wins by 1⁄2 a point', 'Wins by 1/2 a point'],
    ['The 1ˢᵗ of May', 'The 1st of May'],
    ['CO₂ over 5 m²', 'CO2 over 5 m2'],
    ['Louis ⅩⅣ', 'Louis XIV'],
    ['An F-16 lands', 'An F16 lands'],
    ['ｶﾞｿﾘﾝ', 'ガソリン'],
  ])('takes %j and %j for one wording', (a, b) => {
    expect(sameWording(a, b)).toBe(true)
    expect(sameWording(b, a)).toBe(true)
  })

  it.each([
    ['Losses of 1.5 million', 'Losses of 15 million'],
    ['The dyke breaks over 1.5 km', 'The dyke breaks over 1,5 km'],
    ['Over .5 km', 'Over 5 km'],
    ['Prices rise by 5 %', 'Prices rise by 5'],
    ['Prices rise by 5%', 'Prices rise by 5‰'],
    ['It is -5 degrees', 'It is 5 degrees'],
    ['It is −5 °C', 'It is 5 °C'],
    ['It is 5 °C', 'It is 5 °F'],
    ['气温-5度', '气温5度'],
    ['Profit of -$5', 'Profit of $5'],
    ['Profit of -.5', 'Profit of .5'],
    ['From 5 -7', 'From 5-7'],
    ['From 5 .5', 'From 5.5'],
    ['Aldermere wins 2-1', 'Aldermere wins 21'],
    ['5–7 people', '57 people'],
    ['A fine of $5', 'A fine of 5'],
    ['A fine of 5 €', 'A fine of 5 $'],
    ['A fine of 5 million €', 'A fine of 5 million'],
    ['1 000 people', '1 0 people'],
    ['1,5', '1,500'],
    ['1,000', '1.000'],
    ['At 10:30', 'At 1030'],
    ['Version 1.2.1', 'Version 12.1'],
    ['On 1/2', 'On 12'],
    ['½ of all', '12 of all'],
    ['½ of all', 'of all'],
    ['5½ years', '512 years'],
    ['10² people', '102 people'],
    ['10⁻⁶', '10⁶'],
    ['18+', '18'],
    ['±5', '5'],
    ['0.3\u0305', '0.3'],
    ['٤٠ people', '٥٠ people'],
    ['1 2 buckle my shoe', '12 buckle my shoe'],
    ['The Halcyon leaves', 'The Halcyon leave'],
    ['かき', 'がき'],
    ['渡轮搁浅', '渡轮脱险'],
    ['A', ''],
  ])('takes %j and %j for two wordings', (a, b) => {
    expect(sameWording(a, b)).toBe(false)
    expect(sameWording(b, a)).toBe(false)
  })
})

// Few digits, so that two numbers often differ in one mark alone.
const digits = fc.constantFrom('1', '2', '12', '15', '015')
const sign = fc.constantFrom('', '-', '+', '±', '$', '-$', '€')
const inside = fc.constantFrom('.', ',', '-', '/', ':', ' ', '×', "'", '½')
const behind = fc.constantFrom('', '%', '‰', ' °C', ' °F', '€', '½', '²', '+')
const number = fc
  .tuple(sign, fc.array(fc.tuple(digits, inside), { maxLength: 2 }), digits, behind)
  .map(([first, parts, last, unit]) => first + parts.flat().join('') + last + unit)

describe('wordingKey', () => {
  itHolds(
    'gives two titles with different numbers different keys',
    () =>
      fc.property(number, number, fc.constantFrom('over ', '超过', '', '"'), (one, other, before) => {
        fc.pre(one !== other)
        expect(wordingKey(`${before}${one} km`)).not.toBe(wordingKey(`${before}${other} km`))
      }),
    { quick: 500, thorough: 20_000 },
  )

  const shapes: readonly ((title: string) => string)[] = [
    (title) => title.toUpperCase(),
    (title) => title.normalize('NFD'),
    (title) => title.replaceAll(' ', '\u00a0'),
    (title) => title.replaceAll(' ', '  '),
    (title) => title.replaceAll('-', '–'),
    (title) => title.replaceAll('-', '−'),
    (title) => title.replaceAll("'", '’'),
    (title) => title.replace(/[0-9]/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit))),
    (title) => title.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)),
    (title) => `“${title}.”`,
  ]
  const asEntities = (title: string) => title.replace(/[$€°½²±'-]/g, (character) => `&#${character.charCodeAt(0)};`)
  itHolds(
    'gives one key to a title in other quotes, dashes, blanks, case, digits, widths and entities',
    () =>
      fc.property(number, fc.constantFrom(...shapes), fc.constantFrom(...shapes, asEntities), (amount, one, other) => {
        const title = `Émile's ferry pays ${amount} in May - late`
        expect(wordingKey(other(one(title)))).toBe(wordingKey(title))
      }),
    { quick: 500, thorough: 20_000 },
  )

  it('ignores quotes around a word and marks behind it', () => {
    const word = fc.constantFrom('ferry', 'Halcyon', 'Skarholm', 'émigré', '渡轮', 'seven')
    const around = fc.constantFrom('', '"', '“', '‘', "'", '«', '(', ',', '!', '…')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, around, around), { minLength: 1, maxLength: 6 }), (words) => {
        const plain = words.map(([one]) => one).join(' ')
        const marked = words.map(([one, before, after]) => `${before}${one}${after}`).join(' ')
        expect(sameWording(plain, marked)).toBe(true)
        expect(sameWording(plain.toUpperCase(), marked)).toBe(true)
      }),
    )
  })

  it('is its own key', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), number), (title) => {
        expect(wordingKey(wordingKey(title))).toBe(wordingKey(title))
      }),
    )
  })
})
