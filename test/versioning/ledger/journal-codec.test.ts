import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ContentHash, emptyLedger, type Origin, type Snapshot } from '../../../src/model/revision.ts'
import { decodeJournal, encodeJournal, type JournalEntry } from '../../../src/versioning/ledger/journal-codec.ts'
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

const decode = (lines: readonly string[]): Promise<JournalEntry[]> => Array.fromAsync(decodeJournal(lines))

describe('a journal', () => {
  it('gives back every snapshot and every byte', async () => {
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
        const entries = await decode(await linesOf(snapshots, contents))
        expect(entries.flatMap((entry) => (entry.kind === 'snapshot' ? entry.snapshot : []))).toEqual(snapshots)
        const given = entries.flatMap((entry) =>
          entry.kind === 'content' ? [[entry.hash, Buffer.from(entry.bytes)] as const] : [],
        )
        expect(new Map(given)).toEqual(new Map([...contents].map(([key, value]) => [key, Buffer.from(value)])))
        expect(given).toHaveLength(contents.size)
      }),
    )
  })

  it('is readable text where pages are', async () => {
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

  it('holds a content once, before it is first named', async () => {
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

  it('is not written where a content is missing', async () => {
    const { snapshots } = record([row('a.md', 'lost')])
    await expect(linesOf(snapshots, new Map())).rejects.toMatchObject({ code: 'store-damaged' })
  })

  it('of nothing has a header and an end', async () => {
    const lines = await journalOf([])
    expect(lines).toHaveLength(2)
    expect(await decode(lines)).toEqual([{ kind: 'end', head: emptyLedger }])
  })
})

describe('a damaged journal', () => {
  const refuse = async (lines: readonly string[], message: RegExp) => {
    await expect(decode(lines)).rejects.toMatchObject({
      code: 'journal-unreadable',
      message: expect.stringMatching(message),
    })
  }

  it('is refused wherever it is cut', async () => {
    const lines = await journalOf([row('a.md', 'one'), row('a.md', 'two')])
    for (let count = 1; count < lines.length; count++) {
      await refuse(lines.slice(0, count), new RegExp(`^Line ${count + 1} .*cut short`))
      await refuse([...lines.slice(0, count), lines[count]?.slice(0, 9) ?? ''], new RegExp(`^Line ${count + 1} `))
    }
    await refuse([], /^Line 1 .*empty/)
  })

  it('is refused where a line is missing, repeated or follows the end', async () => {
    const lines = await journalOf([row('a.md', 'one'), row('a.md', 'two')])
    for (let index = 0; index < lines.length; index++) await refuse(lines.toSpliced(index, 1), /^Line \d/)
    await refuse(lines.toSpliced(3, 0, lines[2] ?? ''), /^Line 4 .*snapshot 2 is missing/)
    await refuse([...lines, lines[1] ?? ''], /^Line 7 .*follows the end/)
  })

  it('is refused where a content was altered', async () => {
    const lines = await journalOf([row('a.md', 'one')])
    await refuse(lines.with(1, lines[1]?.replace('one', 'two') ?? ''), /^Line 2 .*altered/)
  })

  it('is refused where it is something else, or newer', async () => {
    await refuse(['# A page\n'], /^Line 1 .*no journal/)
    await refuse(['{}'], /^Line 1 .*no journal/)
    await refuse(['[1]'], /^Line 1 .*no journal/)
    await refuse(['{"variorum":"journal","version":2}'], /^Line 1 .*version 2/)
    const lines = await journalOf([row('a.md', 'one')])
    for (const garbage of ['null', '{}', '7', '{"content":7}', 'x', '', '{"seq":1}'])
      await refuse(lines.with(1, garbage), /^Line 2 /)
  })

  it('is refused where a path leads out of the archive', async () => {
    for (const path of ['../a.md', '/etc/passwd', 'a/../../b', '', 'a//b', './a', 'a\0b']) {
      const lines = await journalOf([row('a.md', 'one')])
      await refuse(lines.with(2, lines[2]?.replace('"a.md"', JSON.stringify(path)) ?? ''), /^Line 3 .*no path/)
    }
  })
})
