import { describe, expect, test } from 'vitest'
import { parsePage } from '../../../src/page/parse-page.ts'
import { extendSectionNames } from '../../../src/page/sections/outline.ts'

const path = 'news/2031/04/7/a-ferry-runs-aground.md'
const read = (text: string, at = path) => parsePage(at, new TextEncoder().encode(text))
const only = (text: string) => read(text).events[0]

const page = `
Formats: [HTML](a.html)  [JSON](a.json)  
### [2031-04-7](/news/2031/04/7/index.md)

##### Coastal shipping
#  A ferry runs   aground off Port Ellery, 12 people are hurt. 

The harbour master has closed the channel.

### Sources:

1. [The Gull](https://example.org/ferry)
2. [Harbour Radio](https://example.org/a_(b)?x=1&y=2)
2. [Cover Image](https://example.org/ferry.jpg)

### Changes:

1. [A ferry is late. ](/news/2031/04/7/a-ferry-is-late.md) _2031-04-07 09:15:00 (First version)_
1. [ A ferry runs aground off Port Ellery, 12 people are hurt.](/news/2031/04/7/a-ferry-runs-aground.md) _(Current version)_

### Related:

1. [Dredging of the channel is put off. ](/news/2030/11/2/dredging.md) _Context: Port Ellery, Shipping_
2. [A lighthouse reopens. ](/news/2029/01/30/lighthouse.md) _Context: Port Ellery_
`

