import type { Rulings } from '../identity/rulings/rulings.ts'
import type { PagePath } from '../model/page.ts'
import type { LedgerHead } from '../model/revision.ts'
import { cooperative } from '../sources/cooperative.ts'
import type { Store, StoreState } from '../store/store.ts'
import { refinePageState } from '../versioning/index/refine-page-state.ts'
import { type PlanCounts, Planner } from '../versioning/planner.ts'
import { type ReadingOptions, readFacts } from './read-page.ts'

/** Opens a planner with the index of a store, ready to continue the ledger. @param counts start values */
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
 * Loads what other processes recorded since the planner last read the store.
 * @param knownState the state of that time
 * @param externalPaths gets the paths of the new snapshots
 * @param rulings reads the rulings again: new rulings are a reason to replace an index
 * @returns the planner, or a new one after the index was replaced or older history was recorded
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
 * Opens a new planner, to replace one that no longer agrees with the store.
 * @param previous the ledger rows that the old planner had loaded, and its counts
 * @param externalPaths gets the paths of the rows after those
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

/** Reads pages from the store whose state the planner has from the index alone, to add what the index does not hold. */
export async function rereadPages(
  planner: Planner,
  store: Store,
  paths: ReadonlySet<PagePath>,
  options: ReadingOptions,
): Promise<void> {
  for (const path of paths) {
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
