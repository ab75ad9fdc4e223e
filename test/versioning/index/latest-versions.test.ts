import { expect, it } from 'vitest'
import { LatestVersions } from '../../../src/versioning/index/latest-versions.ts'
import { version } from '../../helpers/plan-history.ts'

it('prepares a latest version once until the event has a new version', () => {
  const latest = new LatestVersions()
  const event = { versions: [version('Rain', { path: 'news/rain-over-kelby.md' })] }
  const rain = latest.of(event)
  expect(rain).toMatchObject({ profile: { title: 'Rain' }, slug: ['rain', 'over', 'kelby'] })
  expect(latest.of(event)).toBe(rain)
  event.versions = event.versions.concat(version('Snow'))
  expect(latest.of(event)).toMatchObject({ profile: { title: 'Snow' }, slug: ['page'] })
})
