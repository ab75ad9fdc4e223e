import { expect, it } from 'vitest'
import { BulkChangeFinder } from '../../src/audit/bulk-changes.ts'
import type { TitleChange } from '../../src/model/audit.ts'
import { startTime } from '../helpers/plan-history.ts'
import { titleChangeOf } from './title-change-of.ts'

function labelled(origin: TitleChange['origin'], events: number, first = 0): TitleChange[] {
  return Array.from({ length: events }, (_, at) =>
    titleChangeOf(`Storms: rain in town ${first + at}`, {
      event: `e${first + at}`,
      classes: ['topic-prefix'],
      diff: [
        ['added', 'Storms: '],
        ['same', `rain in town ${first + at}`],
      ],
      origin,
    }),
  )
}

function found(changes: readonly TitleChange[][], passes: (change: TitleChange) => boolean = () => true) {
  const bulk = new BulkChangeFinder()
  for (const own of changes) bulk.add(own, own.filter(passes))
  return bulk.find()
}

const ada = { kind: 'commit', sha: 'a1', author: 'Ada' } as const
const bob = { kind: 'commit', sha: 'b2', author: 'Bob' } as const

it('finds equal changes of one commit, with their author, time and number', () => {
  const changes = labelled(ada, 20)
  const by = [titleChangeOf('By hand', { event: 'x', origin: ada })]
  expect(found([changes.slice(0, 7), by, changes.slice(7)])).toEqual([
    { what: 'the title: added "Storms:"', at: startTime, origin: ada, changes: 20, events: 20, members: changes },
  ])
})

it('does not join changes of two commits, or claims of pages', () => {
  expect(found([labelled(ada, 19), labelled(bob, 19, 19)])).toEqual([])
  expect(found([labelled({ kind: 'page' }, 40)])).toEqual([])
})

it('joins changes of one file scan and of one journal time', () => {
  expect(found([labelled({ kind: 'file', observedAt: startTime }, 20)])).toHaveLength(1)
  expect(found([labelled({ kind: 'journal' }, 20)])).toHaveLength(1)
})

it('sorts bulk changes of the same size by time', () => {
  const at = (origin: TitleChange['origin'], first: number, time: number) =>
    labelled(origin, 20, first).map((change) => ({ ...change, to: { ...change.to, at: time } }))
  const bulk = found([at(bob, 0, startTime + 1), at(ada, 20, startTime)])
  expect(bulk.map(({ origin }) => origin)).toEqual([ada, bob])
})

it('finds bulk changes over all changes, counts those that pass, and sorts by size', () => {
  const changes = [labelled(ada, 20), labelled(bob, 25, 20)]
  expect(found(changes).map(({ origin, changes }) => [origin, changes])).toEqual([
    [bob, 25],
    [ada, 20],
  ])
  const some = found(changes, ({ event }) => event === 'e3' || event === 'e4')
  expect(some).toMatchObject([{ origin: ada, changes: 2, events: 2 }])
})

it('keeps no reference to a change that does not pass', () => {
  const bulk = new BulkChangeFinder()
  const [first, ...others] = labelled(ada, 20)
  bulk.add([first!], [first!])
  for (const other of others) {
    const { proxy, revoke } = Proxy.revocable(other, {})
    bulk.add([proxy], [])
    revoke()
  }
  expect(bulk.find()).toMatchObject([{ what: 'the title: added "Storms:"', changes: 1, members: [first] }])
})
