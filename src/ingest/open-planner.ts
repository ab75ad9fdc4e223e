import type { Rulings } from '../identity/rulings/rulings.ts'
import type { PagePath } from '../model/page.ts'
import type { LedgerHead } from '../model/revision.ts'
import { cooperative } from '../sources/cooperative.ts'
import type { Store, StoreState } from '../store/store.ts'
import { refinePageState } from '../versioning/index/refine-page-state.ts'
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
  for await (const head of store.latestSnapshots())
    if (head.content !== null) planner.currentContents.set(head.path, head.content)
  for await (const record of cooperative(store.events())) planner.eventIndex.load(record, state.rank ?? 0)
  return planner
}

/**
 * Takes up what other processes recorded since the planner last looked.
 * @param knownState the state that the planner knows
 * @param externalPaths takes the paths that they recorded something of
 * @param rulings reads them again, since the index may have been replaced for their sake
 * @returns the planner, or a new one where the whole index was replaced or history was recorded out of order
 */
export async function catchUp(
  planner: Planner,
  store: Store,
  knownState: StoreState,
  state: StoreState,
  externalPaths: Set<PagePath>,
  rulings: () => Promise<Rulings>,
): Promise<Planner> {
  const { size } = planner.head
  if (state.generation !== knownState.generation || state.indexed < state.size)
    return reopenPlanner(store, state, { size, counts: planner.counts }, externalPaths, rulings)
  for await (const { path, content } of store.snapshots({ afterSeq: planner.head.size })) {
    externalPaths.add(path)
    if (content === null) planner.currentContents.delete(path)
    else planner.currentContents.set(path, content)
  }
  for await (const record of store.events({ afterSeq: planner.head.size }))
    planner.eventIndex.load(record, state.rank ?? 0)
  planner.head = headOf(state)
  return planner
}

/**
 * A planner in the place of one that knows what is not so, or not any more.
 * @param previous the ledger rows that the other one knew, and what it had counted
 * @param externalPaths takes the paths of all other rows
 */
export async function reopenPlanner(
  store: Store,
  state: StoreState,
  previous: { readonly size: number; readonly counts: PlanCounts },
  externalPaths: Set<PagePath>,
  rulings: () => Promise<Rulings>,
): Promise<Planner> {
  for await (const { path } of store.snapshots({ afterSeq: previous.size })) externalPaths.add(path)
  return openPlanner(store, state, await rulings(), previous.counts)
}

/** Reads again what stood on pages of which the planner knows the index only: what the index does not say of it. */
export async function rereadPages(
  planner: Planner,
  store: Store,
  paths: Iterable<PagePath>,
  options: ReadingOptions,
): Promise<void> {
  for (const path of new Set(paths)) {
    const state = planner.eventIndex.pages.get(path)
    const content = planner.currentContents.get(path)
    if (!state || state.regenerated !== null || content === undefined) continue
    const bytes = await store.content(content)
    if (bytes) planner.eventIndex.pages.set(path, refinePageState(state, readFacts(path, bytes, options)))
  }
}

function headOf({ size, hash }: StoreState): LedgerHead {
  return { size, hash }
}
