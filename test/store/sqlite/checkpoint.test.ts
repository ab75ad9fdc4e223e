import { readdirSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../src/store/open.ts'
import type { Store } from '../../../src/store/store.ts'
import { headOf, planOf } from '../sample-plans.ts'
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

async function record(text: string, rank?: number) {
  const state = { path: 'a.md', bytes: text, ...(rank === undefined ? {} : { rank }) }
  const plan = planOf([state], { follows: await store.state() })
  expect(await store.append(plan)).toBe('stored')
  return headOf(plan)
}

const checkpoint = () => readFileSync(join(folder, 'CHECKPOINT'), 'utf8')

test('writes the head of the ledger after each append, with the highest rank as time', async () => {
  const first = await record('one', Date.UTC(2031, 3, 5, 6, 7, 8))
  expect(JSON.parse(checkpoint())).toEqual({ size: 1, head: first.hash, time: '2031-04-05T06:07:08Z' })
  const second = await record('two', Date.UTC(2031, 3, 5, 6, 7, 9))
  expect(JSON.parse(checkpoint())).toEqual({ size: 2, head: second.hash, time: '2031-04-05T06:07:09Z' })
  expect(readdirSync(folder).filter((name) => !name.startsWith('variorum.db'))).toEqual(['CHECKPOINT'])
})

test('does not change the checkpoint on a conflict or an empty ledger', async () => {
  expect(await store.append(planOf([]))).toBe('stored')
  expect(checkpoint).toThrow('ENOENT')
  await record('one')
  const before = checkpoint()
  expect(await store.append(planOf([{ path: 'b.md', bytes: 'late' }]))).toBe('conflict')
  expect(checkpoint()).toBe(before)
})

test.each([
  { size: 9, head: 'a'.repeat(64), time: '2031-01-01T00:00:00Z' },
  { size: 1, head: 'b'.repeat(64), time: '2031-01-01T00:00:00Z' },
])('keeps a checkpoint that contradicts the ledger: %j', async (witness) => {
  await writeFile(join(folder, 'CHECKPOINT'), JSON.stringify(witness))
  await record('one')
  await record('two')
  expect(JSON.parse(checkpoint())).toEqual(witness)
})

test('replaces an unreadable checkpoint', async () => {
  await writeFile(join(folder, 'CHECKPOINT'), '<<<<<<< ours\n')
  const head = await record('one')
  expect(JSON.parse(checkpoint())).toMatchObject({ size: 1, head: head.hash })
})
