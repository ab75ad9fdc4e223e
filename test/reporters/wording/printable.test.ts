import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from '../../../src/reporters/wording/printable.ts'
import { unsafeCharacter } from '../../helpers/unsafe-character.ts'

describe('printable text', () => {
  it.each([
    ['\u{1b}[31mred', '\\u{1b}[31mred'],
    ['a\u{9b}31mb', 'a\\u{9b}31mb'],
    ['a\rb\tc\bd\u{7}', 'a\\u{d}b\\u{9}c\\u{8}d\\u{7}'],
    ['\u{202e}txt.exe', '\\u{202e}txt.exe'],
    ['\u{2066}a\u{2069}\u{200e}\u{61c}', '\\u{2066}a\\u{2069}\\u{200e}\\u{61c}'],
    ['zero\u{200b}width\u{feff}', 'zero\\u{200b}width\\u{feff}'],
    ['tag\u{e0041}\u{e0101}', 'tag\\u{e0041}\\u{e0101}'],
    ['filler\u{3164}', 'filler\\u{3164}'],
    ['sign \u{600} \u{fff9}', 'sign \\u{600} \\u{fff9}'],
    ['line\u{2028}end', 'line\\u{2028}end'],
    ['half \ud83d', 'half \\u{d83d}'],
    [
      'a\u{200d}b \u{200d}🎉 👩\u{200d} 👩\u{200d}\u{200d}👩',
      'a\\u{200d}b \\u{200d}🎉 👩\\u{200d} 👩\\u{200d}\\u{200d}👩',
    ],
    ['a flag 🏴\u{e0067}', 'a flag 🏴\\u{e0067}'],
    ['stop ##[error]x ##vso[task] ##teamcity[x', 'stop #\\u{23}[error]x #\\u{23}vso[task] #\\u{23}teamcity[x'],
    ['::error::x and ::set-output', ':\\u{3a}error:\\u{3a}x and :\\u{3a}set-output'],
  ])('escapes the hidden characters of %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it.each([
    'plain text: 7 o’clock',
    'café “quoted” – 50 %',
    '国立博物館',
    '❤️ ☎︎',
    '👩\u{200d}👩\u{200d}👧 👩🏽\u{200d}🔬 ❤\u{fe0f}\u{200d}🔥',
    'e\u{301}',
    'a: b :: 1::2 # ## [x]',
  ])('keeps %s', (text) => {
    expect(printable(text)).toBe(text)
  })

  it('never has a control or format character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(unsafeCharacter)
      }),
    )
  })
})
