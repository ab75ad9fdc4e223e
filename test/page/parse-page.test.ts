import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxPageBytes, parsePage } from '../../src/page/parse-page.ts'
import { anyCharacter } from '../helpers/any-character.ts'
import { takesLinearTime } from '../helpers/linear-time.ts'
import { itHolds } from '../helpers/property.ts'

const encode = (text: string) => new TextEncoder().encode(text)

test('parsePage reads nothing from a file with another extension', () => {
  expect(parsePage('photo.png', Uint8Array.of(0xff, 0x00))).toMatchObject({ dialect: 'none', events: [], findings: [] })
  expect(parsePage('notes.txt', Uint8Array.of(0xff, 0x00))).toMatchObject({ dialect: 'none', events: [], findings: [] })
  expect(parsePage('big.bin', new Uint8Array(maxPageBytes + 1)).findings).toEqual([])
})

test('parsePage reads the day of a list, and no event', () => {
  const text = '## [2031-04-7](/news/2031/04/7/index.md)\n\n### [A boat ](/news/2031/04/7/a-boat.md)\n_Context: Sea_\n'
  expect(parsePage('news/2031/04/7/index.md', encode(text))).toMatchObject({
    dialect: 'list',
    day: '2031-04-07',
    events: [],
    findings: [],
  })
})

test('parsePage reads several events from a portal day', () => {
  const text =
    '{{Current events header|2031|04|07}}\n;Sea\n*A boat sinks. [https://a.example (The Gull)]\n*A \u202eboat\u202c floats. [https://b.example (The Tern)]\n'
  const { dialect, day, events, findings } = parsePage('data/2031_April_7.txt', encode(text))
  expect([dialect, day, events.length]).toEqual(['portal', '2031-04-07', 2])
  expect(findings).toMatchObject([{ name: 'bidi-control', line: 4 }])
})

test('parsePage gives a finding, and no event, for a page over 2 MiB', () => {
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

describe('parsePage', () => {
  const paths = fc.oneof(
    fc.constantFrom(
      ...'a.md news/2031/04/7/a.md index.md data/2031_April_7.txt x.txt blog/2031-04-07-a.mdx'.split(' '),
    ),
    fc.string(),
  )
  const line = fc.oneof(
    fc.constantFrom(
      ...['### [2031-04-7](/x)', '## [2031-04-7](/x)', '# T', '##### ', '### Sources:', '### Related:', '### Changes:'],
      ...['信息来源:', '```', '<!--', '---', '+++', '---js', 'title: x', '1. [', '](', '_Context: '],
      ...['1. [A](/a.md) _2031-04-07 10:00:00 (Update)_', '{{Current events header|2031|4|7}}', '*[[a|b]] [https://x'],
      ...['\u0000', '\ufeff', '\ud800'],
    ),
    fc.string({ unit: anyCharacter, maxLength: 12 }),
  )
  const text = fc
    .tuple(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, end]) => encode(lines.join(end)))

  const inputs: [string, fc.Arbitrary<Uint8Array>][] = [
    ['lines of a page', text],
    ['any bytes', fc.uint8Array({ maxLength: 300 })],
  ]
  for (const [name, bytes] of inputs)
    itHolds(
      `never throws: ${name}`,
      () =>
        fc.property(paths, bytes, (path, raw) => {
          const page = parsePage(path, raw)
          expect(page.path).toBe(path)
          for (const event of page.events) expect(event.title).not.toBe('')
          for (const found of page.findings) expect(found.path).toBe(path)
        }),
      { quick: 300, thorough: 2_000 },
    )

  const contextPage = (body: string) => `### [2031-04-7](x)\n# T\n${body}`
  const longTexts: [string, (size: number) => string][] = [
    ['ends of link texts', (size) => contextPage(`### Sources:\n1. ${'](a'.repeat(size / 2)}`)],
    [
      'unclosed link targets',
      (size) => contextPage(`### Sources:\n1. [${`](${'(b)'.repeat(100)}`}${'](('.repeat(size / 4)}`),
    ],
    ['spaces in a link target', (size) => contextPage(`### Sources:\n1. [a](${' '.repeat(size)}x`)],
    ['spaces after a time', (size) => contextPage(`### Changes:\n1. [a](b) _2031-04-07 10:00:00${' '.repeat(size)}x_`)],
    ['backslashes', (size) => contextPage(`### Changes:\n1. [${'\\'.repeat(size)}](b)`)],
    ['escaped ends of link texts', (size) => contextPage(`### Changes:\n1. [${'\\](a'.repeat(size / 4)}`)],
    ['empty lines', (size) => contextPage(`${'\n'.repeat(size)}x${' '.repeat(size / 2)}y`)],
    ['Formats lines', (size) => `${'Formats: a \t \n\n'.repeat(0.06 * size)}# T`],
    ['spaces at the start', (size) => `${' '.repeat(size)}### [2031-04-7](x)`],
    ['number signs', (size) => `### [2031-04-7](x)\n# ${' #'.repeat(size / 2)}x\n### ${' #'.repeat(size / 4)}x`],
    ['code fences', (size) => contextPage('```\n~~~\n'.repeat(size / 5))],
    ['underlines', (size) => `Text\n${'===x\n'.repeat(size / 5)}`],
    ['sections', (size) => contextPage('### Sources:\n'.repeat(size / 500))],
    ['one long title', (size) => `### [2031-04-7](x)\n# ${'a\u202e\u200d '.repeat(size / 5)}`],
  ]
  for (const [name, textOfSize] of longTexts)
    takesLinearTime(
      `reads long texts in linear time: ${name}`,
      (size) => expect(parsePage('a.md', encode(textOfSize(size))).dialect).not.toBe('none'),
      { quick: 100_000, thorough: 1_000_000 },
    )
})
