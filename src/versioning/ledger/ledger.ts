import { hash } from 'node:crypto'
import { emptyLedger, type LedgerHash, type LedgerHead, type Origin, type Snapshot } from '../../model/revision.ts'

/** A ledger row without its hash. */
export type LedgerRow = Omit<Snapshot, 'hash'>

/**
 * A fault of a ledger. `missing`: this row is absent. `altered`: this row or its hash was changed. `cut-off`: a checkpoint
 * names more rows than there are; this is the first lost one. `rewritten`: the rows are a valid chain, but another one than
 * the checkpoint at this row.
 */
export interface LedgerFault {
  readonly seq: number
  readonly what: 'missing' | 'altered' | 'cut-off' | 'rewritten'
}

/** The result of a verification: size and hash of the valid rows, and the first fault. */
export interface LedgerVerification extends LedgerHead {
  readonly fault: LedgerFault | null
}

/**
 * Appends rows to a ledger: numbers each row and adds its hash, which covers all rows before it.
 * @param head the ledger's end
 * @param rows in order
 */
export function chainRows(head: LedgerHead, rows: Iterable<Omit<Snapshot, 'seq' | 'hash'>>): Snapshot[] {
  let { size, hash: prev } = head
  const chained: Snapshot[] = []
  for (const { path, content, at, rank, origin } of rows) {
    const row = { seq: ++size, path, content, at, rank, origin }
    prev = ledgerHash(prev, row)
    chained.push({ ...row, hash: prev })
  }
  return chained
}

/**
 * Verifies a ledger row by row from its first.
 * @param snapshots all rows in order
 * @param head an earlier checkpoint of this ledger, which reveals a truncated or rewritten chain; the rows alone cannot
 */
export async function verifyLedger(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  head: LedgerHead = emptyLedger,
): Promise<LedgerVerification> {
  let { size, hash: prev } = emptyLedger
  const faultAt = (seq: number, what: LedgerFault['what']) => ({ size, hash: prev, fault: { seq, what } })
  for await (const row of snapshots) {
    if (row.seq !== size + 1) return faultAt(size + 1, 'missing')
    if (row.hash !== ledgerHash(prev, row)) return faultAt(row.seq, 'altered')
    if (row.seq === head.size && row.hash !== head.hash) return faultAt(row.seq, 'rewritten')
    size = row.seq
    prev = row.hash
  }
  return size < head.size ? faultAt(size + 1, 'cut-off') : { size, hash: prev, fault: null }
}

/**
 * The hash of a ledger row: SHA-256 over `variorum/v1` and a zero byte; then seq, path, content (empty when removed),
 * at, rank and origin as UTF-8, each after its length in bytes as 32 bits, big-endian; then the 64 digits of `prev`.
 * Numbers are decimal. The origin is a JSON list without blanks: `["commit",sha,author]`,
 * `["commit",sha,author,"cut"]`, `["file",observedAt]` or `["journal"]`.
 * @param prev hash of the row before, 64 zeros for the first row
 */
export function ledgerHash(prev: LedgerHash, row: LedgerRow): LedgerHash {
  const origin = originText(row.origin)
  // UTF-8 takes at most three bytes for a UTF-16 unit; 512 covers the numbers, `prev` and the lengths
  const maxBytes = (row.path.length + (row.content?.length ?? 0) + origin.length) * 3 + 512
  if (scratch.length < maxBytes) scratch = prefixedBuffer(maxBytes * 2)
  let end = prefix.length
  const fields = [String(row.seq), row.path, row.content ?? '', String(row.at), String(row.rank), origin]
  for (const field of fields) end = writeField(field, end)
  end += scratch.write(prev, end, 'latin1')
  return hash('sha256', scratch.subarray(0, end), 'hex') as LedgerHash
}

function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'commit':
      return JSON.stringify([origin.kind, origin.sha, origin.author, ...(origin.cut ? ['cut'] : [])])
    case 'file':
      return JSON.stringify([origin.kind, origin.observedAt])
    case 'journal':
      return JSON.stringify([origin.kind])
  }
}

function writeField(text: string, at: number): number {
  const length = scratch.write(text, at + 4, 'utf8')
  scratch.writeUInt32BE(length, at)
  return at + 4 + length
}

const prefix = 'variorum/v1\0'
// One buffer for all rows: allocating one for each row would cost as much as hashing it.
let scratch = prefixedBuffer(4096)

function prefixedBuffer(size: number): Buffer {
  const buffer = Buffer.allocUnsafe(size)
  buffer.write(prefix, 'latin1')
  return buffer
}
