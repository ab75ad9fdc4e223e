import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildRedirectLookup } from '../../../src/page/front-matter/redirects.ts'

const leads = (path: string, { aliases = [] as string[], rules = '' }) => buildRedirectLookup(aliases, [rules])(path)

describe('an alias', () => {
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
  ])('leads on from %s where it is %s', (path, alias) => {
    expect(leads(path, { aliases: [alias] })).toBe(true)
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
  ])('does not lead on from %s where it is %j', (path, alias) => {
    expect(leads(path, { aliases: [alias] })).toBe(false)
  })
})

describe('a rule of a _redirects file', () => {
  it.each([
    ['posts/ferry.md', '/posts/ferry /posts/aground'],
    ['posts/ferry.md', '/posts/ferry/ /posts/aground 301'],
    ['posts/ferry.md', '  /posts/ferry.html\t/posts/aground\t302!'],
    ['posts/ferry.md', '/posts/ferry https://gazette.example/aground'],
    ['posts/ferry.md', '/posts/* /notes/:splat'],
    ['posts/2018/ferry.md', '/posts/* /notes/:splat 301'],
    ['posts/ferry.md', '# moved in May\r\n\r\n/other /there\r\n/posts/ferry /posts/aground\r\n'],
    // the folder of the source is not published
    ['content/posts/ferry.md', '/posts/ferry /posts/aground'],
    ['content/posts/ferry.md', '/posts/* /notes/:splat'],
  ])('leads on from %s where it is %j', (path, rules) => {
    expect(leads(path, { rules })).toBe(true)
  })

  it.each([
    ['posts/ferry.md', '# /posts/ferry /posts/aground'],
    ['posts/ferry.md', '/posts/ferry'],
    ['posts/ferry.md', '/posts/aground /posts/ferry'],
    ['posts/ferry.md', '/notes/* /posts/:splat'],
    // a folder of a longer name
    ['postscript/ferry.md', '/posts/* /notes/:splat'],
    // what answers that there is nothing leads nowhere
    ['posts/ferry.md', '/* /404.html 404'],
  ])('does not lead on from %s where it is %j', (path, rules) => {
    expect(leads(path, { rules })).toBe(false)
  })
})

describe('redirects', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((one) => !/^(?:index|readme)$/.test(one))
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `${names.join('/')}.md`)

  it('lead on from any path by its own address, and by its folder', () => {
    fc.assert(
      fc.property(path, (one) => {
        const address = `/${one.replace(/\.md$/, '')}`
        const folder = address.slice(0, address.lastIndexOf('/') + 1)
        for (const alias of [address, `${address}/`, `${address}.html`, `/${one}`])
          expect(leads(one, { aliases: [alias] })).toBe(true)
        expect(leads(one, { rules: `${folder}* /elsewhere/:splat` })).toBe(true)
      }),
    )
  })

  it('lead on from no path of another name', () => {
    fc.assert(
      fc.property(path, path, (one, other) => {
        fc.pre(one !== other && !`/${one}`.endsWith(`/${other}`))
        expect(leads(one, { aliases: [`/${other}`], rules: `/${other} /there` })).toBe(false)
      }),
    )
  })

  it('lead nowhere where there are none', () => {
    expect(buildRedirectLookup([], [])('posts/ferry.md')).toBe(false)
    expect(buildRedirectLookup([], ['# nothing yet\n'])('posts/ferry.md')).toBe(false)
  })
})
