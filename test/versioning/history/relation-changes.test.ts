import { expect, it } from 'vitest'
import type { EventId, Relation } from '../../../src/model/event.ts'
import { findRelationChanges } from '../../../src/versioning/history/relation-changes.ts'
import { event, version } from '../../helpers/plan-history.ts'

const of = (id: string, seq: number, ...kin: Relation[]) =>
  event([version(`title of ${id}`, { seq, kin })], { id: id as EventId })
const merged: Relation = { kind: 'merged', event: 'B' as EventId }

it('reports each added and removed relation once, for any event ids', () => {
  const alone = [of('A', 1), of('B', 2)]
  const kin = [of('A', 1, merged), of('B', 2, { kind: 'merged-into', event: 'A' as EventId })]
  const relation = { kind: 'merged', whole: { id: 'A' }, part: { id: 'B' } }
  expect(findRelationChanges(alone, kin)).toMatchObject([{ what: 'found', ...relation }])
  expect(findRelationChanges(kin, alone)).toMatchObject([{ what: 'lost', ...relation }])
  expect(findRelationChanges(kin, [of('A', 1, { ...merged, event: 'C' as EventId }), of('C', 2)])).toEqual([])
})
