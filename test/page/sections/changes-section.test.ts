import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import type { ChangesEntry } from '../../../src/model/page.ts'
import { bodyStart } from '../../../src/page/front-matter/front-matter-block.ts'
import { formatChangesSection, readChanges, spliceChangesSection } from '../../../src/page/sections/changes-section.ts'
import { defaultSectionNames, extendSectionNames, readOutline } from '../../../src/page/sections/outline.ts'
import { visibleTitle } from '../../../src/page/text/title.ts'
import { anyCharacter } from '../../helpers/any-character.ts'
import { itHolds } from '../../helpers/property.ts'

const entry = (title: string, label: ChangesEntry['label'], until: number | null = null, target = '/news/a.md') => ({
  title,
  target,
  until,
  label,
})
const section = formatChangesSection([
  entry('A first title', 'First version', Date.UTC(2031, 3, 7, 3, 47, 43), '/news/2031/04/7/first.md'),
  entry('A title now', 'Current version', null, '/news/2031/04/7/now.md'),
])
const read = (text: string) => readChanges('a.md', readOutline(text, defaultSectionNames, bodyStart(text)))
const entries = (lines: string) => read(`### Changes:\n\n${lines}`).entries

describe('formatChangesSection', () => {
  test('formats entries with number, link, time and label', () => {
    const three = [
      entry(
        'Title of the first version',
        'First version',
        Date.UTC(2017, 7, 27, 3, 47, 43),
        '/news/2017/01/30/first-slug.md',
      ),
      entry('A later title', 'Update', Date.UTC(2017, 7, 27, 9, 10), '/news/2017/01/30/later-slug.md'),
      entry('The title now', 'Current version', null, '/news/2017/01/30/now-slug.md'),
    ]
    expect(formatChangesSection(three)).toBe(
      '### Changes:\n\n1. [Title of the first version](/news/2017/01/30/first-slug.md) _2017-08-27 03:47:43 (First version)_\n2. [A later title](/news/2017/01/30/later-slug.md) _2017-08-27 09:10:00 (Update)_\n3. [The title now](/news/2017/01/30/now-slug.md) _(Current version)_\n',
    )
  })

  test('uses a custom heading', () => {
    expect(formatChangesSection([], extendSectionNames({ changes: ['Fassungen:'] }))).toBe('### Fassungen:\n\n')
  })

  test.each([
    [
      'plain titles stay readable',
      `It's 5-3, "so far" (1.5 million); ¿què? – 100% #1 a.b@c.d!`,
      `It's 5-3, "so far" (1.5 million); ¿què? – 100% #1 a.b@c.d!`,
    ],
    ['ampersands between names stay', 'Bread & Roses, R&D', 'Bread & Roses, R&D'],
    ['entities show as they are written', 'A&mdash;b &#39;', 'A\\&mdash;b \\&#39;'],
    ['brackets', 'Warm [?]67 ](x', 'Warm \\[?\\]67 \\]\\(x'],
    ['emphasis and code', '*a* _b_ snake_case `c` ~~d~~', '\\*a\\* \\_b\\_ snake_case \\`c\\` \\~\\~d\\~\\~'],
    ['a link', '[a](b) (c)', '\\[a\\]\\(b) (c)'],
    ['a footnote', '^1 a^b', '\\^1 a^b'],
    ['tags, but not comparisons', '<b>x</b> 3 < 4 > 2', '\\<b>x\\</b> 3 < 4 > 2'],
    ['backslashes', 'a\\b \\[ \\', 'a\\b \\\\\\[ \\\\'],
    ['controls and changes of direction', 'a\u202e\u001b[b\r\nc', 'a \\[b c'],
  ])('escapes only where necessary: %s', (_, title, written) => {
    expect(formatChangesSection([entry(title, 'Update')])).toContain(`1. [${written}](/news/a.md) _(Update)_\n`)
  })

  test.each([
    ['/news/人/a.md', '/news/人/a.md'],
    ['/news/a b(c).md', '/news/a%20b%28c%29.md'],
    ['/news/100%.md', '/news/100%25.md'],
    ['/news/a#b?c.md', '/news/a%23b%3Fc.md'],
    ['https://example.org/?a=1#b', 'https://example.org/?a=1#b'],
  ])('writes the target %s as %s', (target, written) => {
    expect(formatChangesSection([entry('T', 'Update', null, target)])).toContain(`](${written}) `)
    expect(entries(formatChangesSection([entry('T', 'Update', null, target)]))[0]?.target).toBe(target)
  })
})

