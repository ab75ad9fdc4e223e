import type { Plan } from '../model/plan.ts'
import { emptyLedger } from '../model/revision.ts'
import type { StoreState } from './store.ts'

export const emptyState: StoreState = {
  ...emptyLedger,
  rank: null,
  indexed: 0,
  generation: 0,
  algorithm: 0,
  lastRun: null,
}

/** Whether a ledger that stands at `state` ends where the plan follows on, and its index is the one that the plan knows. */
export function planFollows(state: StoreState, { follows, generation = state.generation }: Plan): boolean {
  return state.size === follows.size && state.hash === follows.hash && state.generation === generation
}

/**
 * The state of a store once it holds a plan that fits. The index stays complete only while a plan tells of what comes
 * after all that is recorded: older history changes events that the plan does not name, so the index stays behind. It does so too
 * while what happened at once is not whole yet.
 * @throws RangeError when the plan's snapshots are not numbered on from where it follows
 */
export function stateAfter(state: StoreState, plan: Plan): StoreState {
  let { size, hash, rank } = state
  let isChronological = true
  for (const snapshot of plan.snapshots) {
    if (snapshot.seq !== ++size) throw new RangeError(`Snapshot ${snapshot.seq} stands where ${size} belongs`)
    hash = snapshot.hash
    isChronological &&= state.rank === null || snapshot.rank >= state.rank
    rank = rank === null ? snapshot.rank : Math.max(rank, snapshot.rank)
  }
  const covered = plan.judged === undefined ? { after: state.size, upTo: size } : plan.judged
  const indexed = isChronological && covered?.after === state.indexed ? covered.upTo : state.indexed
  const lastRun = plan.run ?? state.lastRun
  // an index that was not judged alike throughout has to be built anew
  const isUniform = state.size === 0 || state.algorithm === plan.algorithm
  const algorithm = isUniform ? plan.algorithm : 0
  return { ...state, size, hash, rank, indexed, algorithm, lastRun }
}

/**
 * The state of a store whose whole index was replaced; null where the new index covers other rows than there are, or where
 * another one was put in the place of the one that it was to replace.
 */
export function stateAfterReindex(
  state: StoreState,
  index: { indexed: number; algorithm: number; generation?: number | undefined },
): StoreState | null {
  if (index.indexed !== state.size || (index.generation ?? state.generation) !== state.generation) return null
  return { ...state, indexed: index.indexed, algorithm: index.algorithm, generation: state.generation + 1 }
}
