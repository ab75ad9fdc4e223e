/**
 * npm run bench:watch [-- ARCHIVE] [--saves N] [--only ready,latency,burst,memory]
 *
 * Measures a watch on a copy of an archive, or on 16,000 generated pages: the time until it is ready, compared with a
 * recursive `fs.watch`; the time from a save to its version; the time to record a burst of 5,000 files; and memory over many
 * saves. The watch runs in its own process. Compared times are measured in turn in the same run; the figures are medians.
 */
import { execFile, execFileSync, fork } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { openStore } from '../src/store/open.ts'
import { generateHistory } from './sample-history.ts'
import { medianOf, printSpread } from './spread.ts'
import { WatcherClient, watcherProcessPath } from './watcher-client.ts'
import type { WatcherMessage } from './watcher-process.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    saves: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'ready,latency,burst,memory' },
  },
})
const rounds = 5
const settleMs = 50
const latencySaveCount = 300
const burstFileCount = 5000
const scratchFolder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-bench-watch-')))
const archive = join(scratchFolder, 'archive')
const storeFile = join(scratchFolder, 'variorum.db')
const gitDir = join(scratchFolder, 'history.git')
const gitFolders = [`--git-dir=${gitDir}`, `--work-tree=${archive}`]
const execFileAsync = promisify(execFile)

try {
  makeArchive(positionals[0])
  const pages = listPages(archive)
  console.log(`${positionals[0] ?? 'generated pages'}: ${pages.length} pages`)
  const only = new Set(values.only.split(','))
  if (only.has('ready')) await benchReady()
  const bursts = only.has('burst') ? makeBursts(pages.slice(0, burstFileCount)) : null
  const watcher = await WatcherClient.start(archive, storeFile)
  console.log(`  caught up with all pages after        ${(watcher.caughtUpMs / 1000).toFixed(1)} s`)
  if (only.has('latency')) await benchLatency(watcher, pages)
  if (bursts) await benchBurst(watcher, bursts)
  if (only.has('memory')) await benchMemory(watcher, pages, Number(values.saves))
  await watcher.stop()
  reportUnrecorded('at the end', await findUnrecorded(listPages(archive)))
} finally {
  rmSync(scratchFolder, { recursive: true, force: true, maxRetries: 3 })
}

async function benchReady(): Promise<void> {
  const system: number[] = []
  const own: number[] = []
  for (let round = -1; round < rounds; round++) {
    const limit = await readyAfter('system')
    const run = await readyAfter('ready', join(scratchFolder, `ready-${round}.db`))
    // the first round only fills the caches
    if (round < 0) continue
    system.push(limit)
    own.push(run)
  }
  printSpread('fs.watch recursive, ready', system, 'ms')
  printSpread('variorum watch, ready', own, 'ms')
  printSpread(
    'ratio',
    own.map((ms, round) => ms / system[round]!),
    'x',
    2,
  )
}

async function readyAfter(verb: 'system' | 'ready', store = ''): Promise<number> {
  const child = fork(watcherProcessPath, [verb, archive, store])
  const [message] = (await once(child, 'message')) as [WatcherMessage]
  child.kill('SIGKILL')
  await once(child, 'exit')
  if (message.what !== 'ready') throw new Error(`the process reported ${message.what} first`)
  return message.ms
}

async function benchLatency(watcher: WatcherClient, pages: readonly string[]): Promise<void> {
  const times: Record<'rename' | 'inPlace', number[]> = { rename: [], inPlace: [] }
  for (let save = 0; save < latencySaveCount; save++) {
    const path = pages[(save * 7919) % pages.length]!
    const recorded = watcher.whenRecorded(path)
    const byRename = save % 2 === 0
    if (byRename) saveByRename(path, `Latency ${save}.`)
    else saveInPlace(path, `Latency ${save}.`)
    const saved = performance.timeOrigin + performance.now()
    times[byRename ? 'rename' : 'inPlace'].push((await recorded) - saved - settleMs)
    await sleep(20 + ((save * 37) % 200))
  }
  console.log(`  save to recorded version, beyond the settle time of ${settleMs} ms`)
  for (const [name, list] of Object.entries({ ...times, all: [...times.rename, ...times.inPlace] })) {
    const ms = list.toSorted((a, b) => a - b)
    const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))]!.toFixed(1)
    const label = { rename: 'by rename', inPlace: 'in place', all: 'all' }[name]!
    console.log(
      `    ${label.padEnd(36)}median ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms  (${ms.length} saves)`,
    )
  }
}

interface Bursts {
  readonly commits: readonly string[]
  readonly paths: ReadonlySet<string>
  /** Milliseconds of a checkout without a watch. */
  readonly unwatchedMs: number[]
}

async function benchBurst(watcher: WatcherClient, { commits, paths, unwatchedMs }: Bursts): Promise<void> {
  const watchedMs: number[] = []
  const recordedMs: number[] = []
  for (const commit of commits) {
    const recorded = watcher.whenAllRecorded(paths)
    const began = performance.timeOrigin + performance.now()
    await checkOut(commit)
    watchedMs.push(performance.timeOrigin + performance.now() - began)
    recordedMs.push((await recorded) - began)
    reportUnrecorded('after a burst', await findUnrecorded([...paths]))
    await sleep(3000)
  }
  printSpread(`git checkout of ${paths.size} files, no watch`, unwatchedMs, 'ms')
  printSpread('the same with the watch', watchedMs, 'ms')
  printSpread('all recorded after', recordedMs, 'ms')
  const allowed = 2 * medianOf(unwatchedMs) + 2000
  console.log(
    `  share of the limit                    ${(medianOf(recordedMs) / allowed).toFixed(2)}  (twice the checkout + 2 s: ${Math.round(allowed)} ms)`,
  )
}

