import { hash } from 'node:crypto'
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFailed } from 'vitest'
import { openVariorum } from '../../src/index.ts'
import type { WatchEvent } from '../../src/model/watch.ts'
import { verifyLedger } from '../../src/versioning/ledger/ledger.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import {
  expectStoreMatchesDisk,
  openRecordedStore,
  page,
  startCaughtUpWatch,
  startWatchProcess,
  type WatchProcess,
  writePages,
} from './watch-process.ts'

const kills = 200
/** Each round uses a new store, so that kills also hit its creation. */
const rounds = 4
const watchers = 3

it('200 kills of up to three watchers lose no acknowledged version', { tags: ['slow'], timeout: 300_000 }, async () => {
  const seed = Number(process.env.VARIORUM_SEED ?? Date.now() % 1_000_000)
  onTestFailed(() => {
    process.stderr.write(`VARIORUM_SEED=${seed}\n`)
  })
  await warmUp()
  let acknowledged = 0
  for (let round = 0; round < rounds; round++) acknowledged += await killWatchers(randomFrom(seed + round))
  // Even on a busy machine the kills must hit watchers at work.
  expect(acknowledged).toBeGreaterThan(kills / 10)
})

/** Fills the compile cache. Node writes it when a process ends, so killed processes cannot. */
async function warmUp(): Promise<void> {
  const cwd = temporaryFolder()
  writePages(cwd, { 'page.md': page('A ship sails') })
  const watching = await startCaughtUpWatch(cwd)
  await watching.stop()
}

/** Runs one round of kills. @returns the number of acknowledged versions */
async function killWatchers(random: () => number): Promise<number> {
  const cwd = temporaryFolder()
  for (let n = 0; n < pages; n++) writePages(cwd, { [`${n}.md`]: page(`Ship ${n} sails`) })
  const writing = new AbortController()
  const written = keepWriting(cwd, random, writing.signal)
  const acknowledged: Acknowledged[] = []
  let left = kills / rounds
  const life = async () => {
    while (left-- > 0) {
      const watching = startWatchProcess(cwd, { settle: 5, scanEvery: 300, testHooks: { patience: 100 } })
      await untilMoment(watching, random)
      await watching.kill()
      expect(watching.stderrText()).toBe('')
      acknowledged.push(...watching.events.flatMap(acknowledgedBy))
    }
  }
  try {
    await Promise.all(Array.from({ length: watchers }, life))
  } finally {
    writing.abort()
    await written
  }

  await expectRecorded(cwd, acknowledged)
  {
    await using variorum = await openVariorum({ cwd })
    await variorum.ingest()
    const histories = await Array.fromAsync(variorum.history())
    await variorum.reindex()
    expect(await Array.fromAsync(variorum.history())).toEqual(histories)
  }
  await expectStoreMatchesDisk(cwd)
  return acknowledged.length
}

/** Waits for a random moment: while a watcher starts, soon after it is ready, or after it recorded a version. */
async function untilMoment(watching: WatchProcess, random: () => number): Promise<void> {
  const phase = random()
  const startedAt = performance.now()
  const hasEvent = (kind: WatchEvent['kind']) => watching.events.some((event) => event.kind === kind)
  if (phase < 0.1) return sleep(random() * 250)
  if (phase < 0.5) await watching.waitUntil(() => hasEvent('ready'))
  // Another watcher can be quicker each time, so the wait has a limit.
  else
    await watching.waitUntil(
      () => (hasEvent('caught-up') && hasEvent('version')) || performance.now() - startedAt > 2000,
    )
  await sleep(random() * 100)
}

interface Acknowledged {
  readonly path: string
  readonly content: string
}

function acknowledgedBy(event: WatchEvent): Acknowledged[] {
  return event.kind === 'version' && event.snapshot !== null ? [{ path: event.path, content: event.snapshot }] : []
}

/** Fails if an acknowledged version is not in the store, or if the ledger does not verify. */
async function expectRecorded(cwd: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  await using store = await openRecordedStore(cwd)
  expect((await verifyLedger(store.snapshots())).fault).toBeNull()
  const rows = new Set<string>()
  for await (const { path, content } of store.snapshots()) rows.add(`${path} ${content}`)
  expect(acknowledged.filter(({ path, content }) => !rows.has(`${path} ${content}`))).toEqual([])
  const contents = new Set<string>()
  for await (const { hash } of store.contents()) contents.add(hash)
  expect(acknowledged.filter(({ content }) => !contents.has(content))).toEqual([])
}

const pages = 16

/** Saves pages in the ways of different editors, until the signal fires. */
async function keepWriting(cwd: string, random: () => number, signal: AbortSignal): Promise<void> {
  for (let n = 0; !signal.aborted; n++) {
    const place = join(cwd, 'archive', `${Math.floor(random() * pages)}.md`)
    const text = page(`Ship ${n % pages} sails with ${n} on board`, `Tide ${n}.`)
    const way = random()
    if (way < 0.4) writeFileSync(place, text)
    else if (way < 0.8) {
      writeFileSync(`${place}.tmp`, text)
      renameSync(`${place}.tmp`, place)
    } else if (way < 0.9) {
      rmSync(place, { force: true })
      await sleep(random() * 20)
      writeFileSync(place, text)
    } else if (way < 0.95) rmSync(place, { force: true })
    else appendFileSync(place, `Later: ${n}.\n`)
    await sleep(random() * 20)
  }
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let n = 0
  return () => Number.parseInt(hash('sha256', `${seed} ${n++}`).slice(0, 8), 16) / 2 ** 32
}
