import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldDiacritics, foldPunctuation, foldTypography } from '../../../src/diff/text/fold-text.ts'
import { anyCharacter } from '../../helpers/any-character.ts'

describe('foldTypography', () => {
  it.each([
    ['the town’s “old” bridge', 'the town\'s "old" bridge'],
    ['the town&#039;s &ldquo;old&rdquo; bridge', 'the town\'s "old" bridge'],
    ['Smith &amp;amp; Sons', 'Smith & Sons'],
    ['&amp;#39;', "'"],
    ['&#x2019;', "'"],
    ["the ''Example'' and '''Sample'''", 'the "Example" and "Sample"'],
    ['2–1 — a win', '2-1 - a win'],
    ['so\u00a0far,\u200b so\u00adon', 'so far, soon'],
    ['cafe\u0301', 'café'],
    ['１２３％', '123%'],
    ['٤٠ و ٥٫٥٪ و ١٬٠٠٠', '40 و 5.5% و 1,000'],
    ['४६ ৪৬ ๔๖ 𝟜𝟞', '46 46 46 46'],
    ['m² and ½', 'm² and ½'],
    ['US $20', 'US$20'],
    ['by 2017 , the', 'by 2017, the'],
    ['and so on…', 'and so on...'],
    ['&unknown; &#0; &#xd800;', '&unknown; &#0; &#xd800;'],
  ])('folds %j to %j', (text, expected) => {
    expect(foldTypography(text)).toBe(expected)
  })

  it('changes nothing when it folds twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const once = foldTypography(text)
        fc.pre(!once.includes('&'))
        expect(foldTypography(once)).toBe(once)
      }),
    )
  })

  it('keeps the digits, points and signs of a number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), (value) => {
        const number = value.toFixed(2)
        expect(foldTypography(`up “${number}” so`)).toBe(`up "${number}" so`)
        expect(foldPunctuation(`up, ${number}; so`)).toBe(`up ${number} so`)
      }),
    )
  })
})

describe('foldPunctuation', () => {
  it.each([
    ['1.5 million', '15 million'],
    ['5%', '5'],
    ['$5', '5'],
    ['2-1', '21'],
    ['-5', '5'],
    ['12:30', '1230'],
  ])('keeps %j and %j different', (one, other) => {
    expect(foldPunctuation(one)).not.toBe(foldPunctuation(other))
  })

  it('removes the punctuation around words', () => {
    expect(foldPunctuation('Well, "so": it (was).')).toBe('Well so it was')
  })
})

describe('foldDiacritics', () => {
  it('removes accents and strokes from letters', () => {
    expect(foldDiacritics('Féin Łódź þing')).toBe('Fein Lodz thing')
  })
})
