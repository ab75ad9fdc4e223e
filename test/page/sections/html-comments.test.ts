import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutComments } from '../../../src/page/sections/html-comments.ts'

describe('withoutComments', () => {
  it.each([
    ['At noon.\n', 'At noon.\n'],
    ['At noon. <!-- checked -->\n', 'At noon. \n'],
    ['<!-- checked -->\nAt noon.\n', '\nAt noon.\n'],
    ['At <!-- one\nof two -->noon.\n', 'At noon.\n'],
    ['<!-- a --> At <!-- b --> noon.', ' At  noon.'],
    ['<!---->At noon.', 'At noon.'],
  ])('takes the comments out of %j', (text, shown) => {
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
  ])('leaves %j as it is', (text) => {
    expect(withoutComments(text)).toBe(text)
  })

  it('goes on after code', () => {
    expect(withoutComments('```\n<!-- a -->\n```\n<!-- b -->\n')).toBe('```\n<!-- a -->\n```\n\n')
    expect(withoutComments('A ` and <!-- b --> more.\n')).toBe('A ` and  more.\n')
    expect(withoutComments('Text\n    <!-- no code -->\n')).toBe('Text\n    \n')
  })

  it('adds nothing to any text, and what has no comment stays', () => {
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

  it('is done with long lines and long texts', () => {
    // each would take many minutes if a comment cost as much as its line, or an opening as much as the text
    const many = 1_000_000
    expect(withoutComments('<!-- a --> '.repeat(many))).toBe(' '.repeat(many))
    for (const open of [`${'` `` ``` <!-- '.repeat(many)}\n`, '<!-- '.repeat(many), '<!--\n'.repeat(many)]) {
      expect(withoutComments(open)).toBe(open)
    }
  })
})
