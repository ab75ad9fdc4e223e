import { emptyLedger, type LedgerHash } from '../../model/revision.ts'
import { emptyState } from '../state.ts'
import type { StoreState } from '../store.ts'
import type { Database } from './database.ts'

/** Reads size and hash from the last row of the ledger, everything else from the one row of `state`. */
export function readState(db: Database): StoreState {
  const row = db.row<[number | null, string, number | null, number, number, number, string | null]>(
    `SELECT last.seq, lower(hex(last.hash)), rank, indexed, generation, algorithm, run FROM state
     LEFT JOIN (SELECT seq, hash FROM snapshot ORDER BY seq DESC LIMIT 1) AS last`,
  )
  if (row === undefined) return emptyState
  const [seq, hash, rank, indexed, generation, algorithm, run] = row
  const head = seq === null ? emptyLedger : { size: seq, hash: hash as LedgerHash }
  return { ...head, rank, indexed, generation, algorithm, lastRun: run === null ? null : JSON.parse(run) }
}

export function writeState(db: Database, { rank, indexed, generation, algorithm, lastRun }: StoreState): void {
  const run = lastRun === null ? null : JSON.stringify(lastRun)
  const update = 'UPDATE state SET rank = ?, indexed = ?, generation = ?, algorithm = ?, run = ?'
  db.run(update, rank, indexed, generation, algorithm, run)
}
