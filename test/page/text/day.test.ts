import { expect, test } from 'vitest'
import { dayFindings, dayOfPath, readDay } from '../../../src/page/text/day.ts'

test.each([
  ['2031-04-7', '2031-04-07'],
  ['2031-04-17', '2031-04-17'],
  ['2031/4/7', '2031-04-07'],
  ['2031-04-07T23:59:59+02:00', '2031-04-07'],
  ['2032-02-29', '2032-02-29'],
  ['2031-02-29', null],
  ['2031-13-01', null],
  ['2031-04', null],
  ['2031-04-071', null],
  ['2031-04/07', null],
  ['April 7, 2031', null],
  ['', null],
])('readDay reads %j as %s', (text, day) => {
  expect(readDay(text)).toBe(day)
})

test.each([
  ['news/2031/04/7/slug.md', '2031-04-07'],
  ['2031/12/31/slug.md', '2031-12-31'],
  ['_posts/2031-04-07-slug.md', '2031-04-07'],
  ['news/2031/04/slug.md', null],
  ['news/2031/04/7/deeper/slug.md', null],
  ['news/12031/04/7/slug.md', null],
])('dayOfPath reads %s as %s', (path, day) => {
  expect(dayOfPath(path)).toBe(day)
})

test('dayFindings accepts one day of difference only for times', () => {
  const claims = (toleranceDays: number) => [
    { day: '2031-04-07', foundIn: 'the front matter', toleranceDays },
    { day: '2031-04-08', foundIn: 'the path' },
  ]
  expect(dayFindings('a.md', 1, claims(1))).toEqual([])
  expect(dayFindings('a.md', 1, claims(0))).toMatchObject([
    { rule: 'VAR113', expected: '2031-04-07', actual: '2031-04-08' },
  ])
  expect(dayFindings('a.md', 1, [{ day: null, foundIn: 'the path' }])).toEqual([])
})
