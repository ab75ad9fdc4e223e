/**
 * npm run bench:watch [-- ARCHIVE] [--saves N] [--only ready,latency,burst,memory]
 *
 * Measures a watch on a copy of an archive of pages, or on 16,000 made-up ones: how soon it is ready beside the system's
 * own recursive watch, how long after a save the version is recorded, how a burst of 5,000 saved files is taken, and
 * whether memory stays as it is over many saves. The watch runs in a process of its own. Whatever is compared is
 * measured in the same run, in turn; the figures are medians.
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
import { sampleHistory } from './sample-history.ts'
import { Watcher, watcherProgram } from './watcher.ts'
import type { Told } from './watcher-process.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    saves: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'ready,latency,burst,memory' },
  },
})
const rounds = 5
const settle = 50
const latencySaves = 300
const burstFiles = 5000
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-bench-watch-')))
const archive = join(scratch, 'archive')
const storeFile = join(scratch, 'variorum.db')
const gitDir = join(scratch, 'history.git')
const places = [`--git-dir=${gitDir}`, `--work-tree=${archive}`]
const run = promisify(execFile)

try {
  makeArchive(positionals[0])
  const pages = pagesBelow(archive)
  console.log(`${positionals[0] ?? 'made-up pages'}: ${pages.length} pages`)
  const only = new Set(values.only.split(','))
  if (only.has('ready')) await benchReady()
  const bursts = only.has('burst') ? makeBursts(pages.slice(0, burstFiles)) : null
  const watcher = await Watcher.start(archive, storeFile)
  console.log(`  caught up with all pages after        ${(watcher.caughtUp / 1000).toFixed(1)} s`)
  if (only.has('latency')) await benchLatency(watcher, pages)
  if (bursts) await benchBurst(watcher, bursts)
  if (only.has('memory')) await benchMemory(watcher, pages, Number(values.saves))
  await watcher.end()
  tellWrong('at the end', await wronglyRecorded(pagesBelow(archive)))
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
}

async function benchReady(): Promise<void> {
  const system: number[] = []
  const own: number[] = []
  for (let round = -1; round < rounds; round++) {
    const limit = await readyAfter('system')
    const run = await readyAfter('ready', join(scratch, `ready-${round}.db`))
    // The first round only warms the caches.
    if (round < 0) continue
    system.push(limit)
    own.push(run)
  }
  console.log(`  fs.watch recursive, ready             ${spread(system, 'ms')}`)
  console.log(`  variorum watch, ready                 ${spread(own, 'ms')}`)
  console.log(
    `  ratio                                 ${spread(
      own.map((ms, round) => ms / system[round]!),
      'x',
      2,
    )}`,
  )
}

async function readyAfter(verb: 'system' | 'ready', store = ''): Promise<number> {
  const child = fork(watcherProgram, [verb, archive, store])
  const [told] = (await once(child, 'message')) as [Told]
  child.kill('SIGKILL')
  await once(child, 'exit')
  if (told.what !== 'ready') throw new Error(`the process told of ${told.what} first`)
  return told.ms
}

async function benchLatency(watcher: Watcher, pages: readonly string[]): Promise<void> {
  const times: Record<'rename' | 'inPlace', number[]> = { rename: [], inPlace: [] }
  for (let save = 0; save < latencySaves; save++) {
    const path = pages[(save * 7919) % pages.length]!
    const recorded = watcher.recorded(path)
    const byRename = save % 2 === 0
    if (byRename) saveByRename(path, `Latency ${save}.`)
    else saveInPlace(path, `Latency ${save}.`)
    const saved = performance.timeOrigin + performance.now()
    times[byRename ? 'rename' : 'inPlace'].push((await recorded) - saved - settle)
    await sleep(20 + ((save * 37) % 200))
  }
  console.log(`  save to recorded version, beyond the settle time of ${settle} ms`)
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
  /** Milliseconds that a checkout takes while nobody watches. */
  readonly alone: number[]
}

async function benchBurst(watcher: Watcher, { commits, paths, alone }: Bursts): Promise<void> {
  const beside: number[] = []
  const whole: number[] = []
  for (const commit of commits) {
    const recorded = watcher.allRecorded(paths)
    const began = performance.timeOrigin + performance.now()
    await checkOut(commit)
    beside.push(performance.timeOrigin + performance.now() - began)
    whole.push((await recorded) - began)
    tellWrong('after a burst', await wronglyRecorded([...paths]))
    await sleep(3000)
  }
  console.log(`  git checkout of ${paths.size} files, nobody watches  ${spread(alone, 'ms')}`)
  console.log(`  the same beside the watch             ${spread(beside, 'ms')}`)
  console.log(`  all recorded after                    ${spread(whole, 'ms')}`)
  const allowed = 2 * median(alone) + 2000
  console.log(
    `  of twice the burst's own time + 2 s   ${(median(whole) / allowed).toFixed(2)}  (${Math.round(allowed)} ms)`,
  )
}

