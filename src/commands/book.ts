import type { Store, StoreState } from '../store/store.ts'
import { type PlanCounts, Planner } from '../versioning/planner.ts'

/**
 * A planner that knows all that a store's index knows, ready to continue its ledger.
 * @param counts to go on from
 */
export async function openPlanner(store: Store, state: StoreState, counts?: PlanCounts): Promise<Planner> {
  const planner = new Planner({ size: state.size, hash: state.hash }, counts)
  if (state.size === 0) return planner
  for await (const head of store.heads()) if (head.content !== null) planner.standing.set(head.path, head.content)
  for await (const record of store.events()) planner.book.load(record, state.rank ?? 0)
  return planner
}
