import { expect, it } from 'vitest'
import { titleStretches } from '../../../src/versioning/history/title-stretches.ts'
import { begin, hour, versions } from '../../helpers/recording.ts'

it('joins versions that share a title, and only neighbours', () => {
  const told = titleStretches(versions('Rain', 'Rain', 'Snow', 'Rain'))
  expect(told.map(({ title, firstNumber, lastNumber }) => [title, firstNumber, lastNumber])).toEqual([
    ['Rain', 1, 2],
    ['Snow', 3, 3],
    ['Rain', 4, 4],
  ])
  expect(told[0]).toMatchObject({ from: begin, until: begin + 2 * hour, first: { seq: 1 }, last: { seq: 2 } })
  expect(told[2]).toMatchObject({ until: null })
})

it('has no stretch for no version', () => expect(titleStretches([])).toEqual([]))
