import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type History, openVariorum } from '../src/index.ts'
import { wanted } from '../src/ingest/read-page.ts'
import { logCommand, readLog } from '../src/sources/git/repository/log.ts'
import { openStore } from '../src/store/open.ts'

export interface ReplayOptions {
  /** An empty folder for the archive, the history and the stores. */
  readonly scratch: string
  /** `FROM..TO`, or two days `2017-12-01..2017-12-14`; default the whole mainline. */
  readonly range?: string
  /** Milliseconds from one commit to the next; null: each waits until the one before is recorded. */
  readonly every?: number | null
  readonly onProgress?: (done: number, total: number) => void
}

export interface Replayed {
  readonly commits: number
  /** States of pages that the commits made, the beginning left out, and how many of them were recorded. */
  readonly states: number
  readonly recorded: number
  readonly histories: number
  /** Histories of pages whose every state was recorded by itself: those that can be equal. */
  readonly compared: number
  readonly differences: readonly Difference[]
}

/** A history that one side tells and the other does not, with the one that comes nearest to it there. */
export interface Difference {
  readonly toldBy: 'watch' | 'import'
  readonly history: Telling
  readonly nearest: Telling | null
}

/** What a history tells, but for times and ids: those come from the clock that each side goes by. */
export interface Telling {
  readonly title: string
  readonly live: boolean
  readonly paths: readonly string[]
  readonly versions: readonly string[]
}

/** What stood at a path, one state after another: the hash of its bytes, null where it was removed. */
type States = Map<string, (string | null)[]>

const run = promisify(execFile)
const patience = 30_000

/**
 * Plays the commits of a repository into an archive, as if people edited it, while it is watched; then imports the same commits
 * into another store, and compares the histories of the two.
 * @throws Error where a state is not recorded in half a minute, though it stands
 */
export async function replay(repository: string, options: ReplayOptions): Promise<Replayed> {
  const { scratch } = options
  const gitDir = join(scratch, 'day.git')
  await makeDay(repository, gitDir, options.range)
  const played = await playAndWatch(gitDir, options)
  const watched = await histories(join(scratch, 'watched.db'))
  await using variorum = await openVariorum({ cwd: scratch, store: 'imported.db' })
  await variorum.import({ from: gitDir, rev: 'day' })
  const imported = await histories(join(scratch, 'imported.db'))
  const shown = await recordedStates(join(scratch, 'watched.db'))
  const isWhole = ({ paths }: Telling) => paths.every((path) => same(played.states.get(path), shown.get(path)))
  const count = (states: States) => [...states.values()].reduce((sum, { length }) => sum + length, 0)
  return {
    commits: played.commits,
    states: count(played.states),
    recorded: count(shown),
    histories: imported.length,
    compared: imported.filter(isWhole).length,
    differences: [
      ...missing(watched, imported, isWhole).map((found): Difference => ({ toldBy: 'watch', ...found })),
      ...missing(imported, watched, isWhole).map((found): Difference => ({ toldBy: 'import', ...found })),
    ],
  }
}

/** A repository whose first commit is the tree from before the range, and whose others are the range's. */
async function makeDay(repository: string, gitDir: string, range: string | undefined): Promise<void> {
  await run('git', ['clone', '-q', '--bare', repository, gitDir])
  const git = async (...args: string[]) =>
    (await run('git', [`--git-dir=${gitDir}`, ...args], { maxBuffer: 2 ** 30 })).stdout
  const [from = '', to = 'HEAD'] = range?.split('..') ?? []
  const commitOf = async (name: string, time: string) =>
    /^\d{4}-\d\d-\d\d$/.test(name)
      ? (await git('rev-list', '-1', '--first-parent', `--before=${name}T${time}Z`, 'HEAD')).trim()
      : name
  const first = from === '' ? null : await commitOf(from, '00:00:00')
  const last = await commitOf(to, '23:59:59')
  const log = ['log', '--first-parent', '--reverse', '--format=%ct %T']
  const trees = [
    ...(first === null ? [] : lines(await git('log', '-1', '--format=%ct %T', first))),
    ...lines(await git(...log, first === null ? last : `${first}..${last}`)),
  ]
  const commits = trees.map((line) => {
    const [time, tree] = line.split(' ')
    return `commit refs/heads/day\ncommitter Desk <desk@example.org> ${time} +0000\ndata 0\n\nM 040000 ${tree} ""\n\n`
  })
  const importing = run('git', [`--git-dir=${gitDir}`, 'fast-import', '--quiet', '--force'])
  importing.child.stdin?.end(commits.join(''))
  await importing
}

