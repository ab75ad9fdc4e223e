import type { Plan } from '../model/plan.ts'
import { emptyLedger } from '../model/revision.ts'
import type { ReplacementIndex, StoreState } from './store.ts'

export const emptyState: StoreState = {
  ...emptyLedger,
  rank: null,
  indexed: 0,
  generation: 0,
  algorithm: 0,
  lastRun: null,
}

/** Whether a plan continues the ledger of a store, and was made with the store's current index. */
export function planFollows(state: StoreState, { follows, generation = state.generation }: Plan): boolean {
  return state.size === follows.size && state.hash === follows.hash && state.generation === generation
}

/**
 * The state of a store after a plan that continues its ledger. The index becomes incomplete with older history, which
 * changes events that the plan does not contain, and with a group that is not complete yet.
 * @throws RangeError for snapshots that are not numbered consecutively
 */
export function stateAfter(state: StoreState, plan: Plan): StoreState {
  let { size, hash, rank } = state
  for (const snapshot of plan.snapshots) {
    if (snapshot.seq !== ++size) throw new RangeError(`Snapshot ${snapshot.seq} has the place of snapshot ${size}`)
    hash = snapshot.hash
    rank = Math.max(rank ?? snapshot.rank, snapshot.rank)
  }
  const isChronological = plan.snapshots.every((snapshot) => state.rank === null || snapshot.rank >= state.rank)
  const covered = plan.judged === undefined ? { after: state.size, upTo: size } : plan.judged
  const indexed = isChronological && covered?.after === state.indexed ? covered.upTo : state.indexed
  const lastRun = plan.run ?? state.lastRun
  // an index built by two algorithms has to be rebuilt
  const algorithm = state.size === 0 || state.algorithm === plan.algorithm ? plan.algorithm : 0
  return { ...state, size, hash, rank, indexed, algorithm, lastRun }
}

/**
 * The state of a store after its index is replaced.
 * @returns null if the new index covers another number of rows, or another process replaced the index first
 */
export function stateAfterReindex(state: StoreState, index: ReplacementIndex): StoreState | null {
  const { indexed, algorithm, generation = state.generation } = index
  if (indexed !== state.size || generation !== state.generation) return null
  return { ...state, indexed, algorithm, generation: generation + 1 }
}
