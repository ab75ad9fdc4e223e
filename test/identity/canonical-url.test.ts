import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalUrl, isHomePage } from '../../src/identity/canonical-url.ts'

describe('canonicalUrl', () => {
  it.each([
    ['http://www.gazette.example/ferry/', 'https://gazette.example/ferry'],
    ['//m.gazette.example/ferry', 'https://gazette.example/ferry'],
    ['https://GAZETTE.example:443/ferry#photos', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry/index.html', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry/amp/', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry?utm_source=letter&fbclid=1&CMP=share', 'https://gazette.example/ferry'],
    ['https://gazette.example/ferry?il=0', 'https://gazette.example/ferry'],
    ['https://gazette.example/?b=2&a=1', 'https://gazette.example?a=1&b=2'],
    ['https://reader@gazette.example/ferry', 'https://gazette.example/ferry'],
  ])('makes one of %s and %s', (one, other) => expect(canonicalUrl(one)).toBe(canonicalUrl(other)))

  it.each([
    ['https://gazette.example/ferry', 'https://gazette.example/Ferry'],
    ['https://gazette.example/story?id=7', 'https://gazette.example/story?id=8'],
    ['https://gazette.example/ferry', 'https://coast.example/ferry'],
    ['https://news.gazette.example/ferry', 'https://gazette.example/ferry'],
    ['https://gazette.example/1.5', 'https://gazette.example/15'],
  ])('keeps %s and %s apart', (one, other) => expect(canonicalUrl(one)).not.toBe(canonicalUrl(other)))

  it('gives text that is no address back, trimmed and in lower case', () => {
    expect(canonicalUrl('  The Gazette, page 3 ')).toBe('the gazette, page 3')
  })

  it('needs to be applied only once', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const canonical = canonicalUrl(url)
        expect(canonicalUrl(`https://${canonical}`)).toBe(canonical)
      }),
    )
  })
})

describe('isHomePage', () => {
  it('is true of a site, not of an article', () => {
    expect(isHomePage(canonicalUrl('https://www.gazette.example/'))).toBe(true)
    expect(isHomePage(canonicalUrl('https://gazette.example/ferry'))).toBe(false)
    expect(isHomePage(canonicalUrl('https://gazette.example/?story=7'))).toBe(false)
  })
})
