import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { LedgerHash, LedgerHead } from '../../model/revision.ts'
import { toRfc3339 } from '../../model/time.ts'
import type { StoreState } from '../store.ts'
import type { Database } from './database.ts'

/** The checkpoint file beside the store: people keep it under version control. */
function checkpointPath(storePath: string): string {
  return join(dirname(storePath), 'CHECKPOINT')
}

/**
 * Writes the size and hash of the ledger to the checkpoint file. A checkpoint that contradicts the ledger stays: it is the
 * only evidence of removed or rewritten rows. A failed write is ignored: an older checkpoint is still true.
 */
export function writeCheckpoint(db: Database, storePath: string, { size, hash, rank }: StoreState): void {
  if (size === 0 || rank === null) return
  const path = checkpointPath(storePath)
  const previous = readCheckpoint(path)
  if (previous !== null && !ledgerContains(db, previous)) return
  try {
    replaceFile(path, `${JSON.stringify({ size, head: hash, time: toRfc3339(rank) })}\n`)
  } catch {}
}

function readCheckpoint(path: string): LedgerHead | null {
  try {
    const { size, head } = JSON.parse(readFileSync(path, 'utf8'))
    return Number.isSafeInteger(size) && typeof head === 'string' ? { size, hash: head as LedgerHash } : null
  } catch {
    return null
  }
}

function ledgerContains(db: Database, { size, hash }: LedgerHead): boolean {
  return size === 0 || db.row('SELECT 1 FROM snapshot WHERE seq = ? AND hash = unhex(?)', size, hash) !== undefined
}

function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}-${threadId}`
  const file = openSync(draft, 'w')
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}
