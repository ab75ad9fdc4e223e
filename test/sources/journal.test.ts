import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ContentHash, emptyLedger, type Origin } from '../../src/model/revision.ts'
import { openJournal } from '../../src/sources/journal.ts'
import { encodeJournal } from '../../src/versioning/ledger/journal-codec.ts'
import { chainRows } from '../../src/versioning/ledger/ledger.ts'
import { readAll, readBatches, revisionLines } from './read-source.ts'
import { temporaryFolder } from './temporary-folder.ts'

const at = Date.parse('2018-01-15T10:00:00Z')
const commit = (sha: string): Origin => ({ kind: 'commit', sha, author: 'Ada' })
const file = (observedAt: number): Origin => ({ kind: 'file', observedAt })

async function journal(rows: readonly (readonly [path: string, text: string | null, origin: Origin])[]) {
  const texts = new Map<ContentHash, Buffer>()
  const kept = rows.map(([path, text, origin], index) => {
    const content = text === null ? null : (hash('sha256', text) as ContentHash)
    if (content !== null) texts.set(content, Buffer.from(text ?? ''))
    // All revisions of one scan have one rank.
    const rank = origin.kind === 'file' ? origin.observedAt + 20 : at + 10 * index
    return { path, content, at: at + index, rank, origin }
  })
  const lines = await Array.fromAsync(
    encodeJournal(chainRows(emptyLedger, kept), async (key) => texts.get(key) ?? null),
  )
  const path = join(temporaryFolder(), 'pages.journal')
  writeFileSync(path, lines.join(''))
  return { path, lines }
}

describe('a journal as a source', () => {
  it('yields revisions as they were first recorded', async () => {
    const { path } = await journal([
      ['a.md', 'one', commit('c1')],
      ['b.md', 'one', commit('c1')],
      ['a.md', 'two', file(at)],
      ['b.md', null, file(at)],
      ['c.md', 'three', { kind: 'journal' }],
    ])
    await using source = await openJournal(path)
    const revisions = await readAll(source)
    expect(source.total).toBe(5)
    expect(revisionLines(revisions)).toEqual(['a.md=one', 'b.md=one', 'a.md=two', 'b.md gone', 'c.md=three'])
    expect(revisions.map(({ group }) => group)).toEqual(['c1', 'c1', `scan:${at + 20}`, `scan:${at + 20}`, 'line:5'])
    expect(revisions[2]).toMatchObject({ at: at + 2, rank: at + 20, origin: file(at) })
  })

  it('reads a content again when a later batch needs it', async () => {
    const { path } = await journal([
      ['a.md', 'ä one', commit('c1')],
      ['a.md', 'x'.repeat(3_000_000), commit('c2')],
      ['a.md', 'ä one', commit('c3')],
    ])
    await using source = await openJournal(path)
    const batches = await readBatches(source, { limits: { revisions: 1, bytes: 1e9 } })
    expect(batches.map((batch) => batch.map(({ text }) => text?.slice(0, 5)))).toEqual([
      ['ä one'],
      ['xxxxx'],
      ['ä one'],
    ])
  })

  it('keeps a commit in one batch and leaves out recorded revisions', async () => {
    const { path } = await journal([
      ['a.md', 'one', commit('c1')],
      ['b.md', 'two', commit('c2')],
      ['c.md', 'three', commit('c2')],
      ['d.md', 'four', commit('c3')],
    ])
    await using source = await openJournal(path)
    const batches = await readBatches(source, { limits: { revisions: 2, bytes: 1e9 } })
    expect(batches.map((batch) => batch.length)).toEqual([3, 1])
    await using again = await openJournal(path)
    const recorded = async (all: readonly { path: string }[]) =>
      new Set(all.filter(({ path }) => path !== 'c.md')) as never
    expect(revisionLines(await readAll(again, { findRecorded: recorded }))).toEqual(['c.md=three'])
  })

  it('refuses a truncated journal when it is opened', async () => {
    const { path, lines } = await journal([['a.md', 'one', commit('c1')]])
    writeFileSync(path, lines.slice(0, -1).join(''))
    await expect(openJournal(path)).rejects.toMatchObject({
      code: 'journal-unreadable',
      message: expect.stringMatching(/cut short/),
    })
  })

  it('refuses a file that is not a journal and a file that does not exist', async () => {
    const path = join(temporaryFolder(), 'page.md')
    await expect(openJournal(path)).rejects.toMatchObject({ code: 'file-not-found' })
    for (const text of ['', '# A page\n', '{"a":1}']) {
      writeFileSync(path, text)
      await expect(openJournal(path)).rejects.toMatchObject({ code: 'journal-unreadable' })
    }
    await expect(openJournal(temporaryFolder())).rejects.toMatchObject({ code: 'journal-unreadable' })
  })

  it('refuses an altered snapshot', async () => {
    const { path, lines } = await journal([
      ['a.md', 'one', commit('c1')],
      ['b.md', 'two', commit('c2')],
    ])
    writeFileSync(path, lines.join('').replace('"Ada"', '"Eve"'))
    await using source = await openJournal(path)
    await expect(readAll(source)).rejects.toMatchObject({
      code: 'journal-unreadable',
      message: expect.stringMatching(/Snapshot 1/),
    })
  })
})
