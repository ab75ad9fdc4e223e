import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../src/store/open.ts'
import type { Store } from '../../../src/store/store.ts'
import { hashOf, type PathState, planOf } from '../sample-plans.ts'
import { makeFolder } from '../store-kinds.ts'

let folder: string
let store: Store

beforeEach(async () => {
  folder = await makeFolder()
  store = await openStore('variorum.db', { cwd: folder, mode: 'write' })
})
afterEach(async () => {
  await store[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function record(states: PathState[]) {
  expect(await store.append(planOf(states, { follows: await store.state() }))).toBe('stored')
}

function blocks() {
  const db = new DatabaseSync(join(folder, 'variorum.db'), { readOnly: true })
  const rows = db.prepare('SELECT raw, contents FROM block ORDER BY id').all()
  db.close()
  return rows.map(({ raw, contents }) => ({ raw: Number(raw), contents: Number(contents) }))
}

const text = (length: number, name: string | number) => `${name}`.padEnd(length, `.${name}`)

test('fills blocks with 64 contents or 256 kB from one plan', async () => {
  await record(Array.from({ length: 130 }, (_, n) => ({ path: `${n}.md`, bytes: text(500, n) })))
  expect(blocks().map(({ contents }) => contents)).toEqual([64, 64, 2])
  await record(Array.from({ length: 3 }, (_, n) => ({ path: `big${n}.md`, bytes: text(100_000, `big${n}`) })))
  expect(
    blocks()
      .map(({ raw }) => raw)
      .every((raw) => raw <= 256 * 1024),
  ).toBe(true)
})

test('gives a content above the limit a block of its own', async () => {
  await record([100, 300_000, 100].map((length, n) => ({ path: `${n}.md`, bytes: text(length, n) })))
  expect(blocks()).toEqual([
    { raw: 100, contents: 1 },
    { raw: 300_000, contents: 1 },
    { raw: 100, contents: 1 },
  ])
})

test('shares blocks between contents of single plans', async () => {
  for (let n = 0; n < 100; n++) await record([{ path: `${n % 7}.md`, bytes: text(1500, n) }])
  const kept = blocks()
  expect(kept.reduce((sum, { contents }) => sum + contents, 0)).toBe(100)
  expect(kept.length).toBeLessThanOrEqual(4)
  for (let n = 0; n < 100; n++) expect(await store.content(hashOf(text(1500, n)))).not.toBeNull()
})

test('adds a few contents of a path to the last block of that path', async () => {
  await record([{ path: 'a.md', bytes: text(1000, 'a') }])
  await record([{ path: 'b.md', bytes: text(300_000, 'b') }])
  await record([{ path: 'c.md', bytes: text(1000, 'c') }])
  await record([{ path: 'a.md', bytes: text(1000, 'a again') }])
  expect(blocks()).toEqual([
    { raw: 2000, contents: 2 },
    { raw: 300_000, contents: 1 },
    { raw: 1000, contents: 1 },
  ])
})

test('reads contents that another process adds to a cached block', async () => {
  await record([{ path: 'a.md', bytes: 'first' }])
  expect(await store.content(hashOf('first'))).not.toBeNull()
  await using other = await openStore('variorum.db', { cwd: folder, mode: 'write' })
  await other.append(planOf([{ path: 'a.md', bytes: 'second' }], { follows: await other.state() }))
  expect(await store.content(hashOf('second'))).toEqual(new TextEncoder().encode('second'))
  expect(blocks()).toHaveLength(1)
})
