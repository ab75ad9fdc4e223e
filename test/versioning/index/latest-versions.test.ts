import { expect, it } from 'vitest'
import { LatestVersions } from '../../../src/versioning/index/latest-versions.ts'
import { version } from '../../helpers/plan-history.ts'

it('makes what an event says now ready once, until it says something else', () => {
  const latest = new LatestVersions()
  const event = { versions: [version('Rain', { path: 'news/rain-over-kelby.md' })] }
  const rain = latest.of(event)
  expect(rain).toMatchObject({ profile: { title: 'Rain' }, slug: ['rain', 'over', 'kelby'] })
  expect(latest.of(event)).toBe(rain)
  event.versions = event.versions.concat(version('Snow'))
  expect(latest.of(event)).toMatchObject({ profile: { title: 'Snow' }, slug: ['page'] })
})