async function benchMemory(watcher: WatcherClient, pages: readonly string[], saves: number): Promise<void> {
  const quarters = [await watcher.readMemory()]
  const began = performance.now()
  let next = 0
  const editor = async () => {
    while (next < saves) {
      const save = next++
      const path = pages[(save * 7919) % pages.length]!
      const recorded = watcher.whenRecorded(path)
      saveByRename(path, `Memory ${save}.`)
      await recorded
      if ((save + 1) % Math.ceil(saves / 4) === 0 || save + 1 === saves) quarters.push(await watcher.readMemory())
    }
  }
  await Promise.all(Array.from({ length: Math.min(200, pages.length) }, editor))
  const seconds = (performance.now() - began) / 1000
  const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
  console.log(`  ${saves} saves, each recorded, in ${seconds.toFixed(0)} s (${Math.round(saves / seconds)} a second)`)
  console.log(`    memory after each quarter           ${quarters.map(({ rss }) => mb(rss)).join(', ')}`)
  console.log(`    JavaScript heap                     ${quarters.map(({ heap }) => mb(heap)).join(', ')}`)
  console.log(`    buffers                             ${quarters.map(({ external }) => mb(external)).join(', ')}`)
  const slope = (which: 'rss' | 'heap') => ((quarters.at(-1)![which] - quarters[1]![which]) / (saves * 0.75)).toFixed(0)
  console.log(`    growth over the last three quarters ${slope('rss')} bytes a save, heap ${slope('heap')}`)
}

/** The pages whose last snapshot differs from the disk. */
async function findUnrecorded(paths: readonly string[]): Promise<string[]> {
  await using store = await openStore(storeFile, { cwd: scratchFolder, mode: 'read' })
  const heads = new Map<string, string>()
  for await (const { path, content } of store.latestSnapshots()) if (content !== null) heads.set(path, content)
  return paths.filter((path) => heads.get(path) !== hash('sha256', readFileSync(join(archive, path))))
}

function reportUnrecorded(when: string, paths: readonly string[]): void {
  if (paths.length === 0) return
  console.log(`  NOT RECORDED ${when}: ${paths.length} pages, ${paths.slice(0, 3).join(', ')}`)
  process.exitCode = 1
}

/** Makes a separate repository of the archive with three commits that each change the same files. */
function makeBursts(paths: readonly string[]): Bursts {
  const base = commitAll()
  const commits = [1, 2, 3].map((number) => {
    for (const path of paths) saveInPlace(path, `Burst ${number}.`)
    return commitAll()
  })
  const unwatchedMs: number[] = []
  for (const commit of [base, ...commits, base]) {
    const began = performance.now()
    git('checkout', '-q', '-f', commit)
    unwatchedMs.push(performance.now() - began)
  }
  return { commits, paths: new Set(paths), unwatchedMs }
}

function commitAll(): string {
  git('add', '-A')
  git('-c', 'user.name=Desk', '-c', 'user.email=desk@example.org', '-c', 'gc.auto=0', 'commit', '-q', '-m', 'Edit')
  return git('rev-parse', 'HEAD').trim()
}

async function checkOut(commit: string): Promise<void> {
  await execFileAsync('git', [...gitFolders, 'checkout', '-q', '-f', commit])
}

function git(...args: string[]): string {
  return execFileSync('git', [...gitFolders, ...args], { encoding: 'utf8' })
}

function makeArchive(from: string | undefined): void {
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', gitDir])
  mkdirSync(archive)
  if (from === undefined) {
    execFileSync('git', [`--git-dir=${gitDir}`, 'fast-import', '--quiet'], {
      input: generateHistory({ pages: 16_000, commits: 0 }),
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    git('checkout', '-q', '-f', 'main')
  } else {
    const isPart = (path: string) => !relative(from, path).split('/').includes('.git')
    cpSync(resolve(from), archive, { recursive: true, filter: isPart })
  }
}

function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|markdown|txt)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

function saveInPlace(path: string, note: string): void {
  const file = join(archive, path)
  writeFileSync(file, replaceNote(readFileSync(file, 'utf8'), note))
}

function saveByRename(path: string, note: string): void {
  const file = join(archive, path)
  const temporaryFile = join(dirname(file), `.${basename(file)}.swp`)
  writeFileSync(temporaryFile, replaceNote(readFileSync(file, 'utf8'), note))
  renameSync(temporaryFile, file)
}

/** Puts a sentence into the body of a page, or replaces the earlier one. */
function replaceNote(text: string, note: string): string {
  const line = `The desk notes: ${note}`
  if (/^The desk notes: .*$/m.test(text)) return text.replace(/^The desk notes: .*$/m, line)
  const sources = /^### Sources?:/m.exec(text)?.index
  return sources === undefined ? `${text}\n${line}\n` : `${text.slice(0, sources)}${line}\n\n${text.slice(sources)}`
}
