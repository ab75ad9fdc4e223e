import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import type { WatchTestHooks } from '../../src/commands/watch/watch.ts'
import type { WatchOptions } from '../../src/index.ts'
import type { WatchEvent, WatchHealth } from '../../src/model/watch.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { verifyLedger } from '../../src/versioning/ledger/ledger.ts'
import { bundleProgram } from '../helpers/bundle-program.ts'
import type { WorkerCommand } from './watch-worker.ts'

/** A bundle of the worker and its compile cache, because a test can start hundreds of processes. */
const bundleFolder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-bundle-')))
let workerPath: string
beforeAll(async () => {
  workerPath = (await bundleProgram(bundleFolder, 'test/faults/watch-worker.ts')).worker
})
afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }))

/** Milliseconds after which a wait fails, chosen for a very slow machine. */
const timeoutMs = 150_000

type Options = Omit<WatchOptions & WatchTestHooks, 'signal' | 'onProgress'>

/** A process that watches an archive. It is killed when the test ends. */
export interface WatchProcess {
  readonly pid: number
  readonly events: readonly WatchEvent[]
  /** Its standard error so far. */
  stderrText(): string
  health(): readonly WatchHealth['state'][]
  /** Sends a command. Resolves when the process has done it. */
  send(command: WorkerCommand): Promise<void>
  /** Waits until a condition holds. Fails with the last events if the process ends or the time is over. */
  waitUntil(holds: () => boolean | Promise<boolean>): Promise<void>
  /** Waits until the store's latest pages equal the pages on disk, byte for byte. */
  waitUntilRecorded(): Promise<void>
  kill(): Promise<void>
  /** Interrupts it and waits for its end. */
  stop(): Promise<void>
  readonly ended: Promise<void>
}

export interface ProcessLimits {
  /** Words before the command line. */
  readonly wrapper?: readonly string[]
  /** Number of files that it can open while it catches up, until the command to close files. */
  readonly freeFiles?: number
}

export function startWatchProcess(
  cwd: string,
  options: Options = {},
  { wrapper = [], freeFiles }: ProcessLimits = {},
): WatchProcess {
  const [file = '', ...args] = [...wrapper, process.execPath, workerPath, cwd, JSON.stringify(options)]
  if (freeFiles !== undefined) args.push(String(freeFiles))
  const child = spawn(file, args, {
    env: { ...process.env, NODE_COMPILE_CACHE: join(bundleFolder, 'cache') },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const events: WatchEvent[] = []
  let doneCount = 0
  let stderrText = ''
  let hasEnded = false
  // Writing to an ended process fails.
  child.stdin.on('error', () => {})
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderrText += text
  })
  createInterface(child.stdout).on('line', (line) => {
    const message = readLine(line)
    if (message?.kind === 'done') doneCount++
    else if (message !== null) events.push(message)
  })
  const ended = once(child, 'close').then(() => {
    hasEnded = true
  })
  const health = () => events.flatMap((event) => (event.kind === 'health' ? [event.state] : []))
  const waitUntil = async (holds: () => boolean | Promise<boolean>, pause = 10) => {
    const began = performance.now()
    while (!(await holds())) {
      const lastEvents = JSON.stringify(events.filter(({ kind }) => kind !== 'version').slice(-12))
      if (hasEnded) throw new Error(`the watch ended; the last events were ${lastEvents} ${stderrText}`)
      if (performance.now() - began > timeoutMs)
        throw new Error(`timed out; the last events were ${lastEvents} ${stderrText}`)
      await sleep(pause)
    }
  }
  const send = async (command: WorkerCommand) => {
    const before = doneCount
    child.stdin.write(`${JSON.stringify(command)}\n`)
    await waitUntil(() => doneCount > before)
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return {
    pid: child.pid ?? 0,
    events,
    stderrText: () => stderrText,
    health,
    send,
    waitUntil,
    waitUntilRecorded: () => waitUntil(async () => isEqualMap(await recordedPages(cwd), pagesOnDisk(cwd)), 100),
    kill,
    ended,
    async stop() {
      child.stdin.write(`${JSON.stringify({ do: 'end' } satisfies WorkerCommand)}\n`)
      await ended
      expect(stderrText).toBe('')
    },
  }
}

/** Starts a watch process and waits until it has caught up. */
export async function startCaughtUpWatch(...args: Parameters<typeof startWatchProcess>): Promise<WatchProcess> {
  const watching = startWatchProcess(...args)
  await watching.waitUntil(() => watching.events.some(({ kind }) => kind === 'caught-up'))
  return watching
}

/** Writes pages to the archive. @param cwd its parent folder */
export function writePages(cwd: string, pages: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(pages)) {
    const file = join(cwd, 'archive', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

export function page(title: string, body = 'The water rose all night.'): string {
  return `---\ntitle: ${title}\n---\n\n${body}\n`
}

/** The content hash of every page on disk, by path. */
export function pagesOnDisk(cwd: string): Map<string, string> {
  const archive = join(cwd, 'archive')
  const found = readdirSync(archive, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    found.map((file) => [file.slice(archive.length + 1), hash('sha256', readFileSync(file))] as const).sort(byPath),
  )
}

/** The content hash of every page in the store's latest state, by path. */
export async function recordedPages(cwd: string): Promise<Map<string, string>> {
  await using store = await openRecordedStore(cwd)
  const pages: [string, string][] = []
  for await (const { path, content } of store.latestSnapshots()) if (content !== null) pages.push([path, content])
  return new Map(pages.sort(byPath))
}

/** Fails if the store's latest pages differ from the pages on disk, or if its ledger does not verify. */
export async function expectStoreMatchesDisk(cwd: string): Promise<void> {
  expect(await recordedPages(cwd)).toEqual(pagesOnDisk(cwd))
  await using store = await openRecordedStore(cwd)
  expect((await verifyLedger(store.snapshots())).fault).toBeNull()
}

export function openRecordedStore(cwd: string): Promise<Store> {
  return openStore('snapshots/variorum.db', { cwd, mode: 'read' })
}

function isEqualMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && a.entries().every(([path, content]) => b.get(path) === content)
}

function byPath([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1
}

/** Parses a line. @returns null for a cut line, as a killed process can leave one */
function readLine(line: string): WatchEvent | { readonly kind: 'done' } | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
