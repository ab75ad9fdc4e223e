import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSectionNames, extendSectionNames, readOutline } from '../../../src/page/sections/outline.ts'
import { splitLines } from '../../../src/page/text/lines.ts'

const sections = (text: string) =>
  readOutline(text).sections.map(({ kind, start, end }) => [kind, text.slice(start, end)])

test('a section reaches from its heading to the end of its list', () => {
  const text = 'x\n### Sources:\n\n1. a\n   goes on\n\n2. b\n\n### Related:\n1. c\n***\nmore\n### Changes:\n\n\n'
  expect(sections(text)).toEqual([
    ['sources', '### Sources:\n\n1. a\n   goes on\n\n2. b'],
    ['related', '### Related:\n1. c'],
    ['changes', '### Changes:'],
  ])
})

test('text that is no list, a definition of a link and a quote end a section', () => {
  for (const line of ['Text', '[a]: /b', '> quote', '2031 was', '#### Sub', '```']) {
    expect(sections(`### Sources:\n\n1. a\n\n${line}\n`)).toEqual([['sources', '### Sources:\n\n1. a']])
  }
})

test.each(['### Sources:', '###  sources :  ', '   ### SOURCE: ###', '###\tSource：', '### 信息来源:'])(
  '%j heads the sources',
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
])('%j does not', (heading) => {
  expect(sections(heading)).toEqual([])
})

test('names of a site’s own come before the known ones', () => {
  const names = extendSectionNames({ related: 'Mehr:', changes: ['Fassungen', 'Wandel:'], unknown: 'x' })
  expect(names).toEqual({
    ...defaultSectionNames,
    related: ['Mehr', 'Related', '有关'],
    changes: ['Fassungen', 'Wandel', 'Changes'],
  })
})

test('lines join up to the text, whatever their endings', () => {
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
