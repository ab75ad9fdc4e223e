import { expect, test } from 'vitest'
import { commonTextEnds } from '../../../src/diff/text/common-ends.ts'

test.each([
  ['', '', { start: 0, end: 0 }],
  ['abc', 'abc', { start: 3, end: 0 }],
  ['abxcd', 'abyzcd', { start: 2, end: 2 }],
  ['aa', 'aaa', { start: 2, end: 0 }],
  ['aba', 'abba', { start: 2, end: 1 }],
])('commonTextEnds of %j and %j never overlap', (left, right, ends) => {
  expect(commonTextEnds(left, right)).toEqual(ends)
  expect(commonTextEnds(right, left)).toEqual(ends)
})
