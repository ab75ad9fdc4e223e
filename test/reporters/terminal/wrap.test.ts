import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Line, paint } from '../../../src/reporters/terminal/spans.ts'
import { wrapLine } from '../../../src/reporters/terminal/wrap.ts'
import { displayWidth, padToWidth } from '../../../src/reporters/wording/display-width.ts'

const wrapped = (text: string, width: number) => wrapLine([['plain', text]], width).map((line) => paint(line, false))

describe('wrapping', () => {
  it('breaks at blanks and drops them', () => {
    expect(wrapped('the ferry takes the place of the bus', 12)).toEqual([
      'the ferry',
      'takes the',
      'place of the',
      'bus',
    ])
  })

  it('keeps blanks inside a line', () => {
    expect(wrapped('  two  blanks', 20)).toEqual(['  two  blanks'])
  })

  it('breaks Japanese anywhere, except before closing and after opening punctuation', () => {
    expect(wrapped('橋は閉じた、月曜日。', 10)).toEqual(['橋は閉じ', 'た、月曜', '日。'])
    expect(wrapped('役所は「閉鎖」と言う', 8)).toEqual(['役所は', '「閉鎖」', 'と言う'])
  })

  it.each(['👍🏽', '🇯🇵', '👩\u{200d}🔬', '👩\u{200d}®', 'e\u{301}'])('never cuts %s', (grapheme) => {
    for (const line of wrapped(grapheme.repeat(9), 5)) {
      expect(line).toBe(grapheme.repeat(line.length / grapheme.length))
    }
  })

  it('does not break between the parts of an emoji', () => {
    expect(wrapped('👩\u{200d}®', 2)).toEqual(['👩\u{200d}®'])
  })

  it('cuts a word only if it is longer than a line', () => {
    expect(wrapped('see https://harbour.example/notices', 12)).toEqual([
      'see',
      'https://harb',
      'our.example/',
      'notices',
    ])
  })

  it('does not break between a removed and an added word', () => {
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

  it('keeps a no-break space where a long word is cut', () => {
    expect(wrapped('!!!\u{a0}!', 4)).toEqual(['!!!\u{a0}', '!'])
  })

  it('loses only blanks and never exceeds the width', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('国立博物館', ' ', '「', '。', '👩🏽', 'word'),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 4, max: 40 }), (pieces, width) => {
        const text = pieces.join('').replace(/[\p{Cc}\p{Cf}]/gu, '')
        const lines = wrapped(text, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})

describe('padding', () => {
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