describe('readChanges', () => {
  test('ignores numbers, white space and line breaks', () => {
    const titles = entries(
      '1. [ One. ](/1.md) _2031-04-07 03:47:43 (First version)_\n1. [Two.](/2.md)_2031-4-7 3:48 (update)_\n\n  7) [Three.] (/3.md) *(Update)*\n- [Four\n  goes on.](/4.md)\n  _(Update)_\n[Five.](</5.md>) _2031-04-07T03:49:00Z (Current Version)_\n',
    )
    const at = (minute: number, second = 0) => Date.UTC(2031, 3, 7, 3, minute, second)
    expect(titles).toEqual([
      { title: 'One.', target: '/1.md', until: at(47, 43), label: 'First version', line: 3 },
      { title: 'Two.', target: '/2.md', until: at(48), label: 'Update', line: 4 },
      { title: 'Three.', target: '/3.md', until: null, label: 'Update', line: 6 },
      { title: 'Four goes on.', target: '/4.md', until: null, label: 'Update', line: 7 },
      { title: 'Five.', target: '/5.md', until: at(49), label: 'Current version', line: 10 },
    ])
  })

  test('reads titles with brackets, link syntax and entities', () => {
    const raw = [
      'Plot. [https:--example.org (The Gull)]] ',
      'Odd ](x) end',
      '.("The Gull")], ',
      'A&mdash;b &amp; c',
      'Half [open',
    ]
    expect(entries(raw.map((title) => `1. [${title}](/a.md) _(Update)_`).join('\n')).map(({ title }) => title)).toEqual(
      raw.map((title) => title.trim()),
    )
  })

  test('gives a finding for a line without a link, and for unreadable labels and times', () => {
    const { entries, findings } = read(
      '### Changes:\n\n1. [A](/a.md) _2031-02-30 10:00:00 (First version)_\n2. just words\n3. [B](/b.md) _2031-04-07 10:00:00 (Newest)_\n4. [C](/c.md)\n5. [D](/d.md) _yesterday (Update)_\n',
    )
    expect(entries.map(({ until, label }) => [until, label])).toEqual([
      [null, 'First version'],
      [Date.UTC(2031, 3, 7, 10), null],
      [null, null],
      [null, 'Update'],
    ])
    expect(findings.map(({ rule, line }) => [rule, line])).toEqual([3, 4, 5, 6, 7].map((line) => ['VAR104', line]))
  })

  test('reads all copies of the section', () => {
    expect(read(`${section}\n${section}`).entries).toHaveLength(4)
  })
})

