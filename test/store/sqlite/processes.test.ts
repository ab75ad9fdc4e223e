import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../src/store/open.ts'
import { verifyLedger } from '../../../src/versioning/ledger/ledger.ts'
import { makeFolder } from '../store-kinds.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await makeFolder()
  path = join(folder, 'variorum.db')
})
afterEach(() => rm(folder, { recursive: true }))

const program = new URL('appender.ts', import.meta.url).pathname

function startAppender(count: number, name: string, how = '') {
  const child = spawn(process.execPath, [program, path, String(count), name, how], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complained = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complained += text
  })
  const ended = once(child, 'close')
  /** The lines `seq hash` that the process printed so far. */
  const acknowledged = () => said.split('\n').slice(0, -1)
  return { child, ended, acknowledged, complaint: () => complained }
}

async function rowsOf() {
  await using store = await openStore(path, { cwd: '/', mode: 'read' })
  expect((await verifyLedger(store.snapshots())).fault).toBeNull()
  return Array.fromAsync(store.snapshots(), ({ seq, hash }) => `${seq} ${hash}`)
}

test('stores every row of eight concurrent processes once', { tags: ['slow'] }, async () => {
  const appenders = Array.from({ length: 8 }, (_, n) => startAppender(50, `writer-${n}`))
  await Promise.all(appenders.map(({ ended }) => ended))
  expect(appenders.map(({ complaint }) => complaint()).join('')).toBe('')
  const acknowledged = appenders.flatMap((appender) => appender.acknowledged())
  expect(acknowledged).toHaveLength(400)
  expect(new Set(await rowsOf())).toEqual(new Set(acknowledged))
})

test.each([
  ['keeps every acknowledged row, and no half row, of a killed process', ''],
  ['keeps every acknowledged row, and no half row, of a killed process with a writer thread', 'threaded'],
])('%s', { tags: ['slow'] }, async (_, how) => {
  const acknowledged: string[] = []
  for (let kill = 0; kill < 20; kill++) {
    const appender = startAppender(1_000_000, `life-${kill}`, how)
    while (appender.acknowledged().length < 1) await Promise.race([once(appender.child.stdout, 'data'), appender.ended])
    // random times, so that kills hit every step of an append
    await sleep(kill % 10)
    appender.child.kill('SIGKILL')
    await appender.ended
    expect(appender.complaint()).toBe('')
    acknowledged.push(...appender.acknowledged())
    expect(await rowsOf()).toEqual(expect.arrayContaining(acknowledged.slice(-1)))
  }
  const kept = new Set(await rowsOf())
  expect(acknowledged.filter((row) => !kept.has(row))).toEqual([])
  // of each process at most the last row was stored without a printed line
  expect(kept.size - acknowledged.length).toBeLessThanOrEqual(20)
})

test('creates a complete store, even if its creator is killed', { tags: ['slow'] }, async () => {
  for (let kill = 0; kill < 8; kill++) {
    const appender = startAppender(1, `maker-${kill}`)
    while (!existsSync(folder)) await sleep(1)
    await sleep(40 + kill * 12)
    appender.child.kill('SIGKILL')
    await appender.ended
    if (existsSync(path)) await rowsOf()
  }
  await using store = await openStore(path, { cwd: '/', mode: 'write' })
  expect((await verifyLedger(store.snapshots())).fault).toBeNull()
})

test('reads while another process writes', { tags: ['slow'] }, async () => {
  await using maker = await openStore(path, { cwd: '/', mode: 'write' })
  await maker.state()
  const appender = startAppender(150, 'writer')
  await using reader = await openStore(path, { cwd: '/', mode: 'read' })
  let ended = false
  void appender.ended.then(() => {
    ended = true
  })
  while (!ended) {
    const { size } = await reader.state()
    const { size: proven, fault } = await verifyLedger(reader.snapshots())
    expect(fault).toBeNull()
    expect(proven).toBeGreaterThanOrEqual(size)
    await sleep(1)
  }
  expect(appender.complaint()).toBe('')
  expect((await reader.state()).size).toBe(150)
})
