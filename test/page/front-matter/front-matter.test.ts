import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import matter from 'gray-matter'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFrontMatter } from '../../../src/page/front-matter/front-matter.ts'
import { bodyStart, cutFrontMatter } from '../../../src/page/front-matter/front-matter-block.ts'
import { parsePage } from '../../../src/page/parse-page.ts'
import { spliceChangesSection } from '../../../src/page/sections/changes-section.ts'
import { itHolds } from '../../helpers/property.ts'

const read = (text: string) => parsePage('notes/a.md', new TextEncoder().encode(text))
const fields = (raw: string, language: 'yaml' | 'toml' = 'yaml') => readFrontMatter({ language, raw, end: 0 })

describe('cutFrontMatter', () => {
  test.each([
    ['---\ntitle: A\n---\nText', 'yaml', 'title: A\n', 'Text'],
    ['---\r\ntitle: A\r\n---\r\nText', 'yaml', 'title: A\r\n', 'Text'],
    ['---\rtitle: A\r---\rText', 'yaml', 'title: A\r', 'Text'],
    ['--- yaml \ntitle: A\n---  ', 'yaml', 'title: A\n', ''],
    ['---YML\n---\nText', 'yaml', '', 'Text'],
    ['+++\ntitle = "A"\n---\n+++\nText', 'toml', 'title = "A"\n---\n', 'Text'],
    ['---\na: |\n  x\n---xyz: 1\n---\nText', 'yaml', 'a: |\n  x\n---xyz: 1\n', 'Text'],
  ])('cuts %j at its fences', (text, language, raw, rest) => {
    expect(cutFrontMatter(text)).toEqual({ language, raw, end: text.length - rest.length })
    expect(text.slice(bodyStart(text))).toBe(rest)
  })

  test.each([
    '',
    'Text',
    '----\na\n----\n',
    ' ---\na: 1\n---\n',
    '\n---\na: 1\n---\n',
    '--- and then he said:\nmore\n---\n',
    '++ a',
  ])('finds no block in %j', (text) => {
    expect(cutFrontMatter(text)).toBeNull()
  })

  test.each(['---', '---\ntitle: A\n', '---\ntitle: A\n--- x\n', '+++\n---\n', `---\n${'a: 1\n'.repeat(14_000)}---\n`])(
    'gives a problem without a closing fence within 64 KiB, and the page stays text (%#)',
    (text) => {
      expect(cutFrontMatter(text)).toHaveProperty('problem')
      const { events, findings } = read(`${text}\n\nLast words.`)
      expect(findings).toMatchObject([{ name: 'front-matter-unreadable', rule: 'VAR140', line: 1 }])
      expect(events[0]?.body).toContain('Last words.')
    },
  )
})

describe('readFrontMatter', () => {
  test('reads every value as its written text', () => {
    expect(fields('title: 0123\ndate: 2031-04-7\nyes: no\nn: 1_000\nt: 12:30:45\nq: "a\\nb"\nl: [1.10, ~]\n')).toEqual({
      title: '0123',
      date: '2031-04-7',
      yes: 'no',
      n: '1_000',
      t: '12:30:45',
      q: 'a\nb',
      l: ['1.10', '~'],
    })
    expect(
      fields('title = "A"\ndate = 2031-04-07\nat = 2031-04-07T23:30:00-04:00\nn = 12\n[more]\nok = true\n', 'toml'),
    ).toEqual({
      title: 'A',
      date: '2031-04-07',
      at: '2031-04-07T23:30:00.000-04:00',
      n: '12',
      more: { ok: 'true' },
    })
  })

  test('follows YAML aliases', () => {
    expect(fields('a: &x {u: [1]}\nb: *x\n')).toEqual({ a: { u: ['1'] }, b: { u: ['1'] } })
  })

  test('reads no fields from an empty block, and null from prose', () => {
    expect(fields('')).toEqual({})
    expect(fields('# only a comment\n')).toEqual({})
    expect(fields('Just a sentence\nin two lines.\n')).toBeNull()
  })

  test('gives fields without a prototype', () => {
    const read = fields('constructor: 1\nprototype: 2\ntoString: 3\n')
    expect(Object.getPrototypeOf(read)).toBeNull()
    expect(Object.keys(read ?? {})).toEqual(['toString'])
  })

  const bomb = [
    'a0: &a0 [x,x,x,x,x,x,x,x,x]',
    ...Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`)}]`),
  ]

  test.each<[string, string, ('yaml' | 'toml')?]>([
    ['nested aliases that expand exponentially', bomb.join('\n')],
    ['a cycle', 'a: &a [*a]'],
    ['a cycle of fields', 'a: &a {b: *a}'],
    ['__proto__', '__proto__: {polluted: 1}'],
    ['a nested __proto__', 'a: [{"__proto__": 1}]'],
    ['__proto__ in TOML', '[__proto__]\npolluted = 1', 'toml'],
    ['a field named twice', 'title: A\ntitle: B'],
    ['a list as the name of a field', '? [a]\n: 1'],
    ['thousands of brackets', '['.repeat(60_000)],
    ['thousands of braces', `a: ${'{b: '.repeat(16_000)}`],
    ['thousands of dashes', '- '.repeat(30_000)],
    ['thousands of question marks', '? '.repeat(30_000)],
    ['a staircase', Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['a long run of blanks', `a:${' \n'.repeat(30_000)}`],
    ['too many values', `a: [${'x,'.repeat(11_000)}]`],
    ['text that expands to too much data', `a: &a ${'x'.repeat(2000)}\nb: [${Array(600).fill('*a')}]`],
    ['a list', '- a\n- b'],
    ['a YAML error', 'title: "open'],
    ['a tab', '\ta: 1'],
    ['control characters', 'a: \u0001'],
    ['a TOML error', 'title = A', 'toml'],
    ['deep tables', `${'a.'.repeat(20_000)}a = 1`, 'toml'],
    ['deep arrays', `a = ${'['.repeat(30_000)}`, 'toml'],
  ])('refuses %s, and the whole text stays', (_, raw, language = 'yaml') => {
    const mark = language === 'yaml' ? '---' : '+++'
    const { events, findings } = read(`${mark}\n${raw}\n${mark}\n\nText.\n`)
    expect(findings.filter(({ name }) => name === 'front-matter-unreadable')).toHaveLength(1)
    expect(events[0]?.body).toContain(mark)
    expect(events[0]?.body).toContain('Text.')
    expect({}).not.toHaveProperty('polluted')
  })

  test('gives the line of an error in the page', () => {
    expect(read('---\na: 1\nb: "x\n---\n').findings[0]?.line).toBeGreaterThanOrEqual(3)
    expect(read('+++\na = 1\nb = x\n+++\n').findings[0]?.line).toBe(3)
  })
})

