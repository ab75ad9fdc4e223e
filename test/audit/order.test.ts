import { expect, it } from 'vitest'
import { comparing } from '../../src/audit/order.ts'
import type { Order } from '../../src/model/audit.ts'
import { begin, hour } from '../helpers/recording.ts'
import { changed } from './changed.ts'

const at = (hours: number | null, number = 2) => ({
  to: { number, title: '', path: 'a.md', at: hours === null ? null : begin + hours * hour },
})

const changes = {
  late: changed('late', { ...at(9), severity: 'cosmetic', minutesStood: 5, day: '2018-01-14', event: 'b' }),
  grave: changed('grave', { ...at(3), severity: 'factual', minutesStood: null, day: '2018-01-16', event: 'c' }),
  early: changed('early', { ...at(1), severity: 'editorial', minutesStood: 60, day: '2018-01-15', event: 'a' }),
  next: changed('next', { ...at(1, 3), severity: 'editorial', minutesStood: 0, day: '2018-01-15', event: 'a' }),
  claimed: changed('claimed', { ...at(null), severity: 'factual', minutesStood: 60, day: null, event: 'd' }),
}
const names = new Map(Object.entries(changes).map(([name, change]) => [change, name]))

it.each<[Order, string]>([
  ['time', 'claimed early next grave late'],
  ['severity', 'claimed grave early next late'],
  ['stood', 'next late claimed early grave'],
  ['event', 'claimed late early next grave'],
])('%s', (order, expected) => {
  const sorted = Object.values(changes).sort(comparing(order))
  expect(sorted.map((change) => names.get(change)).join(' ')).toBe(expected)
  const backwards = Object.values(changes).reverse().sort(comparing(order))
  expect(backwards).toEqual(sorted)
})
