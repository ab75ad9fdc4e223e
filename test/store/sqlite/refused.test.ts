import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, rename, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { VariorumError } from '../../../src/model/errors.ts'
import { openStore } from '../../../src/store/open.ts'
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'
import type { Store } from '../../../src/store/store.ts'
import { verifyLedger } from '../../../src/versioning/ledger/ledger.ts'
import { eventOf, hashOf, planOf } from '../sample-plans.ts'
import { makeFolder } from '../store-kinds.ts'
import { canMount, mountReadOnly, mountSmallDisk, unmount } from './mounts.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await makeFolder()
  path = join(folder, 'variorum.db')
})
afterEach(() => rm(folder, { recursive: true }))

const open = (mode: 'read' | 'write') => openStore(path, { cwd: folder, mode })

const pages = Array.from({ length: 40 }, (_, n) => ({ path: `${n}.md`, bytes: noise(n) }))

/** Text that compresses badly, always the same. */
function noise(seed: number, lines = 60): string {
  return Array.from({ length: lines }, (_, line) =>
    createHash('sha256').update(`${seed} ${line}`).digest('base64'),
  ).join('\n')
}

async function makeStore() {
  await using store = await open('write')
  expect(await store.append(planOf(pages, { events: [eventOf('e')] }))).toBe('stored')
}

function alter(...statements: string[]) {
  const db = new DatabaseSync(path, { defensive: false })
  for (const sql of statements) db.exec(sql)
  db.close()
}

/** The result of opening a store and reading everything. */
async function failure(mode: 'read' | 'write'): Promise<VariorumError | null> {
  try {
    await using store = await open(mode)
    await readAll(store)
    return null
  } catch (error) {
    if (error instanceof VariorumError) return error
    throw error
  }
}

async function readAll(store: Store) {
  await verifyLedger(store.snapshots())
  await Array.fromAsync(store.contents())
  await Array.fromAsync(store.events())
}

const fingerprint = () => hashOf(readFileSync(path))

describe.each(['read', 'write'] as const)('opening to %s', (mode) => {
  async function expectRefused(code: string) {
    const before = fingerprint()
    const error = await failure(mode)
    expect(error).toMatchObject({ code, message: expect.stringContaining(path), advice: expect.stringMatching(/\.$/) })
    expect(fingerprint()).toBe(before)
  }

  test('reports an empty file as damaged, and leaves it empty', async () => {
    await writeFile(path, '')
    await expectRefused('store-damaged')
    expect(readdirSync(folder)).toEqual(['variorum.db'])
  })

  test.each(['# A page\n', 'x', 'SQLite format 2\0'.padEnd(4096)])(
    'reports a file that is not a database as foreign: %j',
    async (text) => {
      await writeFile(path, text)
      await expectRefused('store-foreign')
    },
  )

  test('reports a folder as foreign', async () => {
    await mkdir(path)
    expect((await failure(mode))?.code).toBe('store-foreign')
  })

  test('reports the database of another program as foreign', async () => {
    alter('CREATE TABLE snapshot (seq INTEGER PRIMARY KEY)', 'PRAGMA user_version = 1')
    await expectRefused('store-foreign')
  })

  test.each([
    "CREATE TRIGGER t AFTER INSERT ON content BEGIN UPDATE content SET hash = x'00'; END",
    'CREATE VIEW v AS SELECT 1',
    'CREATE TABLE extra (a)',
    'CREATE INDEX extra ON snapshot (at)',
    'DROP INDEX event_by_day',
    'ALTER TABLE event RENAME COLUMN folded TO bent',
    'PRAGMA user_version = 0',
    'PRAGMA application_id = 7',
  ])('reports a store altered by %j as foreign', async (sql) => {
    await makeStore()
    alter(sql)
    await expectRefused('store-foreign')
  })

  test('does not change a store of a newer version, whatever its tables', async () => {
    await makeStore()
    alter('PRAGMA user_version = 2', 'CREATE TABLE later (a)')
    await expectRefused('store-newer')
  })

  test('opens a store after ANALYZE', async () => {
    await makeStore()
    alter('ANALYZE')
    expect(await failure(mode)).toBeNull()
  })

  test.each([1, 2, 3, 5])('reports a store cut off after %i pages as damaged', async (kept) => {
    await makeStore()
    await truncate(path, kept * 8192)
    await expectRefused('store-damaged')
  })

  test('reports a store with an overwritten header as damaged', async () => {
    await makeStore()
    const bytes = readFileSync(path)
    await writeFile(path, bytes.fill(0xee, 16, 100))
    await expectRefused('store-damaged')
  })

  test('reports a store with a page of zeros as damaged', async () => {
    await makeStore()
    const bytes = readFileSync(path)
    await writeFile(path, bytes.fill(0, 3 * 8192, 4 * 8192))
    await expectRefused('store-damaged')
  })
})

test('does not create a missing store when it opens for reading', async () => {
  const error = await failure('read')
  expect(error).toMatchObject({ code: 'store-not-found', advice: expect.stringContaining('variorum import') })
  expect(readdirSync(folder)).toEqual([])
})

test('does not create a store beside a log without a store', async () => {
  await writeFile(`${path}-wal`, 'rows')
  expect((await failure('write'))?.code).toBe('store-damaged')
  expect(readdirSync(folder)).toEqual(['variorum.db-wal'])
})

