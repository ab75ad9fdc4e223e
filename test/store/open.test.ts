import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { planOf } from './sample-plans.ts'
import { makeFolder } from './store-kinds.ts'

let folder: string

beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => rm(folder, { recursive: true }))

test.each(['a/b c/store.db', 'sqlite:deep/er/x.db', 'SQLite:./y#?%20.db', '日誌.db', 'd:colon.db'])(
  'resolves a path from the working folder, and creates parent folders: %s',
  async (url) => {
    await using store = await openStore(url, { cwd: folder, mode: 'write' })
    expect(store.url).toBe(url)
    expect(existsSync(join(folder, url.replace(/^sqlite:/i, '')))).toBe(true)
    await store.append(planOf([{ path: 'a.md', bytes: 'a' }]))
    await using again = await openStore(url, { cwd: folder, mode: 'read' })
    expect((await again.state()).size).toBe(1)
  },
)

test('opens an absolute path', async () => {
  await using store = await openStore(`sqlite:${folder}/here.db`, { cwd: '/nowhere', mode: 'write' })
  expect((await store.state()).size).toBe(0)
  expect(existsSync(join(folder, 'here.db'))).toBe(true)
})

test('opens an empty memory store each time', async () => {
  await using store = await openStore('memory:', { cwd: folder, mode: 'read' })
  expect(store.url).toBe('memory:')
  expect((await store.state()).size).toBe(0)
})

test.each(['postgres://ada:s3cret@host/db', 'postgresql://host/db', 'mysql://host/db', 'sqlite:', ''])(
  'refuses an unusable name without printing its password: %j',
  async (url) => {
    const opening = openStore(url, { cwd: folder, mode: 'write' })
    await expect(opening).rejects.toMatchObject({ code: 'usage', advice: expect.stringContaining('sqlite:') })
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('s3cret') })
  },
)
