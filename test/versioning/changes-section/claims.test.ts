import { describe, expect, it } from 'vitest'
import { targetPath, withClaims } from '../../../src/versioning/changes-section/claims.ts'
import { begin, claim, hour, version, versions } from '../../helpers/recording.ts'

const place = { path: 'news/15/now.md', seq: 7 }
const titles = (told: readonly { title: string }[]) => told.map(({ title }) => title)

describe('withClaims', () => {
  it('puts a claimed title where it ended, before the current version at the latest', () => {
    const seen = versions('Rain', 'Sleet', 'Snow')
    expect(titles(withClaims(seen, [claim('Drizzle', begin - hour)], place))).toEqual([
      'Drizzle',
      'Rain',
      'Sleet',
      'Snow',
    ])
    expect(titles(withClaims(seen, [claim('Hail', begin + 1.5 * hour)], place))).toEqual([
      'Rain',
      'Hail',
      'Sleet',
      'Snow',
    ])
    expect(titles(withClaims(seen, [claim('Hail', begin + 99 * hour)], place))).toEqual([
      'Rain',
      'Sleet',
      'Hail',
      'Snow',
    ])
  })

  it('says of a claimed version what the page says and no more', () => {
    const [first] = withClaims(versions('Rain'), [claim('Drizzle', begin - hour, '/news/15/drizzle.md')], place)
    expect(first).toEqual(
      version('Drizzle', {
        path: 'news/15/drizzle.md',
        body: null,
        from: null,
        until: begin - hour,
        seq: 7,
        claimed: true,
      }),
    )
  })

  it('falls back to the page for a target that names no page', () => {
    expect(withClaims(versions('Rain'), [claim('Drizzle', begin, 'https://elsewhere.example/')], place)[0]!.path).toBe(
      place.path,
    )
  })

  it.each([
    ['a title that is known but for its dress', claim('  «RAIN» ', begin)],
    ['an entry without a time', claim('Drizzle', null)],
    ['an entry without a title', claim('', begin)],
  ])('adds nothing for %s', (_, entry) => {
    const seen = versions('Rain', 'Snow')
    expect(withClaims(seen, [entry], place)).toBe(seen)
  })

  it('takes up each claimed title once, now and later', () => {
    const claims = [claim('Drizzle', begin - hour), claim('Drizzle', begin - 2 * hour)]
    const once = withClaims(versions('Rain'), claims, place)
    expect(titles(once)).toEqual(['Drizzle', 'Rain'])
    expect(withClaims(once, claims, place)).toBe(once)
  })

  it('keeps the order of claims, also where they name one moment', () => {
    const claims = [claim('One', begin - hour), claim('Two', begin - hour), claim('Three', begin)]
    expect(titles(withClaims(versions('Rain'), claims, place))).toEqual(['One', 'Two', 'Three', 'Rain'])
  })
})

describe('targetPath', () => {
  it.each([
    ['/news/2018/01/15/rain.md', 'news/2018/01/15/rain.md'],
    ['news/rain.md?x=1#top', 'news/rain.md'],
    ['/news/p%C3%A9rez.md', 'news/pérez.md'],
    ['/news/100%.md', 'news/100%.md'],
    ['https://elsewhere.example/rain.md', null],
    ['//elsewhere.example/rain.md', null],
    ['javascript:alert(1)', null],
    ['/news/../../secret.md', null],
    ['/news/%2e%2e/secret.md', null],
    ['/news//rain.md', null],
    ['/', null],
    ['#top', null],
    ['', null],
  ])('reads %j as %j', (target, path) => expect(targetPath(target)).toBe(path))
})
