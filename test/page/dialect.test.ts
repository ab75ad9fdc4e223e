import { expect, test } from 'vitest'
import { dialectOf, hasPageFileName } from '../../src/page/dialect.ts'

const day = '### [2031-04-7](/news/2031/04/7/index.md)\n# T\n'
const list = '## [2031-04-07](/news/2031/04/7/index.md)\n\n### [T ](/t.md)\n'

test.each([
  ['news/2031/04/7/t.md', day, 'context'],
  ['news/2031/04/7/t.md', `\ufeff\r\n\r\nFormats: [HTML](t.html)\r\n${day}`, 'context'],
  ['t.MARKDOWN', day, 'context'],
  ['t.md', `Text first.\n\n${day}`, 'front-matter'],
  ['t.md', '```\n### [2031-04-7](x)\n```\n', 'front-matter'],
  ['t.md', '### [April](x)\n', 'front-matter'],
  ['t.mdx', '', 'front-matter'],
  ['news/2031/04/7/index.md', day, 'list'],
  ['README.md', '# The archive\n', 'list'],
  ['Readme.markdown', '', 'list'],
  ['blog/_index.md', '---\ntitle: Blog\ndate: 2031-01-01\n---\n', 'list'],
  ['blog/a/index.md', '---\ntitle: A\ndate: 2031-01-01\n---\n', 'front-matter'],
  ['blog/a/index.md', '+++\ntitle = "A"\ndate = 2031-01-01\n+++\n', 'front-matter'],
  ['blog/a/index.md', '---\ntitle: Docs\n---\n', 'list'],
  ['digest.md', list, 'list'],
  ['data/2031_April_7.txt', '', 'portal'],
  ['2031_April_7.txt', 'anything', 'portal'],
  ['day.txt', '{{Current events header|2031|04|07}}\n', 'portal'],
  ['robots.txt', 'User-agent: *\n', 'none'],
  ['photo.png', day, 'none'],
  ['.draft.md', day, 'none'],
])('finds the dialect of %s with the text %j: %s', (path, text, dialect) => {
  expect(dialectOf(path, text)).toBe(dialect)
})

test('hasPageFileName accepts Markdown and text files that are not hidden', () => {
  expect(['a/b.md', 'B.MD', 'c.markdown', 'd.mdx', 'e.txt'].map(hasPageFileName)).not.toContain(false)
  expect(['a.png', 'md', 'a.md.bak', '.#a.md', 'x.md/y'].map(hasPageFileName)).not.toContain(true)
})
