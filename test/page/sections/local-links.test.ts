import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyStart } from '../../../src/page/front-matter/front-matter-block.ts'
import { candidatePaths, entryPaths, localLinks, mountOf } from '../../../src/page/sections/local-links.ts'
import { readOutline } from '../../../src/page/sections/outline.ts'

const from = 'news/2018/01/15/a.md'
const linksOf = (text: string, path = from) =>
  localLinks(path, readOutline(text, undefined, bodyStart(text)), mountOf(path, text))
const targets = (text: string) => linksOf(text).map(({ target }) => target)

describe('localLinks', () => {
  it.each([
    '[a](b.md)',
    '[a]( b.md )',
    '[a](<b.md>)',
    '[a](b.md "The pier")',
    '![a](b.md)',
    '[![a](a.png)](b.md)',
    'see [the [old] pier](b.md).',
    '[a]: b.md',
    '  [a]: <b.md> "The pier"',
    '- [a](b.md), and more',
    '# [a](b.md)',
  ])('finds the link in %j', (line) => {
    expect(linksOf(`One\n${line}\n`)).toEqual([
      {
        target: 'b.md',
        paths: ['news/2018/01/15/b.md', 'b.md'],
        line: 2,
        column: line.indexOf('b.md') + 1,
        generated: false,
      },
    ])
  })

  it.each([
    '[a](https://gazette.example/b.md)',
    '[a](//gazette.example/b.md)',
    '[a](mailto:desk@gazette.example.md)',
    '[a](#b.md)',
    '[a](?b.md)',
    '[a](/posts/open-day/)',
    '[a](b)',
    '[a](b.html)',
    '[a](b.png)',
    '[a](../../../../../b.md)',
    '[a]()',
    '[a] (b.md)',
    '`[a](b.md)`',
    '`` [a](b.md) ` ``',
    '[a]({{< ref "b.md" >}})',
    '[a]({% link b.md %})',
    '    [^1]: see b.md',
    'a](b.md',
  ])('finds no link to a page in %j', (line) => {
    expect(linksOf(`${line}\n`)).toEqual([])
  })

  it('ignores links in code, comments and front matter', () => {
    const text = '---\nsee: "[a](b.md)"\n---\n\n```\n[a](b.md)\n```\n\n<!--\n[a](b.md)\n-->\n\n[a](c.md)\n'
    expect(targets(text)).toEqual(['c.md'])
  })

  it('ignores the heading of the day and the Changes section', () => {
    const text =
      '### [2018-01-15](/news/2018/01/15/index.md)\n\n# A ferry\n\n### Source:\n\n1. [Diary](/diary.md)\n\n' +
      '### Changes:\n\n1. [A](/old.md) _(Current version)_\n'
    expect(targets(text)).toEqual(['/diary.md'])
  })

  it('marks links of the related list as generated', () => {
    const text = '[a](b.md)\n\n### Related:\n\n1. [c](d.md)\n\nText [e](f.md)\n'
    expect(linksOf(text).map(({ target, generated }) => [target, generated])).toEqual([
      ['b.md', false],
      ['d.md', true],
      ['f.md', false],
    ])
  })

  it('gives the line and column of the target', () => {
    const part = fc.constantFrom(
      ...['[a](b.md)', '[x](<c d.md>)', '`[n](o.md)`', 'words ', '渡轮 ', '👩‍🚒 ', '[', '](', ')', '\t'],
    )
    fc.assert(
      fc.property(fc.array(fc.array(part, { maxLength: 6 }), { maxLength: 6 }), (lines) => {
        const text = lines.map((parts) => parts.join('')).join('\n')
        for (const { target, line, column, paths } of linksOf(text)) {
          expect(text.split('\n')[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^${target.replace(/[.]/g, '\\.')}`))
          expect(paths.length).toBeGreaterThan(0)
        }
      }),
    )
  })
})

describe('candidatePaths', () => {
  it.each([
    ['/news/b.md', '', ['news/b.md']],
    ['b.md', '', ['news/2018/01/15/b.md', 'b.md']],
    ['./b.md', '', ['news/2018/01/15/b.md', 'b.md']],
    ['../14/b.md', '', ['news/2018/01/14/b.md']],
    ['news//b.md', '', ['news/2018/01/15/news/b.md', 'news/b.md']],
    ['/b.md?a=1#top', '', ['b.md']],
    ['/the%20pier.md', '', ['the pier.md']],
    ['/100%.md', '', ['100%.md']],
    ['/%E6%B8%A1.md', '', ['渡.md']],
    ['/%2e%2e/b.md', '', []],
    ['/zh/news/b.md', '/zh', ['news/b.md', 'zh/news/b.md']],
    ['/news/b.md', '/zh', ['news/b.md']],
    ['/zhou/b.md', '/zh', ['zhou/b.md']],
    ['', '', []],
    ['/', '', []],
    ['..', '', ['news/2018/01']],
    ['https://gazette.example/b.md', '', []],
    ['C:\\b.md', '', []],
    ['\\\\server\\b.md', '', []],
  ])('gives for %j with the mount folder "%s" %j', (target, mount, paths) => {
    expect(candidatePaths(target, from, mount)).toEqual(paths)
  })

  it('never gives a path outside the archive', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b.md', '%2e%2e', '%2F', '/', ' ', '?', '#')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        for (const path of [...candidatePaths(parts.join('/'), from, ''), ...entryPaths(parts.join('/'), from, '/zh')])
          for (const name of path.split('/')) expect(['', '.', '..']).not.toContain(name)
      }),
    )
  })
})

describe('entryPaths', () => {
  it.each([
    ['/news/b.md', ['news/b.md']],
    ['/news/b', ['news/b', 'news/b.md', 'news/b/index.md']],
    ['/news/b/', ['news/b', 'news/b.md', 'news/b/index.md']],
    ['/news/b.html', ['news/b.html', 'news/b.md', 'news/b.html/index.md']],
    ['https://gazette.example/b', []],
  ])('gives for %j %j', (target, paths) => {
    expect(entryPaths(target, from, '')).toEqual(paths)
  })
})

describe('mountOf', () => {
  const day = (link: string) => `### [2018-01-15](${link})\n\n# A ferry\n`

  it.each([
    ['/zh/news/2018/01/15/index.md', '/zh'],
    ['/a/b/news/2018/01/15/index.md', '/a/b'],
    ['/news/2018/01/15/index.md', ''],
    ['/zh/news/2018/01/14/index.md', ''],
    ['https://gazette.example/zh/news/2018/01/15/index.md', ''],
    ['news/2018/01/15/index.md', ''],
    ['/zh/news/2018/01/15/more/index.md', ''],
  ])('reads from the day link %s the mount folder "%s"', (link, mount) => {
    expect(mountOf(from, day(link))).toBe(mount)
    expect(mountOf(from, `Formats: [HTML](a.html)\n\n${day(link)}`)).toBe(mount)
  })

  it('gives an empty folder for a page at the root or without a day', () => {
    expect(mountOf('a.md', day('/zh/a.md'))).toBe('')
    expect(mountOf(from, '# A ferry\n\n[x](/zh/news/2018/01/15/index.md)\n')).toBe('')
  })
})
