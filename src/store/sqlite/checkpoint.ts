import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { LedgerHash, LedgerHead } from '../../model/revision.ts'
import { toRfc3339 } from '../../model/time.ts'
import type { StoreState } from '../store.ts'
import type { Database } from './database.ts'

/** Where the ledger's end is noted, outside the store: the file to keep under version control. */
function checkpointPath(storePath: string): string {
  return join(dirname(storePath), 'CHECKPOINT')
}

/**
 * Notes the ledger's end beside the store. A checkpoint that the ledger does not bear out stays: it is the one witness
 * to rows that are gone, or were rewritten. What cannot be written is left for the next time, since the rows themselves
 * are safe and an older checkpoint stays true.
 */
export function writeCheckpoint(db: Database, storePath: string, { size, hash, rank }: StoreState): void {
  if (size === 0 || rank === null) return
  const path = checkpointPath(storePath)
  const previous = readCheckpoint(path)
  if (previous !== null && !ledgerContains(db, previous)) return
  const text = `${JSON.stringify({ size, head: hash, time: toRfc3339(rank) })}\n`
  try {
    replaceFile(path, text)
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
