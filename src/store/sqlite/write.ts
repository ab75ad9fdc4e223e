import type { Plan } from '../../model/plan.ts'
import { planFollows, stateAfter, stateAfterReindex } from '../state.ts'
import type { Store } from '../store.ts'
import { writeContents } from './content-writer.ts'
import type { Database } from './database.ts'
import { deleteEvents, upsertEvents } from './events.ts'
import { PathIds } from './path-ids.ts'
import { insertSnapshots } from './snapshots.ts'
import { readState, writeState } from './state-row.ts'

/** Applies a plan within a transaction. @returns false, without a change, if the plan does not continue the ledger */
export function appendPlan(db: Database, plan: Plan): boolean {
  const state = readState(db)
  if (!planFollows(state, plan)) return false
  const after = stateAfter(state, plan)
  const contents = writeContents(db, plan)
  const paths = new PathIds(db)
  insertSnapshots(db, plan.snapshots, paths, contents)
  upsertEvents(db, plan.events, paths)
  writeState(db, after)
  return true
}

/** Replaces the index within a transaction. @returns false, without a change, if it covers another number of rows */
export function writeIndex(db: Database, index: Parameters<Store['replaceIndex']>[0]): boolean {
  const state = stateAfterReindex(readState(db), index)
  if (state === null) return false
  deleteEvents(db)
  upsertEvents(db, index.events, new PathIds(db))
  writeState(db, state)
  return true
}
