import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Line, paint } from '../../../src/reporters/terminal/spans.ts'
import { wrapLine } from '../../../src/reporters/terminal/wrap.ts'
import { displayWidth, padToWidth } from '../../../src/reporters/wording/display-width.ts'

const folded = (text: string, width: number) => wrapLine([['plain', text]], width).map((line) => paint(line, false))

describe('wrap', () => {
  it('folds at blanks, which vanish there', () => {
    expect(folded('the ferry takes the place of the bus', 12)).toEqual([
      'the ferry',
      'takes the',
      'place of the',
      'bus',
    ])
  })

  it('keeps blanks inside a line', () => {
    expect(folded('  two  blanks', 20)).toEqual(['  two  blanks'])
  })

  it('folds Japanese anywhere but before closing and after opening punctuation', () => {
    expect(folded('橋は閉じた、月曜日。', 10)).toEqual(['橋は閉じ', 'た、月曜', '日。'])
    expect(folded('役所は「閉鎖」と言う', 8)).toEqual(['役所は', '「閉鎖」', 'と言う'])
  })

  it.each(['👍🏽', '🇯🇵', '👩\u{200d}🔬', '👩\u{200d}®', 'e\u{301}'])('never cuts %s in two', (grapheme) => {
    for (const line of folded(grapheme.repeat(9), 5)) {
      expect(line).toBe(grapheme.repeat(line.length / grapheme.length))
    }
  })

  it('does not fold between the parts of an emoji', () => {
    expect(folded('👩\u{200d}®', 2)).toEqual(['👩\u{200d}®'])
  })

  it('cuts a word only where it is longer than a line', () => {
    expect(folded('see https://harbour.example/notices', 12)).toEqual([
      'see',
      'https://harb',
      'our.example/',
      'notices',
    ])
  })

  it('does not fold between a removed and an added word', () => {
    const line: Line = [
      ['plain', 'find '],
      ['removed', '[-two-]'],
      ['added', '{+three+}'],
    ]
    expect(wrapLine(line, 18).map((one) => paint(one, false))).toEqual(['find', '[-two-]{+three+}'])
  })

  it('opens and closes its colours on every line', () => {
    const lines = wrapLine([['removed', 'one two three']], 5).map((line) => paint(line, true))
    expect(lines).toEqual(['one', 'two', 'three'].map((word) => `\u{1b}[31;9m${word}\u{1b}[29;39m`))
  })

  it('keeps a no-break blank where a long word is cut', () => {
    expect(folded('!!!\u{a0}!', 4)).toEqual(['!!!\u{a0}', '!'])
  })

  it('loses nothing but blanks and exceeds the width nowhere', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('国立博物館', ' ', '「', '。', '👩🏽', 'word'),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 4, max: 40 }), (pieces, width) => {
        const text = pieces.join('').replace(/[\p{Cc}\p{Cf}]/gu, '')
        const lines = folded(text, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})

describe('padEnd', () => {
  it('counts wide characters as two columns', () => {
    expect(
      ['橋', '👩\u{200d}👩\u{200d}👧', '🏃\u{200d}♀', '\u{1112}\u{1175}\u{11c2}', 'ab', '🎉', 'e\u{301}'].map((text) =>
        padToWidth(text, 4),
      ),
    ).toEqual([
      '橋  ',
      '👩\u{200d}👩\u{200d}👧  ',
      '🏃\u{200d}♀  ',
      '\u{1112}\u{1175}\u{11c2}  ',
      'ab  ',
      '🎉  ',
      'e\u{301}   ',
    ])
  })
})
