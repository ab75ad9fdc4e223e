import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalUrl, isHomePage } from '../../../src/identity/scoring/canonical-url.ts'

describe('canonicalUrl', () => {
  it.each([
    ['http://www.gazette.example/ferry/', 'https://gazette.example/ferry'],
    ['//m.gazette.example/ferry', 'https://gazette.example/ferry'],
    ['https://GAZETTE.example:443/ferry#photos', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry/index.html', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry/amp/', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry?utm_source=letter&fbclid=1&CMP=share', 'https://gazette.example/ferry'],
    [
      'https://gazette.example/article/the-ferry-idUKKBN14G1N3?il=0',
      'https://gazette.example/article/the-ferry-idUKKBN14G1N3',
    ],
    ['https://gazette.example/2016/ferry.html?src=letter', 'https://gazette.example/2016/ferry.html'],
    ['https://gazette.example/the_ferry?mod=latest&via=rel', 'https://gazette.example/the_ferry'],
    ['https://gazette.example/2016/ferry/index.htm?source=home', 'https://gazette.example/2016/ferry'],
    ['https://www.m.gazette.example/ferry', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry//amp//', 'https://gazette.example/ferry'],
    ['https://gazette.example/?b=2&a=1', 'https://gazette.example?a=1&b=2'],
    ['https://reader@gazette.example/ferry', 'https://gazette.example/ferry'],
    ['http://www.bbc.co.uk/news/world-1', 'https://www.bbc.com/news/world-1'],
    ['http://edition.cnn.com/2018/01/15/ferry/', 'https://www.cnn.com/2018/01/15/ferry/index.html'],
    ['http://www.guardian.co.uk/world/ferry', 'https://amp.theguardian.com/world/ferry'],
  ])('is equal for %s and %s', (one, other) => expect(canonicalUrl(one)).toBe(canonicalUrl(other)))

  it.each([
    ['https://gazette.example/ferry', 'https://gazette.example/Ferry'],
    ['https://gazette.example/story?id=7', 'https://gazette.example/story?id=8'],
    ['https://gazette.example/ferry', 'https://coast.example/ferry'],
    ['https://news.gazette.example/ferry', 'https://gazette.example/ferry'],
    ['https://gazette.example/1.5', 'https://gazette.example/15'],
    ['https://m.co/a', 'https://amp.co/a'],
    ['https://amp.dev/a', 'https://dev/a'],
    ['https://www.com/a', 'https://com/a'],
    ['https://bbs.example/forum.php?mod=viewthread&tid=1001', 'https://bbs.example/forum.php?mod=viewthread&tid=2002'],
    ['https://bbs.example/a-forum/thread?tid=12', 'https://bbs.example/a-forum/thread?tid=13'],
    [
      'https://gazette.example/search1/2603000000.html?cid=AEN1',
      'https://gazette.example/search1/2603000000.html?cid=AEN2',
    ],
    ['https://gazette.example/2016/story.asp?source=flood', 'https://gazette.example/2016/story.asp?source=ferry'],
    ['https://gazette.example/?share=flood', 'https://gazette.example/?share=ferry'],
    ['https://gazette.example/story?src=flood', 'https://gazette.example/story?src=ferry'],
    ['http://news.bbc.co.uk/1/hi/7', 'http://www.bbc.co.uk/1/hi/7'],
    ['https://gazette.example.co.uk/ferry', 'https://gazette.example.com/ferry'],
  ])('differs for %s and %s', (one, other) => expect(canonicalUrl(one)).not.toBe(canonicalUrl(other)))

  it('returns other text trimmed and in lower case', () => {
    expect(canonicalUrl('  The Gazette, page 3 ')).toBe('the gazette, page 3')
  })

  it('handles a long run of slashes in linear time', () => {
    expect(canonicalUrl(`https://gazette.example/ferry${'/'.repeat(2_000_000)}x`)).toMatch(/x$/)
    expect(canonicalUrl(`https://gazette.example/ferry${'/'.repeat(2_000_000)}`)).toBe('gazette.example/ferry')
  })

  it('does not change a canonical URL', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const canonical = canonicalUrl(url)
        expect(canonicalUrl(`https://${canonical}`)).toBe(canonical)
      }),
    )
  })
})

describe('isHomePage', () => {
  it('is true for a site and false for an article', () => {
    expect(isHomePage(canonicalUrl('https://www.gazette.example/'))).toBe(true)
    expect(isHomePage(canonicalUrl('https://gazette.example/ferry'))).toBe(false)
    expect(isHomePage(canonicalUrl('https://gazette.example/?story=7'))).toBe(false)
  })
})