describe('spliceChangesSection', () => {
  const head = '### [2031-04-7](/news/2031/04/7/index.md)\n# T\n\nLead.\n\n'
  const sources = '### Sources:\n\n1. [A](https://a.example)\n\n'
  const related = '### Related:\n\n1. [B](/b.md) _Context: C_\n'
  const old = '### Changes:\n\n1. [Old](/o.md) _(Current version)_\n'

  test.each([
    ['before the related list after the sources', head + sources + related, `${head}${sources}${section}\n${related}`],
    ['before the related list without sources', head + related, `${head}${section}\n${related}`],
    [
      'at the end where the sources come after the related list',
      `${head}${related}\n${sources.trimEnd()}\n`,
      `${head}${related}\n${sources.trimEnd()}\n\n${section}`,
    ],
    ['at the end without a related list', head + sources, head + sources + section],
    ['after an empty line', `${head}x\n`, `${head}x\n\n${section}`],
    ['at the end without a last line ending where the page has none', `${head}x`, `${head}x\n\n${section.trimEnd()}`],
    ['over the one before the related list', `${head}${old}\n\n\n${related}`, `${head}${section}\n\n\n${related}`],
    [
      'over the one after the related list',
      `${head}${related}\n${old.trimEnd()}`,
      `${head}${related}\n${section.trimEnd()}`,
    ],
    ['over the first of two', `${head}${old}\n${old}`, `${head}${section}\n${old}`],
    ['before a paragraph', `${head}${old}\nMine.\n`, `${head}${section}\nMine.\n`],
    ['before a thematic break', `${head}${old}---\nMine.\n`, `${head}${section}---\nMine.\n`],
    ['before text, with an empty line', `${head}### Changes:\nMine.\n`, `${head}${section}\nMine.\n`],
    ['before an unclosed code fence', `${head}\`\`\`\ncode\n`, `${head}${section}\n\`\`\`\ncode\n`],
    [
      'at the end where only a comment has the heading',
      `${head}<!--\n${old}-->\n`,
      `${head}<!--\n${old}-->\n\n${section}`,
    ],
    ['into an empty page', '', section],
    ['after front matter', '---\ntitle: T\n# ### Changes:\n---\n', `---\ntitle: T\n# ### Changes:\n---\n\n${section}`],
  ])('puts the section %s', (_, before, after) => {
    expect(spliceChangesSection(before, section)).toBe(after)
    expect(spliceChangesSection(after, section)).toBe(after)
  })

  test('removes the section', () => {
    expect(spliceChangesSection(`${head}${old}\n\n${related}`, null)).toBe(head + related)
    expect(spliceChangesSection(head + related, null)).toBe(head + related)
  })

  test('keeps the line endings and the byte order mark of the page', () => {
    const page = `\ufeff${head}${sources}${related}`.replaceAll('\n', '\r\n')
    expect(spliceChangesSection(page, section)).toBe(
      `\ufeff${head}${sources}${section}\n${related}`.replaceAll('\n', '\r\n'),
    )
  })
})

const hostile = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ...'[ ] ]( ) ( \\ ` `` * ** _ __ < > </a> <!-- --> & &amp; &#93; ![ ^ ~~ | # : www.x.example a 1'.split(' '),
        ...['https://x.example', '<https://x.example>', '<a href=x>', ' ', '\n', '\r\n', '\u00a0', '\u202e', '\u200d'],
        ...['é', '語', '🏴'],
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join('')),
)
const labels = fc.constantFrom('First version', 'Update', 'Current version')
const seconds = fc.integer({ min: 0, max: 4_102_444_800 }).map((second) => second * 1000)
// A target that starts with `//` is a web address, whose escapes stay.
const paths = fc
  .string({ unit: anyCharacter, maxLength: 20 })
  .map((path) => `/${path}`)
  .filter((path) => !path.startsWith('//'))
const anEntry = fc.record({
  title: hostile,
  target: fc.oneof(fc.constant('/news/a.md'), paths),
  until: fc.option(seconds),
  label: labels,
})
const someEntries = fc.array(anEntry, { minLength: 1, maxLength: 4 }) as fc.Arbitrary<Omit<ChangesEntry, 'line'>[]>

