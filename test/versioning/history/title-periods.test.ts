import { expect, it } from 'vitest'
import { titlePeriods } from '../../../src/versioning/history/title-periods.ts'
import { msPerHour, startTime, versions } from '../../helpers/plan-history.ts'

it('joins consecutive versions with one title', () => {
  const periods = titlePeriods(versions('Rain', 'Rain', 'Snow', 'Rain'))
  expect(periods.map(({ title, firstNumber, lastNumber }) => [title, firstNumber, lastNumber])).toEqual([
    ['Rain', 1, 2],
    ['Snow', 3, 3],
    ['Rain', 4, 4],
  ])
  expect(periods[0]).toMatchObject({
    from: startTime,
    until: startTime + 2 * msPerHour,
    first: { seq: 1 },
    last: { seq: 2 },
  })
  expect(periods[2]).toMatchObject({ until: null })
})

it('is empty without versions', () => expect(titlePeriods([])).toEqual([]))
