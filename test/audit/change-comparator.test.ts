import { expect, it } from 'vitest'
import { changeComparator } from '../../src/audit/change-comparator.ts'
import type { AuditOrder } from '../../src/model/audit.ts'
import { msPerHour, startTime } from '../helpers/plan-history.ts'
import { titleChangeOf } from './title-change-of.ts'

const at = (hours: number | null, number = 2) => ({
  to: { number, title: '', path: 'a.md', at: hours === null ? null : startTime + hours * msPerHour },
})

const changes = {
  late: titleChangeOf('late', { ...at(9), severity: 'cosmetic', minutesStood: 5, day: '2018-01-14', event: 'b' }),
  grave: titleChangeOf('grave', { ...at(3), severity: 'factual', minutesStood: null, day: '2018-01-16', event: 'c' }),
  early: titleChangeOf('early', { ...at(1), severity: 'editorial', minutesStood: 60, day: '2018-01-15', event: 'a' }),
  next: titleChangeOf('next', { ...at(1, 3), severity: 'editorial', minutesStood: 0, day: '2018-01-15', event: 'a' }),
  claimed: titleChangeOf('claimed', { ...at(null), severity: 'factual', minutesStood: 60, day: null, event: 'd' }),
}
const names = new Map(Object.entries(changes).map(([name, change]) => [change, name]))

it.each<[AuditOrder, string]>([
  ['time', 'claimed early next grave late'],
  ['severity', 'claimed grave early next late'],
  ['stood', 'next late claimed early grave'],
  ['event', 'claimed late early next grave'],
])('sorts title changes by %s', (order, expected) => {
  const sorted = Object.values(changes).sort(changeComparator(order))
  expect(sorted.map((change) => names.get(change)).join(' ')).toBe(expected)
  const backwards = Object.values(changes).reverse().sort(changeComparator(order))
  expect(backwards).toEqual(sorted)
})
