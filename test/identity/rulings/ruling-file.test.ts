import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insertRuling, readRulings } from '../../../src/identity/rulings/ruling-file.ts'
import { formatRuling, readRuling } from '../../../src/identity/rulings/ruling-line.ts'
import type { PageRef, Ruling } from '../../../src/model/ruling.ts'

const file = `# Who is who
same news/15/fire.md news/15/blaze.md # one fire, two reports

other data/2018_January_15.txt "A ferry runs aground" data/2018_January_15.txt "A ferry sinks"
`

/** Rulings as lines with their numbers; problems start with an exclamation mark. */
function read(text: string): string[] {
  const { rulings, problems } = readRulings(text)
  return [
    ...rulings.map((ruling) => `${ruling.line} ${formatRuling(ruling)}`),
    ...problems.map(({ message, lines }) => `! ${lines.join(',')} ${message}`),
  ]
}

describe('readRulings', () => {
  it('reads one ruling a line, with blank lines, comments and any line ends', () => {
    const expected = [
      '2 same news/15/blaze.md news/15/fire.md # one fire, two reports',
      '4 other data/2018_January_15.txt "A ferry runs aground" data/2018_January_15.txt "A ferry sinks"',
    ]
    expect(read(file)).toEqual(expected)
    expect(read(`\u{feff}${file.replaceAll('\n', '\r\n')}`)).toEqual(expected)
  })

  it.each([
    ['same a.md b.md\nsame b.md a.md # again', ['1 same a.md b.md']],
    ['same /a.md ./b.md', ['1 same a.md b.md']],
    ['same a%20b.md 100%.md#not-a-comment.md', ['1 same 100%25.md#not-a-comment.md a%20b.md']],
    ['other 集/七日.md 集/八日.md  #  两件事', ['1 other 集/七日.md 集/八日.md # 两件事']],
    ['other a.md "Rain" a.md "The mayor \\"resigns\\""', ['1 other a.md "Rain" a.md "The mayor \\"resigns\\""']],
  ])('normalises %j', (text, expected) => expect(read(text)).toEqual(expected))

  it.each([
    ['link a.md b.md', '! 1 A line begins with "same" or "other", not with "link".'],
    ['same a.md', '! 1 A line names two pages, not 1; a title is in quotes, a blank in a path is %20.'],
    ['same a.md b.md c.md', '! 1 A line names two pages, not 3; a title is in quotes, a blank in a path is %20.'],
    ['same "A title" b.md', '! 1 The title "A title" follows no path.'],
    ['same tfg71p742z b.md', '! 1 "tfg71p742z" is not a page: name a page by its path in the archive.'],
    ['same a.md "A title b.md', '! 1 The title "A has no closing quote.'],
    ['same a.txt b.md', '! 1 a.txt reports many events: add the title of one in quotes.'],
    ['same a.md a.md', '! 1 The line names a.md twice.'],
  ])('reports the problem of %j', (text, expected) => expect(read(text)).toEqual([expected]))

  it('reports the lines of rulings that contradict each other', () => {
    expect(readRulings('same a.md b.md\nother b.md a.md').problems).toEqual([
      { lines: [1, 2], message: 'b.md and a.md are two events by line 2, and one by line 1.' },
    ])
    expect(readRulings('other a.md c.md\nsame a.md b.md\nsame d.md e.md\nsame c.md b.md').problems).toEqual([
      { lines: [1, 2, 4], message: 'a.md and c.md are two events by line 1, and one by lines 2 and 4.' },
    ])
  })
})

describe('insertRuling', () => {
  const ruling = (line: string) => readRuling(line) as Ruling

  it('inserts a line at its sorted position and keeps all other lines', () => {
    expect(insertRuling('', ruling('same b.md a.md')).text).toBe('same a.md b.md\n')
    expect(insertRuling('# ours\r\nsame  c.md d.md', ruling('same a.md b.md')).text).toBe(
      '# ours\r\nsame a.md b.md\r\nsame  c.md d.md\r\n',
    )
    expect(insertRuling(file, ruling('other news/15/fire.md news/15/flood.md')).text).toBe(
      `${file}other news/15/fire.md news/15/flood.md\n`,
    )
  })

  it('replaces an earlier ruling on the same two pages', () => {
    const { text, replaced } = insertRuling(file, ruling('other news/15/fire.md news/15/blaze.md'))
    expect(replaced).toEqual(['same news/15/fire.md news/15/blaze.md # one fire, two reports'])
    expect(read(text)).toEqual([expect.stringMatching(/^3 other data/), '4 other news/15/blaze.md news/15/fire.md'])
  })
})

const aRef: fc.Arbitrary<PageRef> = fc.record({
  path: fc
    .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), fc.constantFrom('.md', '.markdown'))
    .map(([name, end]) => name.toWellFormed().replace(/^[./]+/, '_') + end),
  title: fc.option(fc.string({ unit: 'binary', maxLength: 12 })),
})
const aRuling: fc.Arbitrary<Ruling> = fc
  .record({
    verdict: fc.constantFrom('same' as const, 'other' as const),
    a: aRef,
    b: aRef,
    reason: fc.option(fc.stringMatching(/^[a-z]+( [a-z]+)*$/)),
  })
  .filter(({ a, b }) => a.path !== b.path)

describe('a ruling', () => {
  it('is the same after formatting and reading, for any path and title', () => {
    fc.assert(
      fc.property(aRuling, (ruling) => {
        const line = formatRuling(ruling)
        expect(line).not.toMatch(/[\r\n]/)
        const back = readRuling(line) as Ruling
        expect(formatRuling(back)).toBe(line)
        expect([back.a, back.b]).toEqual(expect.arrayContaining([ruling.a, ruling.b]))
        expect(back).toMatchObject({ verdict: ruling.verdict, reason: ruling.reason })
      }),
    )
  })

  it('makes the same file in any order of insertion, and also when inserted twice', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aRuling, { maxLength: 5, selector: ({ a, b }) => `${a.path}\n${b.path}` }), (all) => {
        const add = (rulings: readonly Ruling[], text = '') =>
          rulings.reduce((before, ruling) => insertRuling(before, ruling).text, text)
        const text = add(all)
        expect(add(all.toReversed())).toBe(text)
        expect(add(all, text)).toBe(text)
      }),
    )
  })
})
