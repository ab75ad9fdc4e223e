import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, onTestFinished } from 'vitest'
import type { WatchTestHooks } from '../../src/commands/watch/watch.ts'
import type { WatchOptions } from '../../src/index.ts'
import type { WatchEvent, WatchHealth } from '../../src/model/watch.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { verifyLedger } from '../../src/versioning/ledger/ledger.ts'
import type { WorkerCommand } from './watch-worker.ts'

const workerPath = fileURLToPath(new URL('watch-worker.ts', import.meta.url))
/** Processes that are started by the hundred need not translate the sources each time. */
const compileCache = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-cache-')))
afterAll(() => rmSync(compileCache, { recursive: true, force: true }))

/** Milliseconds after which what is waited for will not come, on the slowest machine. */
const timeoutMs = 150_000

type Options = Omit<WatchOptions & WatchTestHooks, 'signal' | 'onProgress'>

/** A process that watches the archive in a folder. It is killed when the test ends. */
export interface WatchProcess {
  readonly pid: number
  readonly events: readonly WatchEvent[]
  /** What it wrote to standard error. */
  stderrText(): string
  health(): readonly WatchHealth['state'][]
  /** Resolves once the process has done it. */
  send(order: WorkerCommand): Promise<void>
  /** Waits until this holds, and fails with what was told where it never does. */
  waitUntil(holds: () => boolean | Promise<boolean>): Promise<void>
  /** Waits until the store holds what the disk does, each page to the byte and no other. */
  waitUntilRecorded(): Promise<void>
  kill(): Promise<void>
  /** Interrupts it and waits for its end. */
  stop(): Promise<void>
  readonly ended: Promise<void>
}

export interface ProcessLimits {
  /** A program, and its arguments, that runs the process in a place of its own. */
  readonly wrapper?: readonly string[]
  /** Files that it may open while it catches up, until it is told to close files. */
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
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const events: WatchEvent[] = []
  let doneCount = 0
  let stderrText = ''
  let hasEnded = false
  // a process that is gone cannot be told anything
  child.stdin.on('error', () => {})
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderrText += text
  })
  createInterface(child.stdout).on('line', (line) => {
    const message = readLine(line)
    if (message?.kind === 'obeyed') doneCount++
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
      if (hasEnded) throw new Error(`the watch ended; told at last were ${lastEvents} ${stderrText}`)
      if (performance.now() - began > timeoutMs)
        throw new Error(`never came; told at last were ${lastEvents} ${stderrText}`)
      await sleep(pause)
    }
  }
  const send = async (order: WorkerCommand) => {
    const before = doneCount
    child.stdin.write(`${JSON.stringify(order)}\n`)
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

/** The same, once it has caught up. */
export async function startCaughtUpWatch(...args: Parameters<typeof startWatchProcess>): Promise<WatchProcess> {
  const watching = startWatchProcess(...args)
  await watching.waitUntil(() => watching.events.some(({ kind }) => kind === 'caught-up'))
  return watching
}

/** Writes pages of the archive in a folder. */
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

/** The content's hash of every page on disk, by path. */
export function pagesOnDisk(cwd: string): Map<string, string> {
  const archive = join(cwd, 'archive')
  const found = readdirSync(archive, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    found.map((file) => [file.slice(archive.length + 1), hash('sha256', readFileSync(file))] as const).sort(byPath),
  )
}

/** The content's hash of every page that stands by the store. */
export async function recordedPages(cwd: string): Promise<Map<string, string>> {
  await using store = await openRecordedStore(cwd)
  const pages: [string, string][] = []
  for await (const { path, content } of store.latestSnapshots()) if (content !== null) pages.push([path, content])
  return new Map(pages.sort(byPath))
}

/** Fails where the store does not hold what the disk does, or its ledger does not verify. */
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

/** The last line of a process that was killed may be half a line. */
function readLine(line: string): WatchEvent | { readonly kind: 'obeyed' } | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