async function benchMemory(watcher: Watcher, pages: readonly string[], saves: number): Promise<void> {
  const quarters = [await watcher.memory()]
  const began = performance.now()
  let next = 0
  const editor = async () => {
    while (next < saves) {
      const save = next++
      const path = pages[(save * 7919) % pages.length]!
      const recorded = watcher.recorded(path)
      saveByRename(path, `Memory ${save}.`)
      await recorded
      if ((save + 1) % Math.ceil(saves / 4) === 0 || save + 1 === saves) quarters.push(await watcher.memory())
    }
  }
  await Promise.all(Array.from({ length: Math.min(200, pages.length) }, editor))
  const seconds = (performance.now() - began) / 1000
  const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
  console.log(`  ${saves} saves, each recorded, in ${seconds.toFixed(0)} s (${Math.round(saves / seconds)} a second)`)
  console.log(`    memory held at the quarters         ${quarters.map(({ rss }) => mb(rss)).join(', ')}`)
  console.log(`    of it JavaScript's heap             ${quarters.map(({ heap }) => mb(heap)).join(', ')}`)
  console.log(`    and buffers                         ${quarters.map(({ external }) => mb(external)).join(', ')}`)
  const slope = (which: 'rss' | 'heap') => ((quarters.at(-1)![which] - quarters[1]![which]) / (saves * 0.75)).toFixed(0)
  console.log(`    growth over the last three quarters ${slope('rss')} bytes a save, heap ${slope('heap')}`)
}

/** Of these pages those whose recorded state is not what is on disk. */
async function wronglyRecorded(paths: readonly string[]): Promise<string[]> {
  await using store = await openStore(storeFile, { cwd: scratch, mode: 'read' })
  const heads = new Map<string, string>()
  for await (const { path, content } of store.heads()) if (content !== null) heads.set(path, content)
  return paths.filter((path) => heads.get(path) !== hash('sha256', readFileSync(join(archive, path))))
}

function tellWrong(when: string, wrong: readonly string[]): void {
  if (wrong.length === 0) return
  console.log(`  NOT RECORDED ${when}: ${wrong.length} pages, ${wrong.slice(0, 3).join(', ')}`)
  process.exitCode = 1
}

/** A repository of its own beside the archive: what stands there, and three commits that each change the same files. */
function makeBursts(paths: readonly string[]): Bursts {
  const base = commitAll()
  const commits = [1, 2, 3].map((number) => {
    for (const path of paths) saveInPlace(path, `Burst ${number}.`)
    return commitAll()
  })
  const alone: number[] = []
  for (const commit of [base, ...commits, base]) {
    const began = performance.now()
    git('checkout', '-q', '-f', commit)
    alone.push(performance.now() - began)
  }
  return { commits, paths: new Set(paths), alone }
}

function commitAll(): string {
  git('add', '-A')
  git('-c', 'user.name=Desk', '-c', 'user.email=desk@example.org', '-c', 'gc.auto=0', 'commit', '-q', '-m', 'Edit')
  return git('rev-parse', 'HEAD').trim()
}

async function checkOut(commit: string): Promise<void> {
  await run('git', [...places, 'checkout', '-q', '-f', commit])
}

function git(...args: string[]): string {
  return execFileSync('git', [...places, ...args], { encoding: 'utf8' })
}

function makeArchive(from: string | undefined): void {
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', gitDir])
  mkdirSync(archive)
  if (from === undefined) {
    execFileSync('git', [`--git-dir=${gitDir}`, 'fast-import', '--quiet'], {
      input: sampleHistory({ pages: 16_000, commits: 0 }),
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    git('checkout', '-q', '-f', 'main')
  } else {
    const isPart = (path: string) => !relative(from, path).split('/').includes('.git')
    cpSync(resolve(from), archive, { recursive: true, filter: isPart })
  }
}

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|markdown|txt)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

function saveInPlace(path: string, note: string): void {
  const place = join(archive, path)
  writeFileSync(place, withNote(readFileSync(place, 'utf8'), note))
}

function saveByRename(path: string, note: string): void {
  const place = join(archive, path)
  const beside = join(dirname(place), `.${basename(place)}.swp`)
  writeFileSync(beside, withNote(readFileSync(place, 'utf8'), note))
  renameSync(beside, place)
}

/** The page with a sentence in its body, in place of the one put there before. */
function withNote(text: string, note: string): string {
  const line = `The desk notes: ${note}`
  if (/^The desk notes: .*$/m.test(text)) return text.replace(/^The desk notes: .*$/m, line)
  const sources = /^### Sources?:/m.exec(text)?.index
  return sources === undefined ? `${text}\n${line}\n` : `${text.slice(0, sources)}${line}\n\n${text.slice(sources)}`
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function spread(values: readonly number[], unit: string, digits = 0): string {
  const show = (value: number) => value.toFixed(digits)
  return `${show(median(values))} ${unit}  (${show(Math.min(...values))} to ${show(Math.max(...values))})`
}
