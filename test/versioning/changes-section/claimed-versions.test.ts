import { describe, expect, it } from 'vitest'
import { targetPath, withClaimedVersions } from '../../../src/versioning/changes-section/claimed-versions.ts'
import { claim, msPerHour, startTime, version, versions } from '../../helpers/plan-history.ts'

const place = { path: 'news/15/now.md', seq: 7 }
const titles = (all: readonly { title: string }[]) => all.map(({ title }) => title)

describe('withClaimedVersions', () => {
  it('inserts a claimed title by its end, before the current version', () => {
    const seen = versions('Rain', 'Sleet', 'Snow')
    expect(titles(withClaimedVersions(seen, [claim('Drizzle', startTime - msPerHour)], place))).toEqual([
      'Drizzle',
      'Rain',
      'Sleet',
      'Snow',
    ])
    expect(titles(withClaimedVersions(seen, [claim('Hail', startTime + 1.5 * msPerHour)], place))).toEqual([
      'Rain',
      'Hail',
      'Sleet',
      'Snow',
    ])
    expect(titles(withClaimedVersions(seen, [claim('Hail', startTime + 99 * msPerHour)], place))).toEqual([
      'Rain',
      'Sleet',
      'Hail',
      'Snow',
    ])
  })

  it('has only the claimed fields in a claimed version', () => {
    const [first] = withClaimedVersions(
      versions('Rain'),
      [claim('Drizzle', startTime - msPerHour, '/news/15/drizzle.md')],
      place,
    )
    expect(first).toEqual(
      version('Drizzle', {
        path: 'news/15/drizzle.md',
        body: null,
        from: null,
        until: startTime - msPerHour,
        seq: 7,
        claimed: true,
      }),
    )
  })

  it("uses the page's own path for a target outside the archive", () => {
    expect(
      withClaimedVersions(versions('Rain'), [claim('Drizzle', startTime, 'https://elsewhere.example/')], place)[0]!
        .path,
    ).toBe(place.path)
  })

  it.each([
    ['a title that is known but for its dress', claim('  «RAIN» ', startTime)],
    ['an entry without a time', claim('Drizzle', null)],
    ['an entry without a title', claim('', startTime)],
  ])('adds nothing for %s', (_, entry) => {
    const seen = versions('Rain', 'Snow')
    expect(withClaimedVersions(seen, [entry], place)).toBe(seen)
  })

  it('adds each claimed title once, also in a later call', () => {
    const claims = [claim('Drizzle', startTime - msPerHour), claim('Drizzle', startTime - 2 * msPerHour)]
    const once = withClaimedVersions(versions('Rain'), claims, place)
    expect(titles(once)).toEqual(['Drizzle', 'Rain'])
    expect(withClaimedVersions(once, claims, place)).toBe(once)
  })

  it('keeps the order of claims, also with equal times', () => {
    const claims = [claim('One', startTime - msPerHour), claim('Two', startTime - msPerHour), claim('Three', startTime)]
    expect(titles(withClaimedVersions(versions('Rain'), claims, place))).toEqual(['One', 'Two', 'Three', 'Rain'])
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
