import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSectionNames, extendSectionNames, readOutline } from '../../../src/page/sections/outline.ts'
import { splitLines } from '../../../src/page/text/lines.ts'

const sections = (text: string) =>
  readOutline(text).sections.map(({ kind, start, end }) => [kind, text.slice(start, end)])

test('a section ends with its list', () => {
  const text = 'x\n### Sources:\n\n1. a\n   goes on\n\n2. b\n\n### Related:\n1. c\n***\nmore\n### Changes:\n\n\n'
  expect(sections(text)).toEqual([
    ['sources', '### Sources:\n\n1. a\n   goes on\n\n2. b'],
    ['related', '### Related:\n1. c'],
    ['changes', '### Changes:'],
  ])
})

test('a section ends before text, link definitions, quotes, headings and code', () => {
  for (const line of ['Text', '[a]: /b', '> quote', '2031 was', '#### Sub', '```']) {
    expect(sections(`### Sources:\n\n1. a\n\n${line}\n`)).toEqual([['sources', '### Sources:\n\n1. a']])
  }
})

test.each(['### Sources:', '###  sources :  ', '   ### SOURCE: ###', '###\tSource：', '### 信息来源:'])(
  '%j is the heading of the sources',
  (heading) => {
    expect(sections(heading).map(([kind]) => kind)).toEqual(['sources'])
  },
)

test.each([
  '## Sources:',
  '#### Sources:',
  '###Sources:',
  '    ### Sources:',
  '### Sources',
  '### My sources:',
  '> ### Sources:',
])('%j is no heading of a section', (heading) => {
  expect(sections(heading)).toEqual([])
})

test('extendSectionNames puts custom names before the default ones', () => {
  const names = extendSectionNames({ related: 'Mehr:', changes: ['Fassungen', 'Wandel:'], unknown: 'x' })
  expect(names).toEqual({
    ...defaultSectionNames,
    related: ['Mehr', 'Related', '有关'],
    changes: ['Fassungen', 'Wandel', 'Changes'],
  })
})

test('splitLines gives lines that join to the text, with any line endings', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '\u2028') }), (text) => {
      const lines = splitLines(text)
      expect(lines.map(({ start, next }) => text.slice(start, next)).join('')).toBe(text)
      for (const { start, end, next } of lines) {
        expect(text.slice(start, end)).not.toMatch(/[\r\n]/)
        expect(['', '\n', '\r', '\r\n']).toContain(text.slice(end, next))
      }
    }),
  )
})
