import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxPageBytes, parsePage } from '../../src/page/parse-page.ts'

const encode = (text: string) => new TextEncoder().encode(text)

test('a file that is no page is left alone, whatever it holds', () => {
  expect(parsePage('photo.png', Uint8Array.of(0xff, 0x00))).toMatchObject({ dialect: 'none', events: [], findings: [] })
  expect(parsePage('notes.txt', Uint8Array.of(0xff, 0x00))).toMatchObject({ dialect: 'none', events: [], findings: [] })
  expect(parsePage('big.bin', new Uint8Array(maxPageBytes + 1)).findings).toEqual([])
})

test('a list reports no event, and has its day', () => {
  const text = '## [2031-04-7](/news/2031/04/7/index.md)\n\n### [A boat ](/news/2031/04/7/a-boat.md)\n_Context: Sea_\n'
  expect(parsePage('news/2031/04/7/index.md', encode(text))).toMatchObject({
    dialect: 'list',
    day: '2031-04-07',
    events: [],
    findings: [],
  })
})

test('a day of the portal holds many events', () => {
  const text =
    '{{Current events header|2031|04|07}}\n;Sea\n*A boat sinks. [https://a.example (The Gull)]\n*A \u202eboat\u202c floats. [https://b.example (The Tern)]\n'
  const { dialect, day, events, findings } = parsePage('data/2031_April_7.txt', encode(text))
  expect([dialect, day, events.length]).toEqual(['portal', '2031-04-07', 2])
  expect(findings).toMatchObject([{ name: 'bidi-control', line: 4 }])
})

test('a page over 2 MiB is not read, and the finding says so', () => {
  const head = encode('### [2031-04-7](x)\n# T\n')
  const fits = new Uint8Array(maxPageBytes).fill(32)
  fits.set(head)
  expect(parsePage('a.md', fits).events).toHaveLength(1)
  const over = new Uint8Array(maxPageBytes + 1).fill(32)
  over.set(head)
  const page = parsePage('a.md', over)
  expect(page).toMatchObject({
    dialect: 'context',
    events: [],
    findings: [{ name: 'page-unreadable', rule: 'VAR143', actual: '2097153 bytes' }],
  })
  expect(page.findings[0]?.message).toContain('kept')
})

describe('reading never throws', () => {
  const paths = fc.oneof(
    fc.constantFrom(
      'a.md',
      'news/2031/04/7/a.md',
      'index.md',
      'data/2031_April_7.txt',
      'x.txt',
      'blog/2031-04-07-a.mdx',
    ),
    fc.string(),
  )
  const line = fc.oneof(
    fc.constantFrom(
      '### [2031-04-7](/x)',
      '## [2031-04-7](/x)',
      '# T',
      '##### ',
      '### Sources:',
      '### Related:',
      '### Changes:',
      '信息来源:',
      '```',
      '<!--',
      '---',
      '+++',
      '---js',
      'title: x',
      '1. [A](/a.md) _2031-04-07 10:00:00 (Update)_',
      '1. [',
      '](',
      '_Context: ',
      '{{Current events header|2031|4|7}}',
      '*[[a|b]] [https://x',
      '\u0000',
      '\ufeff',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  const text = fc
    .tuple(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, end]) => encode(lines.join(end)))

  test.each([
    ['lines of a page', text],
    ['any bytes', fc.uint8Array({ maxLength: 300 })],
  ])('whatever the bytes: %s', (_, bytes) => {
    fc.assert(
      fc.property(paths, bytes, (path, raw) => {
        const page = parsePage(path, raw)
        expect(page.path).toBe(path)
        for (const event of page.events) expect(event.title).not.toBe('')
        for (const found of page.findings) expect(found.path).toBe(path)
      }),
      { numRuns: 2000 },
    )
  })

  // Each would take minutes where the time grows with the square of the length; the runner's own limit is the judge.
  const million = 1_000_000
  test.each([
    ['seams of links', `### [2031-04-7](x)\n# T\n### Sources:\n1. ${'](a'.repeat(million / 2)}`],
    [
      'open addresses',
      `### [2031-04-7](x)\n# T\n### Sources:\n1. [${`](${'(b)'.repeat(100)}`}${'](('.repeat(million / 4)}`,
    ],
    ['blanks in an address', `### [2031-04-7](x)\n# T\n### Sources:\n1. [a](${' '.repeat(million)}x`],
    [
      'blanks in a time',
      `### [2031-04-7](x)\n# T\n### Changes:\n1. [a](b) _2031-04-07 10:00:00${' '.repeat(million)}x_`,
    ],
    ['backslashes', `### [2031-04-7](x)\n# T\n### Changes:\n1. [${'\\'.repeat(million)}](b)`],
    ['escaped seams', `### [2031-04-7](x)\n# T\n### Changes:\n1. [${'\\](a'.repeat(million / 4)}`],
    ['empty lines', `### [2031-04-7](x)\n# T\n${'\n'.repeat(million)}x${' '.repeat(million / 2)}y`],
    ['Formats lines', `${'Formats: a \t \n\n'.repeat(60_000)}# T`],
    ['blanks first', `${' '.repeat(million)}### [2031-04-7](x)`],
    ['number signs', `### [2031-04-7](x)\n# ${' #'.repeat(million / 2)}x\n### ${' #'.repeat(million / 4)}x`],
    ['fences', `### [2031-04-7](x)\n# T\n${'```\n~~~\n'.repeat(200_000)}`],
    ['underlines', `Text\n${'===x\n'.repeat(200_000)}`],
    ['sections', `### [2031-04-7](x)\n# T\n${'### Sources:\n'.repeat(2000)}`],
    ['one long title', `### [2031-04-7](x)\n# ${'a\u202e\u200d '.repeat(200_000)}`],
  ])('nor does it take long over %s', (_, text) => {
    expect(parsePage('a.md', encode(text)).dialect).not.toBe('none')
  })
})
