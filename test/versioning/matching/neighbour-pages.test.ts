import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NeighbourPages, neighbourFolders } from '../../../src/versioning/matching/neighbour-pages.ts'

const near = (path: string, ...files: string[]) => new NeighbourPages(files).neighboursOf(path).sort()
const many = (count: number, path: (number: number) => string) => Array.from({ length: count }, (_, i) => path(i))

describe('neighbourFolders', () => {
  it.each([
    ['posts', ['posts']],
    ['', ['']],
    ['news/2018/13/45', 'news/2018/13/45'],
    ['news/2018/01/15/skarholm', ['news/2018/01/15/skarholm']],
  ])('near %j are %j', (folder, folders) => {
    if (typeof folders === 'string') expect(neighbourFolders(folder)).toContain(folders)
    else expect(neighbourFolders(folder)).toEqual(folders)
  })

  it('are the folders of three days, with and without leading zeros', () => {
    const own = ['news/2018/1/1', 'news/2018/01/01', 'news/2018/01/1', 'news/2018/1/01']
    const next = ['news/2018/01/02', 'news/2018/01/2', 'news/2018/1/02', 'news/2018/1/2']
    expect(neighbourFolders('news/2018/1/1').sort()).toEqual([...own, ...next, 'news/2017/12/31'].sort())
    expect(neighbourFolders('2016/02/29')).toEqual(expect.arrayContaining(['2016/02/28', '2016/03/01']))
  })

  it('are symmetric', () => {
    const day = fc.date({ min: new Date('1999-12-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.integer({ min: -1, max: 1 }), fc.boolean(), fc.boolean(), (date, off, padded, other) => {
        const one = folderOf(date, padded)
        const two = folderOf(new Date(date.getTime() + off * 86_400_000), other)
        expect(neighbourFolders(one)).toContain(two)
        expect(neighbourFolders(one)[0]).toBe(one)
      }),
    )
  })
})

describe('NeighbourPages', () => {
  const day = 'news/2018/01/15'

  it('returns all pages of near folders where they are few', () => {
    const files = [`${day}/b.md`, 'news/2018/1/16/c.md', 'news/2018/01/14/d.md', 'news/2018/01/17/e.md', 'posts/f.md']
    expect(near(`${day}/a.md`, ...files)).toEqual([`${day}/b.md`, 'news/2018/01/14/d.md', 'news/2018/1/16/c.md'].sort())
  })

  it('returns no list pages and no portal pages for a page', () => {
    const files = [`${day}/index.md`, `${day}/README.md`, `${day}/_index.md`, `${day}/2018_January_15.txt`]
    expect(near(`${day}/a.md`, ...files)).toEqual([])
  })

  it('returns pages of near days in a large folder', () => {
    const files = many(100, (i) => `posts/2018-01-${String((i % 28) + 1).padStart(2, '0')}-${i}.md`)
    const found = near('posts/2018-01-15-ferry.md', ...files)
    expect(found.length).toBeGreaterThan(0)
    expect([...new Set(found.map((path) => path.slice(6, 16)))]).toEqual(['2018-01-14', '2018-01-15', '2018-01-16'])
  })

  it('returns pages with two common words in a large folder without days', () => {
    const others = many(80, (i) => `posts/note-number-${i}.md`)
    const files = ['posts/the-ferry-off-skarholm.md', 'posts/the-ferry-is-late.md', 'posts/skarholm.md', ...others]
    expect(near('posts/ferry-aground-off-skarholm.md', ...files)).toEqual(['posts/the-ferry-off-skarholm.md'])
    // One common word is enough for a name of one word.
    expect(near('posts/skarholm-now.md', ...files)).toEqual(
      expect.arrayContaining(['posts/skarholm.md', 'posts/the-ferry-off-skarholm.md']),
    )
  })

  it('returns pages with common words for Chinese names', () => {
    const others = many(80, (i) => `posts/消息-${i}.md`)
    expect(near('posts/渡轮搁浅.md', 'posts/渡轮脱险.md', 'posts/渡轮搁浅了.md', ...others)).toContain(
      'posts/渡轮搁浅了.md',
    )
  })

  it('returns the pages of neighbouring days for a portal page', () => {
    const days = ['2018_January_14', '2018_January_15', '2018_January_16', '2018_January_17', '2017_January_15']
    const files = [...days.map((name) => `data/${name}.txt`), 'data/notes.md', 'old/2018_January_15.txt']
    expect(near('data/2018_January_15.txt', ...files)).toEqual(days.slice(0, 3).map((name) => `data/${name}.txt`))
  })

  it('returns only existing pages, each once', () => {
    const path = fc
      .tuple(
        fc.constantFrom('', 'posts/', `${day}/`, 'news/2018/1/16/'),
        fc.constantFrom('ferry', '2018-01-15-ferry', 'index', '2018_January_15', 'a'),
        fc.constantFrom('.md', '.txt', '.markdown'),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(path, fc.uniqueArray(path), (one, files) => {
        const found = near(one, ...files)
        expect(files).toEqual(expect.arrayContaining(found))
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})

function folderOf(date: Date, padded: boolean): string {
  const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-')
  return padded ? `${year}/${month}/${day}` : `${year}/${Number(month)}/${Number(day)}`
}
