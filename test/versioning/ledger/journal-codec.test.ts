import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ContentHash, emptyLedger, type Origin, type Snapshot } from '../../../src/model/revision.ts'
import { encodeJournal, type JournalEntry, JournalReader } from '../../../src/versioning/ledger/journal-codec.ts'
import { chainRows } from '../../../src/versioning/ledger/ledger.ts'

interface Row {
  readonly path: string
  readonly bytes: Uint8Array | null
  readonly at: number
  readonly rank: number
  readonly origin: Origin
}

const at = Date.parse('2018-01-15T10:00:00Z')
const row = (path: string, text: string | null): Row => ({
  path,
  bytes: text === null ? null : Buffer.from(text),
  at,
  rank: at,
  origin: { kind: 'file', observedAt: at },
})

function record(rows: readonly Row[]) {
  const contents = new Map<ContentHash, Uint8Array>()
  const kept = rows.map(({ bytes, ...rest }) => {
    if (bytes === null) return { ...rest, content: null }
    const content = hash('sha256', bytes) as ContentHash
    contents.set(content, bytes)
    return { ...rest, content }
  })
  return { snapshots: chainRows(emptyLedger, kept), contents }
}

async function linesOf(
  snapshots: readonly Snapshot[],
  contents: ReadonlyMap<ContentHash, Uint8Array>,
): Promise<string[]> {
  return Array.fromAsync(encodeJournal(snapshots, async (key) => contents.get(key) ?? null))
}

async function journalOf(rows: readonly Row[]): Promise<string[]> {
  const { snapshots, contents } = record(rows)
  return linesOf(snapshots, contents)
}

function decode(lines: readonly string[]): JournalEntry[] {
  const reader = new JournalReader()
  const entries = lines.flatMap((line) => reader.read(line) ?? [])
  reader.close()
  return entries
}

describe('encodeJournal', () => {
  it('decodes to the same snapshots and bytes', async () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[/\0]|^\.{1,2}$/.test(text) && text.isWellFormed())
    const instant = fc.integer({ min: -1e13, max: 8.64e15 })
    const origin: fc.Arbitrary<Origin> = fc.oneof(
      fc.record({
        kind: fc.constant('commit' as const),
        sha: fc.stringMatching(/^[0-9a-f]{40}$/),
        author: fc.string(),
      }),
      fc.record({
        kind: fc.constant('commit' as const),
        sha: fc.constant('a'),
        author: fc.string(),
        cut: fc.constant(true as const),
      }),
      fc.record({ kind: fc.constant('file' as const), observedAt: instant }),
      fc.constant({ kind: 'journal' as const }),
    )
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.constant(null),
    )
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ path, bytes, at: instant, rank: instant, origin })), async (rows) => {
        const { snapshots, contents } = record(rows)
        const entries = decode(await linesOf(snapshots, contents))
        expect(entries.flatMap((entry) => (entry.kind === 'snapshot' ? entry.snapshot : []))).toEqual(snapshots)
        const given = entries.flatMap((entry) =>
          entry.kind === 'content' ? [[entry.hash, Buffer.from(entry.bytes)] as const] : [],
        )
        expect(new Map(given)).toEqual(new Map([...contents].map(([key, value]) => [key, Buffer.from(value)])))
        expect(given).toHaveLength(contents.size)
      }),
    )
  })

  it('has UTF-8 pages as readable text', async () => {
    const lines = await journalOf([row('a.md', '\ufeff# Ein Titel „x“\r\n'), row('a.md', null)])
    expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true)
    expect(lines[0]).toBe('{"variorum":"journal","version":1}\n')
    expect(lines[1]).toContain('"text":"\ufeff# Ein Titel „x“\\r\\n"')
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({
      seq: 1,
      path: 'a.md',
      at: '2018-01-15T10:00:00Z',
      origin: { kind: 'file' },
    })
    expect(lines.at(-1)).toMatch(/^\{"end":\{"size":2,"hash":"[0-9a-f]{64}"\}\}\n$/)
  })

  it('has each content once, before the first snapshot that names it', async () => {
    const lines = await journalOf([row('a.md', 'same'), row('b.md', 'same'), row('c.md', 'other')])
    expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).toEqual([
      'variorum',
      'content',
      'seq',
      'seq',
      'content',
      'seq',
      'end',
    ])
  })

  it('is not encoded where a content is missing', async () => {
    const { snapshots } = record([row('a.md', 'lost')])
    await expect(linesOf(snapshots, new Map())).rejects.toMatchObject({ code: 'store-damaged' })
  })

  it('has only a header and an end for an empty ledger', async () => {
    const lines = await journalOf([])
    expect(lines).toHaveLength(2)
    expect(decode(lines)).toEqual([{ kind: 'end', head: emptyLedger }])
  })
})

describe('JournalReader', () => {
  const refuse = (lines: readonly string[], message: RegExp) =>
    expect(() => decode(lines)).toThrow(
      expect.objectContaining({ code: 'journal-unreadable', message: expect.stringMatching(message) }),
    )

  it('refuses a truncated journal', async () => {
    const lines = await journalOf([row('a.md', 'one'), row('a.md', 'two')])
    for (let count = 1; count < lines.length; count++) {
      refuse(lines.slice(0, count), new RegExp(`^Line ${count + 1} .*cut short`))
      refuse([...lines.slice(0, count), lines[count]?.slice(0, 9) ?? ''], new RegExp(`^Line ${count + 1} `))
    }
    refuse([], /^Line 1 .*empty/)
  })

  it('refuses missing and repeated lines, and lines after the end', async () => {
    const lines = await journalOf([row('a.md', 'one'), row('a.md', 'two')])
    for (let index = 0; index < lines.length; index++) refuse(lines.toSpliced(index, 1), /^Line \d/)
    refuse(lines.toSpliced(3, 0, lines[2] ?? ''), /^Line 4 .*snapshot 2 is missing/)
    refuse([...lines, lines[1] ?? ''], /^Line 7 .*follows the end/)
  })

  it('refuses an altered content', async () => {
    const lines = await journalOf([row('a.md', 'one')])
    refuse(lines.with(1, lines[1]?.replace('one', 'two') ?? ''), /^Line 2 .*altered/)
  })

  it('refuses other files, newer versions and malformed lines', async () => {
    refuse(['# A page\n'], /^Line 1 .*not a journal/)
    refuse(['{}'], /^Line 1 .*not a journal/)
    refuse(['[1]'], /^Line 1 .*not a journal/)
    refuse(['{"variorum":"journal","version":2}'], /^Line 1 .*version 2/)
    const lines = await journalOf([row('a.md', 'one')])
    for (const garbage of ['null', '{}', '7', '{"content":7}', 'x', '', '{"seq":1}'])
      refuse(lines.with(1, garbage), /^Line 2 /)
  })

  it('refuses paths that lead out of the archive', async () => {
    for (const path of ['../a.md', '/etc/passwd', 'a/../../b', '', 'a//b', './a', 'a\0b']) {
      const lines = await journalOf([row('a.md', 'one')])
      refuse(lines.with(2, lines[2]?.replace('"a.md"', JSON.stringify(path)) ?? ''), /^Line 3 .*invalid path/)
    }
  })
})
