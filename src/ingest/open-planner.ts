import type { Rulings } from '../identity/rulings/rulings.ts'
import type { PagePath } from '../model/page.ts'
import type { LedgerHead } from '../model/revision.ts'
import { paced } from '../sources/cooperative.ts'
import type { Store, StoreState } from '../store/store.ts'
import { recalled } from '../versioning/index/recall.ts'
import { type PlanCounts, Planner } from '../versioning/planner.ts'
import { type ReadingOptions, readFacts } from './read-page.ts'

/**
 * A planner that knows all that a store's index knows, ready to continue its ledger.
 * @param counts to go on from
 */
export async function openPlanner(
  store: Store,
  state: StoreState,
  rulings: Rulings,
  counts?: PlanCounts,
): Promise<Planner> {
  const planner = new Planner(headOf(state), counts, rulings)
  if (state.size === 0) return planner
  for await (const head of store.heads()) if (head.content !== null) planner.standing.set(head.path, head.content)
  for await (const record of paced(store.events())) planner.book.load(record, state.rank ?? 0)
  return planner
}

/**
 * Takes up what other processes recorded since the planner last looked.
 * @param seen the state that the planner knows
 * @param others takes the paths that they recorded something of
 * @param rulings reads them again, since the index may have been replaced for their sake
 * @returns the planner, or a new one where the whole index was replaced or history was recorded out of order
 */
export async function catchUp(
  planner: Planner,
  store: Store,
  seen: StoreState,
  state: StoreState,
  others: Set<PagePath>,
  rulings: () => Promise<Rulings>,
): Promise<Planner> {
  const { size } = planner.head
  if (state.generation !== seen.generation || state.indexed < state.size)
    return reopenPlanner(store, state, { size, counts: planner.counts }, others, rulings)
  for await (const { path, content } of store.snapshots({ after: planner.head.size })) {
    others.add(path)
    if (content === null) planner.standing.delete(path)
    else planner.standing.set(path, content)
  }
  for await (const record of store.events({ after: planner.head.size })) planner.book.load(record, state.rank ?? 0)
  planner.head = headOf(state)
  return planner
}

/**
 * A planner in the place of one that knows what is not so, or not any more.
 * @param known the ledger rows that the other one knew, and what it had counted
 * @param others takes the paths of all other rows
 */
export async function reopenPlanner(
  store: Store,
  state: StoreState,
  known: { readonly size: number; readonly counts: PlanCounts },
  others: Set<PagePath>,
  rulings: () => Promise<Rulings>,
): Promise<Planner> {
  for await (const { path } of store.snapshots({ after: known.size })) others.add(path)
  return openPlanner(store, state, await rulings(), known.counts)
}

/** Reads again what stood on pages of which the planner knows the index only: what the index does not say of it. */
export async function recallPages(
  planner: Planner,
  store: Store,
  paths: Iterable<PagePath>,
  options: ReadingOptions,
): Promise<void> {
  for (const path of new Set(paths)) {
    const state = planner.book.pages.get(path)
    const content = planner.standing.get(path)
    if (!state || state.regenerated !== null || content === undefined) continue
    const bytes = await store.content(content)
    if (bytes) planner.book.pages.set(path, recalled(state, readFacts(path, bytes, options)))
  }
}

function headOf({ size, hash }: StoreState): LedgerHead {
  return { size, hash }
}
