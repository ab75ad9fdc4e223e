import { expect, it } from 'vitest'
import { FollowedEvents, isFollowed } from '../../src/audit/followed-events.ts'

const at = (time: string) => Date.parse(`${time}Z`)
const start = at('2018-01-10T08:00')

it.each<[day: string | null, time: string | null, followed: boolean]>([
  ['2018-01-15', '2018-01-15T08:00', true],
  ['2018-01-15', '2018-01-17T23:59', true],
  ['2018-01-15', '2018-01-18T00:00', false],
  ['2018-01-15', '2018-01-14T08:00', true],
  ['2018-01-10', '2018-01-10T08:00', true],
  ['2017-03-01', '2018-01-10T08:00', false],
  [null, '2018-01-10T08:00', false],
  [null, '2018-01-10T08:01', true],
  ['2018-01-15', null, false],
])('an event of the day %s, first seen at %s, is followed: %s', (day, time, followed) => {
  const firstSeenAt = time === null ? null : at(time)
  expect(isFollowed(day, firstSeenAt, start)).toBe(followed)
  const counted = new FollowedEvents()
  counted.add(null, at('2018-01-11T08:00'))
  counted.add(null, start)
  counted.add(day, firstSeenAt)
  expect(counted.count(start)).toBe(followed ? 2 : 1)
})
