import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutComments } from '../../../src/page/sections/html-comments.ts'
import { takesLinearTime } from '../../helpers/linear-time.ts'

describe('withoutComments', () => {
  it.each([
    ['At noon.\n', 'At noon.\n'],
    ['At noon. <!-- checked -->\n', 'At noon. \n'],
    ['<!-- checked -->\nAt noon.\n', '\nAt noon.\n'],
    ['At <!-- one\nof two -->noon.\n', 'At noon.\n'],
    ['<!-- a --> At <!-- b --> noon.', ' At  noon.'],
    ['<!---->At noon.', 'At noon.'],
  ])('removes the comments of %j', (text, shown) => {
    expect(withoutComments(text)).toBe(shown)
  })

  it.each([
    'At noon. <!-- never closed\n\nAnd more.\n',
    'It is written `<!-- so -->`.\n',
    'It is written ``a ` <!-- so -->``.\n',
    '```html\n<!-- so -->\n```\n',
    '~~~\n<!-- so -->\n~~~\n',
    'As follows:\n\n    <!-- so -->\n    <!-- and so -->\n',
    '```\n<!-- so, in code that nothing closes -->\n',
  ])('keeps %j', (text) => {
    expect(withoutComments(text)).toBe(text)
  })

  it('removes comments after code', () => {
    expect(withoutComments('```\n<!-- a -->\n```\n<!-- b -->\n')).toBe('```\n<!-- a -->\n```\n\n')
    expect(withoutComments('A ` and <!-- b --> more.\n')).toBe('A ` and  more.\n')
    expect(withoutComments('Text\n    <!-- no code -->\n')).toBe('Text\n    \n')
  })

  it('never makes a text longer, and keeps texts without comments', () => {
    const part = fc.constantFrom('<!--', '-->', '`', '```', '\n', '\n\n', '    ', '~~~', 'word ', '-', '<!')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        const shown = withoutComments(text)
        expect(shown.length).toBeLessThanOrEqual(text.length)
        if (!text.includes('<!--')) expect(shown).toBe(text)
      }),
    )
  })

  takesLinearTime(
    'takes linear time over many comments on a line, and over many without an end',
    (size) => {
      expect(withoutComments('<!-- a --> '.repeat(size))).toBe(' '.repeat(size))
      for (const open of [`${'` `` ``` <!-- '.repeat(size)}\n`, '<!-- '.repeat(size), '<!--\n'.repeat(size)])
        expect(withoutComments(open)).toBe(open)
    },
    { quick: 50_000, thorough: 1_000_000 },
  )
})