describe('parsePage of a context page', () => {
  test('reads day, title, topic, body, sources, related links and changes', () => {
    const { dialect, day, events, links, related, changes, findings } = read(page)
    expect({ dialect, day, findings }).toEqual({ dialect: 'context', day: '2031-04-07', findings: [] })
    expect(events).toEqual([
      {
        title: 'A ferry runs aground off Port Ellery, 12 people are hurt.',
        day: '2031-04-07',
        topic: 'Coastal shipping',
        body: 'The harbour master has closed the channel.',
        sources: ['https://example.org/ferry', 'https://example.org/a_(b)?x=1&y=2'],
        path,
        line: 6,
      },
    ])
    expect(links.map(({ text, cover }) => [text, cover])).toEqual([
      ['The Gull', false],
      ['Harbour Radio', false],
      ['Cover Image', true],
    ])
    expect(related).toEqual([
      {
        title: 'Dredging of the channel is put off.',
        target: '/news/2030/11/2/dredging.md',
        contexts: ['Port Ellery', 'Shipping'],
      },
      { title: 'A lighthouse reopens.', target: '/news/2029/01/30/lighthouse.md', contexts: ['Port Ellery'] },
    ])
    expect(changes).toEqual([
      {
        title: 'A ferry is late.',
        target: '/news/2031/04/7/a-ferry-is-late.md',
        until: Date.UTC(2031, 3, 7, 9, 15),
        label: 'First version',
        line: 18,
      },
      {
        title: 'A ferry runs aground off Port Ellery, 12 people are hurt.',
        target: `/${path}`,
        until: null,
        label: 'Current version',
        line: 19,
      },
    ])
  })

  test('keeps generated parts apart from the body', () => {
    const { regenerated } = read(page)
    expect(regenerated.formats).toBe('Formats: [HTML](a.html)  [JSON](a.json)')
    expect(regenerated.covers).toBe('2. [Cover Image](https://example.org/ferry.jpg)')
    expect(regenerated.changes).toMatch(/^### Changes:\n\n1\. \[A ferry is late.*\(Current version\)_$/s)
    expect(regenerated.related).toMatch(/^### Related:\n.*_Context: Port Ellery_$/s)
  })

  test.each([
    ['CRLF', page.replaceAll('\n', '\r\n')],
    ['lone CR', page.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${page}`],
    ['no last newline', page.trimEnd()],
    ['blanks at the ends of lines', page.replaceAll('\n', ' \t\n')],
  ])('reads the same with %s', (_, text) => {
    expect(read(text).events).toEqual(read(page).events)
    expect(read(text).changes).toEqual(read(page).changes)
    expect(read(text).related).toEqual(read(page).related)
  })

  test('reads Chinese section names', () => {
    const chinese = read(
      '### [2031-04-7](/zh/news/2031/04/7/index.md)\n\n##### 航運\n# 一艘渡輪在港口擱淺。\n\n\n### 信息来源:\n\n1. [海鷗報](https://example.org/船)\n\n### 有关:\n\n1. [ 燈塔重新開放。](/zh/news/2029/01/30/燈塔.md) _上下文: 港口, 航運_\n2. [航道延期。](/zh/news/2030/11/2/航道.md) _消息：港口_\n',
    )
    expect(chinese.events[0]).toMatchObject({
      title: '一艘渡輪在港口擱淺。',
      topic: '航運',
      body: '',
      sources: ['https://example.org/船'],
    })
    expect(chinese.related.map(({ title, contexts }) => [title, contexts])).toEqual([
      ['燈塔重新開放。', ['港口', '航運']],
      ['航道延期。', ['港口']],
    ])
  })

  test('reads custom section names beside the default ones', () => {
    const text =
      '### [2031-04-7](x)\n# Eine Fähre läuft auf Grund.\n\n### Quellen:\n\n1. [Möwe](https://example.org/m)\n\n### Related:\n\n1. [A](/a.md)\n'
    expect(only(text)?.sources).toEqual([])
    const own = parsePage(path, new TextEncoder().encode(text), {
      sections: extendSectionNames({ sources: 'Quellen:' }),
    })
    expect(own.events[0]).toMatchObject({ sources: ['https://example.org/m'], body: '' })
    expect(own.related).toHaveLength(1)
  })
})

describe('parsePage of odd context pages', () => {
  const titled = (title: string) => only(`### [2031-04-7](x)\n# ${title}\n`)?.title

  test.each([
    ['entities', 'Comet&mdash;a rare one&#039;s view &amp; more'],
    ['a broken source link', 'The council votes. [https:--example.org-a-1 (The Gull)]'],
    ['brackets', 'Snow reaches [?]67 cm'],
    ['dangling quotes of a wiki', "Read in ''The Gull, says the mayor"],
    ['misplaced punctuation', 'Fined.("The Gull")], says the court'],
    ['a broken template', 'May 2031 lc=y, the levee holds'],
    ['lost letters', 'Mtley crew wins coup d tat'],
    ['number signs', 'Track #'],
    ['a no-break space', '5\u00a0km of road'],
  ])('keeps %s in a title', (_, title) => {
    expect(titled(title)).toBe(title)
  })

  test('finds the target after any link text', () => {
    const { related } = read(
      '### [2031-04-7](x)\n# T\n\n### Related:\n\n1. [The plot. [https:--example.org-a (The Gull)]] ](/news/a.md) _Context: Court_\n2. [ Spilled.("The Gull")], ](/news/b.md)\n3. [Warm [?]67 C](</news/c d.md>) _Context: _\n4. [Odd ](x) end](/news/d.md)\nno link at all\n',
    )
    expect(related.map(({ title, target }) => [title, target])).toEqual([
      ['The plot. [https:--example.org-a (The Gull)]]', '/news/a.md'],
      ['Spilled.("The Gull")],', '/news/b.md'],
      ['Warm [?]67 C', '/news/c d.md'],
      ['Odd ](x) end', '/news/d.md'],
    ])
  })

  test('reads sources in odd forms', () => {
    const { links, events } = read(
      `### [2031-04-7](x)\n# T\n\n### Source:\n1. [Radio via ''The Gull](https://example.org/1)\n1.[Bare](https://example.org/2), [Twin](<https://example.org/3> "a title")\n- https://example.org/4\n3. by word of mouth\n4. [Empty]()\n5. ![Boat](https://example.org/boat.png)\n`,
    )
    expect(links.map(({ text }) => text)).toEqual(["Radio via ''The Gull", 'Bare', 'Twin', '', 'Empty', 'Boat'])
    expect(events[0]?.sources).toEqual([1, 2, 3, 4].map((n) => `https://example.org/${n}`))
    expect(events[0]?.body).toBe('3. by word of mouth')
  })

  test('reads a missing or empty topic as null', () => {
    expect(only('### [2031-04-7](x)\n# T\n')?.topic).toBeNull()
    expect(only('### [2031-04-7](x)\n##### \n# T\n')).toMatchObject({ topic: null, body: '' })
  })

  test('reads pages without sections, and sections without a colon', () => {
    expect(only('### [2031-04-7](x)\n# T')).toMatchObject({ title: 'T', body: '', sources: [] })
    expect(only('### [2031-04-7](x)\n# T\n### Sources\n1. [A](https://example.org/)')).toMatchObject({
      sources: ['https://example.org/'],
      body: '',
    })
  })

  test('reads a Changes section after the related list', () => {
    const { related, changes } = read(
      '### [2031-04-7](x)\n# T\n### Related:\n1. [A](/a.md)\n### Changes:\n1. [B](/b.md) _(Current version)_\n',
    )
    expect([related.length, changes.length]).toEqual([1, 1])
  })

  test('gives a warning and no event without a title', () => {
    const { events, findings } = read('### [2031-04-7](x)\n\n# \n\nText.\n')
    expect(events).toEqual([])
    expect(findings).toMatchObject([{ name: 'page-unreadable', severity: 'warning', path }])
  })

  test('reads all copies of a section and gives a finding', () => {
    const { events, findings } = read(
      '### [2031-04-7](x)\n# T\n### Sources:\n1. [A](https://a.example)\n### Sources:\n1. [B](https://b.example)\n',
    )
    expect(events[0]?.sources).toEqual(['https://a.example', 'https://b.example'])
    expect(findings).toMatchObject([{ name: 'section-duplicated', rule: 'VAR144', line: 5 }])
  })

  test.each([
    ['a code fence', '```\n### Sources:\n1. [A](https://a.example)\n# No\n```'],
    ['a fence of tildes', '~~~~ md\n~~~\n### Sources:\n~~~~'],
    ['a comment', '<!--\n### Sources:\n\n1. [A](https://a.example)\n-->'],
    ['a script', '<script>\n\n### Sources:\n</script>'],
    ['indented code', 'Text.\n\n    ### Sources:'],
  ])('ignores a heading inside %s', (_, block) => {
    const event = only(`### [2031-04-7](x)\n# T\n\n${block}\n`)
    expect(event?.sources).toEqual([])
    expect(event?.body).toBe(block)
  })

  test('keeps unknown sections and text below a list in the body', () => {
    const event = only(
      '### [2031-04-7](x)\n# T\n\nLead.\n\n### Background:\n\nOld story.\n\n### Related:\n\n1. [A](/a.md)\n\nA paragraph of its own.\n\n#### Note\n\nLast.\n',
    )
    expect(event?.body).toBe('Lead.\n\n### Background:\n\nOld story.\n\nA paragraph of its own.\n\n#### Note\n\nLast.')
  })

  test('takes the day from the path where the heading has an invalid one', () => {
    expect(read('### [2031-02-31](x)\n# T\n').day).toBe('2031-04-07')
  })

  test('gives a finding for different days in heading and folder', () => {
    const { day, findings } = read('### [2031-04-8](/news/2031/04/8/index.md)\n# T\n')
    expect(day).toBe('2031-04-08')
    expect(findings).toMatchObject([{ name: 'day-mismatch', line: 1, expected: '2031-04-08', actual: '2031-04-07' }])
  })

  test('gives a finding for hidden characters in a title', () => {
    const { events, findings } = read('### [2031-04-7](x)\n# The \u202eyvan\u202c sails\n')
    expect(events).toHaveLength(1)
    expect(findings).toMatchObject([{ name: 'bidi-control', line: 2, actual: 'U+202E U+202C' }])
  })
})
