import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildRedirectLookup } from '../../../src/page/front-matter/redirects.ts'

const isRedirected = (path: string, { aliases = [] as string[], rules = '' }) =>
  buildRedirectLookup(aliases, [rules])(path)

describe('buildRedirectLookup with an alias', () => {
  it.each([
    ['posts/ferry.md', '/posts/ferry/'],
    ['posts/ferry.md', '/posts/ferry'],
    ['posts/ferry.md', 'posts/ferry.md'],
    ['posts/ferry.md', '/posts/ferry.html'],
    ['posts/ferry.md', './posts/ferry.md'],
    ['posts/ferry.md', '/posts/ferry/index.html'],
    ['posts/ferry.md', 'https://gazette.example/posts/ferry/?utm_source=feed#top'],
    ['posts/ferry/index.md', '/posts/ferry/'],
    ['posts/the ferry.md', '/posts/the%20ferry/'],
    ['posts/渡轮.md', '/posts/%E6%B8%A1%E8%BD%AE/'],
    ['posts/100%.md', '/posts/100%'],
    ['content/posts/ferry.md', '/posts/ferry/'],
    ['_posts/2018-01-15-ferry.md', '/2018/01/15/ferry.html'],
    ['data/2018_January_15.txt', '/data/2018_January_15'],
  ])('redirects %s for the alias %s', (path, alias) => {
    expect(isRedirected(path, { aliases: [alias] })).toBe(true)
  })

  it.each([
    ['posts/ferry.md', '/posts/harbour/'],
    ['posts/ferry.md', '/posts/ferry-2/'],
    ['posts/ferry.md', '/posts/'],
    ['posts/ferry.md', '/'],
    ['posts/ferry.md', ''],
    ['posts/ferry.md', '/other/posts/ferry/'],
    ['posts/a-ferry.md', '/posts/ferry/'],
    ['posts/index.md', '/'],
  ])('does not redirect %s for the alias %j', (path, alias) => {
    expect(isRedirected(path, { aliases: [alias] })).toBe(false)
  })
})

describe('buildRedirectLookup with a _redirects file', () => {
  it.each([
    ['posts/ferry.md', '/posts/ferry /posts/aground'],
    ['posts/ferry.md', '/posts/ferry/ /posts/aground 301'],
    ['posts/ferry.md', '  /posts/ferry.html\t/posts/aground\t302!'],
    ['posts/ferry.md', '/posts/ferry https://gazette.example/aground'],
    ['posts/ferry.md', '/posts/* /notes/:splat'],
    ['posts/2018/ferry.md', '/posts/* /notes/:splat 301'],
    ['posts/ferry.md', '# moved in May\r\n\r\n/other /there\r\n/posts/ferry /posts/aground\r\n'],
    // A site may omit the source folder.
    ['content/posts/ferry.md', '/posts/ferry /posts/aground'],
    ['content/posts/ferry.md', '/posts/* /notes/:splat'],
  ])('redirects %s for the rule %j', (path, rules) => {
    expect(isRedirected(path, { rules })).toBe(true)
  })

  it.each([
    ['posts/ferry.md', '# /posts/ferry /posts/aground'],
    ['posts/ferry.md', '/posts/ferry'],
    ['posts/ferry.md', '/posts/aground /posts/ferry'],
    ['posts/ferry.md', '/notes/* /posts/:splat'],
    // The folder's name is longer.
    ['postscript/ferry.md', '/posts/* /notes/:splat'],
    // The status 404 is no redirect.
    ['posts/ferry.md', '/* /404.html 404'],
  ])('does not redirect %s for the rule %j', (path, rules) => {
    expect(isRedirected(path, { rules })).toBe(false)
  })
})

describe('buildRedirectLookup', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((one) => !/^(?:index|readme)$/.test(one))
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `${names.join('/')}.md`)

  it('redirects any path by its address and by its folder', () => {
    fc.assert(
      fc.property(path, (one) => {
        const address = `/${one.replace(/\.md$/, '')}`
        const folder = address.slice(0, address.lastIndexOf('/') + 1)
        for (const alias of [address, `${address}/`, `${address}.html`, `/${one}`])
          expect(isRedirected(one, { aliases: [alias] })).toBe(true)
        expect(isRedirected(one, { rules: `${folder}* /elsewhere/:splat` })).toBe(true)
      }),
    )
  })

  it('redirects no other path', () => {
    fc.assert(
      fc.property(path, path, (one, other) => {
        fc.pre(one !== other && !`/${one}`.endsWith(`/${other}`))
        expect(isRedirected(one, { aliases: [`/${other}`], rules: `/${other} /there` })).toBe(false)
      }),
    )
  })

  it('redirects nothing without redirects', () => {
    expect(buildRedirectLookup([], [])('posts/ferry.md')).toBe(false)
    expect(buildRedirectLookup([], ['# nothing yet\n'])('posts/ferry.md')).toBe(false)
  })
})