describe('a Changes section with any title', () => {
  itHolds(
    'reads back as the same entries with visible titles',
    () =>
      fc.property(someEntries, (some) => {
        const { entries, findings } = read(formatChangesSection(some))
        expect(findings).toEqual([])
        expect(entries.map(({ line, ...rest }) => rest)).toEqual(
          some.map((one) => ({ ...one, title: visibleTitle(one.title.toWellFormed()) })),
        )
      }),
    { quick: 200, thorough: 1_000 },
  )

  const commonMark = new MarkdownIt('commonmark')
  const linkify = new MarkdownIt({ html: true, linkify: true })

  itHolds(
    'is one link with that text to markdown-it',
    () =>
      fc.property(hostile, (title) => {
        const text = formatChangesSection([entry(title, 'Update')])
        for (const parser of [commonMark, linkify]) {
          const inline = parser.parse(text, {}).filter(({ type }) => type === 'inline')[1]?.children ?? []
          expect(inline.filter(({ type }) => type === 'link_open').map((token) => token.attrGet('href'))).toEqual([
            '/news/a.md',
          ])
          const close = inline.findIndex(({ type }) => type === 'link_close')
          const shown = inline.slice(1, close)
          expect(shown.every(({ type }) => type === 'text' || type === 'text_special')).toBe(true)
          expect(shown.map(({ content }) => content).join('')).toBe(visibleTitle(title.toWellFormed()))
        }
      }),
    { quick: 200, thorough: 1_000 },
  )

  itHolds(
    'is one link to marked with the extensions of GitHub',
    () =>
      fc.property(hostile, (title) => {
        const html = marked.parse(formatChangesSection([entry(title, 'Update')]), { async: false, gfm: true })
        expect(html.match(/<a /g)).toHaveLength(1)
        expect(html).toMatch(
          /^<h3>Changes:<\/h3>\n<ol>\n<li><a href="\/news\/a.md">[^<]*<\/a> <em>\(Update\)<\/em><\/li>\n<\/ol>\n$/,
        )
      }),
    { quick: 200, thorough: 1_000 },
  )
})

describe('spliceChangesSection of any page', () => {
  const line = fc.oneof(
    fc.constantFrom(
      ...[
        '',
        ' ',
        '### [2031-04-7](/x)',
        '# T',
        '##### C',
        '### Sources:',
        '### Related:',
        '### Changes:',
        '### Other:',
      ],
      ...['#### Sub', '```', '~~~', '<!--', '-->', '<pre>', '</pre>', '---', '+++', 'title: x', '- item', '[a]: /b'],
      ...['1. [A](/a.md) _(Update)_', 'Text', '    code', '> quote', '***', '  ### Changes:', '1. wrapped\n   on'],
    ),
    fc.string({ maxLength: 8 }),
  )
  const pages = fc
    .tuple(fc.boolean(), fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
    .map(([bom, lines, newline, last]) => (bom ? '\ufeff' : '') + lines.join(newline) + (last ? newline : ''))
  const sections = someEntries.map((some) => formatChangesSection(some))

  itHolds(
    'changes nothing when it is repeated',
    () =>
      fc.property(pages, sections, (page, text) => {
        const once = spliceChangesSection(page, text)
        expect(spliceChangesSection(once, text)).toBe(once)
      }),
    { quick: 200, thorough: 3_000 },
  )

  itHolds(
    'writes entries that read back, alone where the page had none',
    () =>
      fc.property(pages, sections, (page, text) => {
        const plain = page.replace(/^\ufeff/, '')
        const had = read(plain).entries.length
        const written = read(spliceChangesSection(plain, text)).entries.map(({ line, ...rest }) => rest)
        const wanted = read(text).entries.map(({ line, ...rest }) => rest)
        if (had === 0) expect(written).toEqual(wanted)
        else expect(written.slice(0, wanted.length)).toEqual(wanted)
      }),
    { quick: 200, thorough: 3_000 },
  )

  itHolds(
    'keeps everything outside the section',
    () =>
      fc.property(pages, sections, (page, text) => {
        const bom = page.startsWith('\ufeff') ? 1 : 0
        const plain = page.slice(bom)
        const existing = readOutline(plain, defaultSectionNames, bodyStart(plain)).sections.find(
          ({ kind }) => kind === 'changes',
        )
        const newline = /\r\n?|\n/.exec(page)?.[0] ?? '\n'
        const written = text.trimEnd().replaceAll('\n', newline)
        const once = spliceChangesSection(page, text)
        const gaps = ['', newline, newline + newline]
        const allowed = existing
          ? gaps.map((gap) => page.slice(0, existing.start + bom) + written + gap + page.slice(existing.end + bom))
          : [
              ...gaps.flatMap((gap) => [page + gap + written, page + gap + written + newline]),
              ...Array.from(page, (_, place) => page.slice(0, place) + written + newline + newline + page.slice(place)),
            ]
        expect(allowed).toContain(once)
        expect(/[\r\n]$/.test(once)).toBe(/[\r\n]$/.test(page) || plain === '')
      }),
    { quick: 200, thorough: 2_000 },
  )
})
