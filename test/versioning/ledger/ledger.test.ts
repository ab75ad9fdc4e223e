import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type ContentHash,
  emptyLedger,
  type LedgerHash,
  type LedgerHead,
  type Origin,
  type Snapshot,
} from '../../../src/model/revision.ts'
import { chainRows, ledgerHash, verifyLedger } from '../../../src/versioning/ledger/ledger.ts'

const commit: Origin = { kind: 'commit', sha: 'c0'.repeat(20), author: 'Ada' }
const file: Origin = { kind: 'file', observedAt: 1_900_000_000_000 }
const content = (digit: string) => digit.repeat(64) as ContentHash

const rows = [
  { path: 'a.md', content: content('1'), at: 10, rank: 10, origin: commit },
  { path: 'b.md', content: content('2'), at: 15, rank: 20, origin: file },
  { path: 'a.md', content: null, at: 30, rank: 30, origin: commit },
  { path: 'ü.md', content: content('1'), at: 40, rank: 40, origin: { kind: 'journal' } },
] satisfies Omit<Snapshot, 'seq' | 'hash'>[]

const ledger = chainRows(emptyLedger, rows)
const headAt = (seq: number): LedgerHead => ({ size: seq, hash: ledger[seq - 1]?.hash ?? emptyLedger.hash })

describe('chainRows', () => {
  test('numbers rows from 1, or from the given head', () => {
    expect(ledger.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(chainRows(headAt(2), rows.slice(2))).toEqual(ledger.slice(2))
    expect(chainRows(headAt(4), [])).toEqual([])
  })

  test('matches a hash computed from the documented format', () => {
    const field = (text: string) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(Buffer.byteLength(text))
      return Buffer.concat([length, Buffer.from(text)])
    }
    const origins = [`["commit","${'c0'.repeat(20)}","Ada"]`, '["file",1900000000000]', '["journal"]']
    let prev = '0'.repeat(64)
    for (const [index, origin] of [origins[0], origins[1], origins[0], origins[2]].entries()) {
      const { seq, path, content, at, rank } = { ...rows[index], seq: index + 1 } as Snapshot
      const fields = [`${seq}`, path, content ?? '', `${at}`, `${rank}`, origin ?? ''].map(field)
      prev = createHash('sha256').update('variorum/v1\0').update(Buffer.concat(fields)).update(prev).digest('hex')
      expect(ledger[index]?.hash).toBe(prev)
    }
  })

  test('has different hashes for rows whose fields concatenate equally', () => {
    const [first] = ledger as [Snapshot]
    const moved = { ...first, path: 'a.md1', content: content('1').slice(1) as ContentHash }
    expect(ledgerHash(emptyLedger.hash, moved)).not.toBe(first.hash)
  })

  test('has different hashes for a cut and a complete commit', () => {
    const [first] = ledger as [Snapshot]
    expect(ledgerHash(emptyLedger.hash, { ...first, origin: { ...commit, cut: true } })).not.toBe(first.hash)
  })

  test('hashes paths of any length, also short ones after long ones', () => {
    const long = { ...rows[0], path: '長'.repeat(70_000) } as Snapshot
    const [first] = chainRows(emptyLedger, [long])
    expect(chainRows(emptyLedger, [long, ...rows])[0]).toEqual(first)
    expect(chainRows(emptyLedger, rows)).toEqual(ledger)
  })
})

describe('verifyLedger', () => {
  test('returns the end of an unaltered ledger', async () => {
    expect(await verifyLedger(ledger)).toEqual({ ...headAt(4), fault: null })
    expect(await verifyLedger([])).toEqual({ ...emptyLedger, fault: null })
  })

  const altered: Partial<Snapshot>[] = [
    { path: 'a.md ' },
    { content: content('3') },
    { content: null },
    { at: 10.5 },
    { rank: 11 },
    { hash: content('4') as string as LedgerHash },
    { origin: { kind: 'journal' } },
    { origin: { kind: 'file', observedAt: 10 } },
    { origin: { kind: 'commit', sha: 'c0'.repeat(20), author: 'Eve' } },
    { origin: { kind: 'commit', sha: 'c1'.repeat(20), author: 'Ada' } },
  ]
  const everywhere = altered.flatMap((fields) => ledger.map(({ seq }) => ({ seq, fields })))
  test.each(everywhere)('names row $seq where it holds $fields instead', async ({ seq, fields }) => {
    const forged = ledger.map((row) => (row.seq === seq ? { ...row, ...fields } : row))
    // Two of the rows have the forged value anyway.
    const changes =
      ledgerHash(emptyLedger.hash, forged[seq - 1] as Snapshot) !==
      ledgerHash(emptyLedger.hash, ledger[seq - 1] as Snapshot)
    const fault = changes || fields.hash ? { seq, what: 'altered' } : null
    expect(await verifyLedger(forged)).toEqual({ ...headAt(fault ? seq - 1 : 4), fault })
  })

  test.each([1, 2, 3])('reports the place of missing row %i', async (seq) => {
    const { fault } = await verifyLedger(ledger.filter((row) => row.seq !== seq))
    expect(fault).toEqual({ seq, what: 'missing' })
  })

  test('reports a missing row also after renumbering', async () => {
    const closed = ledger.filter(({ seq }) => seq !== 2).map((row, index) => ({ ...row, seq: index + 1 }))
    expect((await verifyLedger(closed)).fault).toEqual({ seq: 2, what: 'altered' })
  })

  test('reports the first of two swapped rows', async () => {
    const [one, two, three, four] = ledger as [Snapshot, Snapshot, Snapshot, Snapshot]
    expect((await verifyLedger([one, three, two, four])).fault).toEqual({ seq: 2, what: 'missing' })
    const renumbered = [one, { ...three, seq: 2 }, { ...two, seq: 3 }, four]
    expect((await verifyLedger(renumbered)).fault).toEqual({ seq: 2, what: 'altered' })
  })

  test('reports a truncated tail only with a checkpoint', async () => {
    const cut = ledger.slice(0, 2)
    expect((await verifyLedger(cut)).fault).toBeNull()
    expect(await verifyLedger(cut, headAt(4))).toEqual({ ...headAt(2), fault: { seq: 3, what: 'cut-off' } })
    expect((await verifyLedger([], headAt(4))).fault).toEqual({ seq: 1, what: 'cut-off' })
  })

  test('reports a rewritten chain only with a checkpoint', async () => {
    const rewritten = chainRows(
      emptyLedger,
      rows.map((row) => (row.at === 10 ? { ...row, path: 'other.md' } : row)),
    )
    expect((await verifyLedger(rewritten)).fault).toBeNull()
    expect((await verifyLedger(rewritten, headAt(3))).fault).toEqual({ seq: 3, what: 'rewritten' })
  })

  test.each([0, 1, 3, 4])('accepts a checkpoint of row %i', async (seq) => {
    expect(await verifyLedger(ledger, headAt(seq))).toEqual({ ...headAt(4), fault: null })
  })
})
