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
/** Each round has a store of its own, so that its making is interrupted too. */
const rounds = 4
const watchers = 3

// Slow: some 50 s.
it('no acknowledged version is lost in 200 kills of up to three watchers', { timeout: 300_000 }, async () => {
  const seed = Number(process.env.VARIORUM_SEED ?? Date.now() % 1_000_000)
  onTestFailed(() => {
    process.stderr.write(`VARIORUM_SEED=${seed}\n`)
  })
  await warmUp()
  let acknowledged = 0
  for (let round = 0; round < rounds; round++) acknowledged += await killWatchers(randomFrom(seed + round))
  // the kills hit watchers at work, also where the machine has much else to do
  expect(acknowledged).toBeGreaterThan(kills / 10)
})

/** A process that ends by itself leaves its translated sources behind, for those that cannot. */
async function warmUp(): Promise<void> {
  const cwd = temporaryFolder()
  writePages(cwd, { 'page.md': page('A ship sails') })
  const watching = await startCaughtUpWatch(cwd)
  await watching.stop()
}

/** One round. @returns how many versions were acknowledged */
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
    const told = await Array.fromAsync(variorum.history())
    await variorum.reindex()
    expect(await Array.fromAsync(variorum.history())).toEqual(told)
  }
  await expectStoreMatchesDisk(cwd)
  return acknowledged.length
}

/** Waits for a moment that differs each time: while a watcher begins, soon after it is ready, or after it recorded something. */
async function untilMoment(watching: WatchProcess, random: () => number): Promise<void> {
  const phase = random()
  const began = performance.now()
  const said = (kind: WatchEvent['kind']) => watching.events.some((event) => event.kind === kind)
  if (phase < 0.1) return sleep(random() * 250)
  if (phase < 0.5) await watching.waitUntil(() => said('ready'))
  // or not: others may be quicker each time
  else await watching.waitUntil(() => (said('caught-up') && said('version')) || performance.now() - began > 2000)
  await sleep(random() * 100)
}

interface Acknowledged {
  readonly path: string
  readonly content: string
}

function acknowledgedBy(event: WatchEvent): Acknowledged[] {
  return event.kind === 'version' && event.snapshot !== null ? [{ path: event.path, content: event.snapshot }] : []
}

/** Fails where something that was acknowledged is not in the record, or the ledger does not verify. */
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

/** Saves pages in the ways that editors do, until the signal fires. */
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
