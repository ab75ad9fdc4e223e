import { describe, expect, test } from 'vitest'
import { parsePage } from '../../../src/page/parse-page.ts'

const read = (text: string, path = 'notes/ships-in-the-fog.md') => parsePage(path, new TextEncoder().encode(text))
const only = (text: string, path?: string) => read(text, path).events[0]

describe('parsePage of a page with front matter', () => {
  test('reads title, day, topic and sources from the fields and the rest as the body', () => {
    const page = read(
      '---\ntitle: "Tide tables:  the bar"\ndate: 2031-04-7\ncategories: [Harbour, Sport]\nsource: https://a.example/1\nsources:\n  - https://a.example/2\n  - url: https://a.example/3\n  - The Gull\nlink: https://a.example/1\n---\n\nTwo fathoms.\n\n## Crossing\n\nAt noon.\n',
    )
    expect(page).toMatchObject({ dialect: 'front-matter', day: '2031-04-07', findings: [] })
    expect(page.events).toEqual([
      {
        title: 'Tide tables: the bar',
        day: '2031-04-07',
        topic: 'Harbour',
        body: 'Two fathoms.\n\n## Crossing\n\nAt noon.',
        sources: ['https://a.example/1', 'https://a.example/2', 'https://a.example/3'],
        path: 'notes/ships-in-the-fog.md',
        line: 2,
      },
    ])
  })

  test('reads TOML front matter', () => {
    expect(
      only('+++\ndate = 2031-04-07T10:00:00Z\ntitle = "Regatta"\ncanonical = "https://a.example/"\n+++\nText\n'),
    ).toMatchObject({
      title: 'Regatta',
      day: '2031-04-07',
      sources: ['https://a.example/'],
      body: 'Text',
      line: 3,
    })
  })

  test.each([
    ['title: 1984', '1984'],
    ['title: >\n  Two\n  lines', 'Two lines'],
    ['title: ""', 'From the heading'],
    ['title: null', 'From the heading'],
    ['title: [a]', 'From the heading'],
    ['other: 1', 'From the heading'],
  ])('reads from %j the title %j', (raw, title) => {
    expect(only(`---\n${raw}\n---\n# From the heading #\n`)?.title).toBe(title)
  })

  test.each([
    ['topic: A\ncategory: B', 'A'],
    ['category: B\ncategories: [C]', 'B'],
    ['categories: C', 'C'],
    ['tags: [D]', null],
  ])('reads from %j the topic %s', (raw, topic) => {
    expect(only(`---\ntitle: T\n${raw}\n---\n`)?.topic).toBe(topic)
  })

  test('keeps a heading in the body unless it repeats the title', () => {
    expect(only('---\ntitle: Fog\n---\n# Fog\n\nText\n')?.body).toBe('Text')
    expect(only('---\ntitle: Fog\n---\n# Mist\n\nText\n')?.body).toBe('# Mist\n\nText')
  })

  test('reads the known sections apart from the body', () => {
    const page = read(
      '---\ntitle: Fog\nsource: https://a.example/1\n---\nText\n\n### Source:\n\n1. [B](https://b.example)\n\n### Changes:\n\n1. [Fogg](/f.md) _2031-04-07 10:00:00 (First version)_\n2. [Fog](/f.md) _(Current version)_\n\n### Related:\n\n1. [C](/c.md) _Context: D_\n',
    )
    expect(page.events[0]).toMatchObject({ body: 'Text', sources: ['https://a.example/1', 'https://b.example'] })
    expect([page.changes.length, page.related.length]).toEqual([2, 1])
  })

  test('keeps a section heading without a colon in the body', () => {
    expect(only('---\ntitle: 2.0\n---\n### Changes\n\n- [A](/a.md)\n')?.body).toBe('### Changes\n\n- [A](/a.md)')
  })

  test('ignores comments in the block', () => {
    expect(only('---\n# note\nlayout: post\n### Sources:\n---\n# Real\n')).toMatchObject({ title: 'Real', body: '' })
  })

  test('takes the day from the path without a date field, and gives a finding for different days', () => {
    expect(only('---\ntitle: T\n---\n', '_posts/2031-04-07-t.md')?.day).toBe('2031-04-07')
    expect(read('---\ntitle: T\ndate: 2031-04-08\n---\n', '_posts/2031-04-07-t.md').findings).toMatchObject([
      { name: 'day-mismatch' },
    ])
    expect(read('---\ntitle: T\ndate: 2031-04-08 01:00:00 +0200\n---\n', '_posts/2031-04-07-t.md').findings).toEqual([])
  })

  test('reads a context page after the front matter', () => {
    const page = read(
      '---\nlayout: event\ntopic: Sea\n---\n### [2031-04-7](/news/2031/04/7/index.md)\n\n# Fog lifts. \n\n### Sources\n\n1. [A](https://a.example)\n',
    )
    expect(page.dialect).toBe('front-matter')
    expect(page.events[0]).toMatchObject({
      title: 'Fog lifts.',
      topic: 'Sea',
      day: '2031-04-07',
      body: '',
      sources: ['https://a.example'],
      line: 7,
    })
  })
})

describe('parsePage of Markdown without front matter', () => {
  test.each([
    ['# One\n\nText', 'One', 'Text', 1],
    ['Text\n\n## Two ##\n', 'Two', 'Text', 3],
    ['Three\n=====\nText', 'Three', 'Text', 1],
    ['Four\nlines\n---\nText', 'Four lines', 'Text', 1],
    ['```\n# not this\n```\n\n# Five\n', 'Five', '```\n# not this\n```', 5],
    ['```\n\nnot this\n===\n```\n## Five and a half', 'Five and a half', '```\n\nnot this\n===\n```', 6],
    ['- item\n---\n# Six\n', 'Six', '- item\n---', 3],
    ['#hashtag\n', 'ships in the fog', '#hashtag', 1],
    ['Only text.\n', 'ships in the fog', 'Only text.', 1],
  ])('takes the title of %j from the first heading, else from the file name', (text, title, body, line) => {
    expect(only(text)).toMatchObject({ title, body, line })
  })

  test.each([
    ['2031-04-07-night_train.md', 'night train'],
    ['夜行列车.md', '夜行列车'],
    ['a/great-fog/page.v2.mdx', 'page.v2'],
  ])('reads the file name %s as %j', (path, title) => {
    expect(only('Text', path)?.title).toBe(title)
  })

  test.each(['', '\n \n', '\ufeff', '---\nlayout: x\n---\n'])('gives a warning and no event for %j', (text) => {
    expect(read(text)).toMatchObject({ events: [], findings: [{ name: 'page-unreadable', severity: 'warning' }] })
  })
})
