import { expect, it } from 'vitest'
import { openVariorum } from '../../src/index.ts'
import { makeRepository } from '../e2e/test-archive.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'

const context = (title: string) => `### [2025-03-4](/news/index.md)\n\n# ${title}\n`
const post = (title: string) => `---\ntitle: ${title}\ndate: 2025-03-05\n---\n\nText.\n`

async function titlesRead(dialect: 'context' | 'front-matter') {
  const repository = makeRepository([
    { 'news/bridge.md': context('The bridge opens'), 'notes/tide.md': post('The tide is late') },
    { 'news/bridge.md': context('The bridge opens at noon'), 'notes/tide.md': post('The tide is early') },
    { 'news/bridge.md': post('The bridge is a note now') },
  ])
  await using variorum = await openVariorum({ cwd: temporaryFolder(), store: 'memory:' })
  const summary = await variorum.import({ from: repository, dialect })
  const histories = await Array.fromAsync(variorum.history())
  return {
    titles: histories.flatMap(({ versions }) => versions.map(({ title }) => title)),
    live: histories.map(({ event }) => event.live),
    counts: [summary.revisions, summary.stored, summary.removed, summary.skipped],
  }
}

it('imports only pages of the requested dialect, and counts the others as skipped', async () => {
  const read = await titlesRead('context')
  expect(read.titles).toEqual(['The bridge opens', 'The bridge opens at noon'])
  expect(read.counts).toEqual([5, 2, 1, 2])
  // the page changed to another dialect
  expect(read.live).toEqual([false])
})

it('imports a page from the commit that changes it to the requested dialect', async () => {
  const read = await titlesRead('front-matter')
  expect(read.titles.toSorted()).toEqual(['The bridge is a note now', 'The tide is early', 'The tide is late'])
  expect(read.counts).toEqual([5, 3, 0, 2])
})