test('reports a changed byte of a content, and still reads the others', async () => {
  await makeStore()
  const wanted = pages[20]?.bytes ?? ''
  alter(`UPDATE content SET start = start + 1 WHERE hash = x'${hashOf(wanted)}'`)
  await using store = await open('read')
  await expect(store.content(hashOf(wanted))).rejects.toMatchObject({ code: 'store-damaged' })
  expect(await store.content(hashOf(pages[19]?.bytes ?? ''))).not.toBeNull()
  await expect(Array.fromAsync(store.contents())).rejects.toMatchObject({ code: 'store-damaged' })
})

test('reports an invalid block, and does not append to it', async () => {
  await makeStore()
  alter("UPDATE block SET data = x'00112233' WHERE id = (SELECT max(id) FROM block)")
  await using store = await open('write')
  expect(await store.append(planOf([{ path: '39.md', bytes: 'new' }], { follows: await store.state() }))).toBe('stored')
  expect(await store.content(hashOf('new'))).toEqual(new TextEncoder().encode('new'))
  await expect(store.content(hashOf(pages[39]?.bytes ?? ''))).rejects.toMatchObject({ code: 'store-damaged' })
})

test('reports a busy store while another writer does not finish', async () => {
  await makeStore()
  await using store = openSqliteStore(path, { url: path, mode: 'write', busyTimeoutMs: 20 })
  const other = new DatabaseSync(path)
  other.exec('BEGIN IMMEDIATE')
  const plan = planOf([{ path: 'a.md', bytes: 'a' }], { follows: await store.state() })
  await expect(store.append(plan)).rejects.toMatchObject({ code: 'store-busy' })
  await readAll(store)
  other.exec('ROLLBACK')
  other.close()
  expect(await store.append(plan)).toBe('stored')
})

test('refuses to write to a store that is open for reading', async () => {
  await makeStore()
  await using store = await open('read')
  const plan = planOf([{ path: 'a.md', bytes: 'a' }], { follows: await store.state() })
  await expect(store.append(plan)).rejects.toMatchObject({ code: 'store-read-only' })
})

describe('a store whose file is removed while it is open', () => {
  const goes: Record<string, () => Promise<void>> = {
    removed: () => unlink(path),
    'put elsewhere': () => rename(path, `${path}.old`),
    'another in its place': async () => {
      await copyFile(path, `${path}.copy`)
      await rename(`${path}.copy`, path)
    },
  }
  test.each(Object.entries(goes))('refuses an append: %s', async (_, go) => {
    await makeStore()
    await using store = await open('write')
    const plan = planOf([{ path: 'a.md', bytes: 'a' }], { follows: await store.state() })
    await go()
    await expect(store.append(plan)).rejects.toMatchObject({ code: 'store-damaged' })
    await expect(Array.fromAsync(store.snapshots())).rejects.toMatchObject({ code: 'store-damaged' })
  })
})

test('writes nothing of a refused append to the file that replaced the store', async () => {
  await makeStore()
  {
    await using store = await open('write')
    const plan = planOf([{ path: 'a.md', bytes: 'a' }], { follows: await store.state() })
    await copyFile(path, `${path}.copy`)
    await rename(`${path}.copy`, path)
    await expect(store.append(plan)).rejects.toMatchObject({ code: 'store-damaged' })
  }
  // both files have one name, and therefore one log
  await using store = await open('read')
  expect((await store.state()).size).toBe(40)
})

describe.skipIf(!canMount)('on a disk of its own (needs a superuser)', () => {
  let mounted: string

  beforeEach(async () => {
    mounted = join(folder, 'disk')
    await mkdir(mounted)
    path = join(mounted, 'variorum.db')
  })
  afterEach(() => unmount(mounted))

  test('refuses an append on a full disk, and appends once there is space', async () => {
    mountSmallDisk(mounted, 1024 * 1024)
    await makeStore()
    await writeFile(join(mounted, 'ballast'), Buffer.alloc(400_000))
    await using store = await open('write')
    const big = Array.from({ length: 40 }, (_, n) => ({ path: `big-${n}.md`, bytes: noise(1000 + n, 500) }))
    const plan = planOf(big, { follows: await store.state() })
    await expect(store.append(plan)).rejects.toMatchObject({ code: 'store-full' })
    expect((await store.state()).size).toBe(40)
    await readAll(store)
    await unlink(join(mounted, 'ballast'))
    const small = planOf([{ path: 'a.md', bytes: 'a' }], { follows: await store.state() })
    expect(await store.append(small)).toBe('stored')
    expect((await verifyLedger(store.snapshots())).fault).toBeNull()
  })

  test('does not create a store on a full disk', async () => {
    mountSmallDisk(mounted, 32 * 1024)
    expect((await failure('write'))?.code).toBe('store-full')
    expect(readdirSync(mounted)).toEqual([])
  })

  test('reads a store on a read-only disk, and refuses to write', async () => {
    await makeStore()
    mountReadOnly(mounted)
    expect(await failure('read')).toBeNull()
    expect(await failure('write')).toMatchObject({ code: 'store-read-only', advice: expect.any(String) })
    await using store = await open('read')
    expect((await store.state()).size).toBe(40)
  })

  test('does not create a store on a read-only disk', async () => {
    mountReadOnly(mounted)
    expect((await failure('write'))?.code).toBe('store-read-only')
  })

  test('does not ignore rows of the log on a read-only disk', async () => {
    await makeStore()
    const writer = new DatabaseSync(path)
    writer.exec("PRAGMA wal_autocheckpoint = 0; INSERT INTO path (digest, path) VALUES (1, 'x.md')")
    await copyFile(path, join(mounted, 'copy.db'))
    await copyFile(`${path}-wal`, join(mounted, 'copy.db-wal'))
    writer.close()
    path = join(mounted, 'copy.db')
    mountReadOnly(mounted)
    expect(await failure('read')).toBeInstanceOf(VariorumError)
  })
})