describe('front matter with code', () => {
  let folder = ''
  let file = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'canary-'))
    file = join(folder, 'canary')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const names = [
    ...'js javascript JS JavaScript Js coffee coffeescript cson json ts js; js{ eval module'.split(' '),
    ...'constructor toString hasOwnProperty __proto__'.split(' '),
    ...[' js', ' javascript', 'js ', 'js\t', '\tjs', 'js // x'],
  ]
  const program = () =>
    `{ title: (globalThis.canary = require('node:fs').writeFileSync(${JSON.stringify(file)}, ''), globalThis.canary = 1, 'T') }`
  const frames: [string, (name: string, code: string) => string][] = [
    ['closed', (name, code) => `---${name}\n${code}\n---\n\nText.\n`],
    ['open', (name, code) => `---${name}\n${code}\n`],
    ['with a byte order mark', (name, code) => `\ufeff---${name}\r\n${code}\r\n---\r\n`],
    ['in the body', (name, code) => `---\ntitle: A\n---\n---${name}\n${code}\n---\n`],
    ['of TOML', (name, code) => `+++${name}\n${code}\n+++\n`],
  ]
  const spellings = frames.flatMap(([frame, write]) =>
    names.map((name) => [name, frame, () => write(name, program())] as const),
  )

  test.each(spellings)('is never executed: language %j, block %s', (name, frame, write) => {
    const text = write()
    const { events, findings } = read(text)
    spliceChangesSection(text, '### Changes:\n\n1. [A](/a.md) _(Current version)_\n')
    expect(globalThis).not.toHaveProperty('canary')
    expect(existsSync(file)).toBe(false)
    if (frame !== 'in the body') expect(findings.map((one) => one.name)).toContain('front-matter-unreadable')
    expect(events[0]?.body).toContain(frame === 'of TOML' ? '+++' : '---')
    expect(events[0]?.body).toContain(name.trim())
    expect(events[0]?.body).toContain('globalThis.canary')
  })

  test('is never executed by YAML tags', () => {
    read(`---\ntitle: !!js/function 'function () { globalThis.canary = 1 }'\nother: !!js/regexp /x/\n---\n`)
    expect(globalThis).not.toHaveProperty('canary')
  })

  test('leaves nothing in the cache of gray-matter', () => {
    read('---\ntitle: Remember me\n---\nText\n')
    expect(Object.keys((matter as unknown as { cache: object }).cache)).toEqual([])
  })
})

const piece = fc.constantFrom(
  ...'a [ ] { } *a | > " # % @ ` --- ... """ 2031-04-07 title __proto__ \\ , .'.split(' '),
  ...["'", "'''", ': ', '- ', '? ', '&a ', '!!str ', '!js ', '<<: ', '= ', '\n', '\n  ', '\t'],
)
const anyBlock = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''))

itHolds(
  'parsePage reads the event and body of a page with any front matter',
  () =>
    fc.property(anyBlock, fc.constantFrom('---', '+++'), (text, mark) => {
      const { events, findings } = read(`${mark}\n${text}\n${mark}\n\nThe end.\n`)
      expect(events).toHaveLength(1)
      expect(events[0]?.body).toContain('The end.')
      expect(findings.length).toBeLessThanOrEqual(2)
    }),
  { quick: 200, thorough: 3_000 },
)