/** Checks the commits out one by one while the archive is watched. @returns the states that stood on disk */
async function playAndWatch(
  gitDir: string,
  { scratch, every = null, onProgress }: ReplayOptions,
): Promise<{ commits: number; states: States }> {
  const archive = join(scratch, 'archive')
  const store = join(scratch, 'watched.db')
  mkdirSync(archive)
  const checkOut = (commit: string) =>
    run('git', [`--git-dir=${gitDir}`, `--work-tree=${archive}`, 'checkout', '-q', '-f', commit])
  const [beginning, ...commits] = await readCommits(gitDir)
  if (!beginning) return { commits: 0, states: new Map() }
  const states: States = new Map()
  const stand = (paths: readonly string[]) => {
    for (const path of paths) {
      const list = states.get(path) ?? []
      states.set(path, list)
      const standing = onDisk(archive, path)
      if ((list.at(-1) ?? null) !== standing) list.push(standing)
    }
  }
  await checkOut(beginning.sha)
  stand(beginning.paths)
  const over = new AbortController()
  await using variorum = await openVariorum({ cwd: scratch, archive, store })
  const caughtUp = Promise.withResolvers<void>()
  const watching = (async () => {
    for await (const event of variorum.watch({ signal: over.signal }))
      if (event.kind === 'caught-up') caughtUp.resolve()
  })()
  try {
    await Promise.race([caughtUp.promise, watching])
    await using reader = await openStore(store, { cwd: scratch, mode: 'read' })
    let due = performance.now()
    for (const [done, { sha, paths }] of commits.entries()) {
      await checkOut(sha)
      stand(paths)
      if (every === null) await recordedAs(reader, states, paths)
      else {
        due += every
        await sleep(Math.max(0, due - performance.now()))
      }
      onProgress?.(done + 1, commits.length)
    }
    await recordedAs(reader, states, [...states.keys()])
  } finally {
    over.abort()
    await watching
  }
  return { commits: commits.length, states }
}

async function readCommits(gitDir: string): Promise<{ sha: string; paths: string[] }[]> {
  const { stdout } = await run('git', [`--git-dir=${gitDir}`, ...logCommand('day', null, [])], {
    encoding: 'buffer',
    maxBuffer: 2 ** 30,
  })
  const commits: { sha: string; paths: string[] }[] = []
  for await (const { sha, entries } of readLog(chunks(stdout))) {
    const isFile = (mode: string) => mode.startsWith('100') || mode === '000000'
    const pages = entries.filter(({ path, newMode, exact }) => exact && wanted(path) && isFile(newMode))
    commits.push({ sha, paths: pages.map(({ path }) => path) })
  }
  return commits
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** Waits until the last states of these paths are recorded. */
async function recordedAs(
  store: Awaited<ReturnType<typeof openStore>>,
  states: States,
  paths: readonly string[],
): Promise<void> {
  const until = performance.now() + patience
  for (;;) {
    const heads = new Map<string, string | null>()
    if (paths.length > 0) for await (const { path, content } of store.heads(paths)) heads.set(path, content)
    const wrong = paths.filter((path) => (heads.get(path) ?? null) !== (states.get(path)?.at(-1) ?? null))
    if (wrong.length === 0) return
    if (performance.now() > until) throw new Error(`not recorded in ${patience / 1000} s: ${wrong.join(', ')}`)
    await sleep(10)
  }
}

/** Each path's states as a store tells them; of states that were recorded at once only the last. */
async function recordedStates(file: string): Promise<States> {
  await using store = await openStore(file, { cwd: '/', mode: 'read' })
  const states: States = new Map()
  const ranks = new Map<string, number>()
  for await (const { path, content, rank } of store.snapshots({ order: 'telling' })) {
    const list = states.get(path) ?? []
    states.set(path, list)
    if (ranks.get(path) === rank) list.pop()
    ranks.set(path, rank)
    list.push(content)
  }
  return states
}

async function histories(store: string): Promise<Telling[]> {
  await using variorum = await openVariorum({ store })
  const told: Telling[] = []
  for await (const history of variorum.history()) told.push(telling(history))
  return told
}

function telling({ event, versions }: History): Telling {
  return {
    title: event.title,
    live: event.live,
    paths: event.paths,
    versions: versions.map(({ number, label, title, topic, day, path, sources, snapshot, origin }) =>
      JSON.stringify([number, label, title, topic, day, path, sources, snapshot, origin.kind === 'page']),
    ),
  }
}

/** The tellings of one side that the other does not have as often, where they can be compared. */
function missing(
  side: readonly Telling[],
  other: readonly Telling[],
  isWhole: (telling: Telling) => boolean,
): { history: Telling; nearest: Telling | null }[] {
  const left = Map.groupBy(other, (telling) => JSON.stringify(telling))
  const unmatched = side.filter((telling) => left.get(JSON.stringify(telling))?.pop() === undefined)
  const rest = [...left.values()].flat()
  return unmatched.filter(isWhole).map((history) => ({ history, nearest: nearestTo(history, rest) }))
}

/** The one that shares most versions, or else the title. */
function nearestTo(history: Telling, others: readonly Telling[]): Telling | null {
  const versions = new Set(history.versions)
  let best: { telling: Telling; shared: number } | null = null
  for (const telling of others) {
    const shared =
      telling.versions.filter((version) => versions.has(version)).length + (telling.title === history.title ? 0.5 : 0)
    if (shared > (best?.shared ?? 0)) best = { telling, shared }
  }
  return best?.telling ?? null
}

function onDisk(archive: string, path: string): string | null {
  try {
    return hash('sha256', readFileSync(join(archive, path)))
  } catch {
    return null
  }
}

function same(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function lines(text: string): string[] {
  return text.trim().split('\n')
}
