import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type History, openVariorum } from '../src/index.ts'
import { isSelectedPage } from '../src/ingest/read-page.ts'
import { logCommand, readLog } from '../src/sources/git/repository/log.ts'
import { openStore } from '../src/store/open.ts'

export interface WatchReplayOptions {
  /** An empty folder for the archive, the history and the stores. */
  readonly scratch: string
  /** `FROM..TO`, or two days `2017-12-01..2017-12-14`; default: the whole first-parent history. */
  readonly range?: string | undefined
  /** Milliseconds between commits; null: each commit waits until the one before is recorded. */
  readonly intervalMs?: number | null
  readonly onProgress?: (done: number, total: number) => void
}

export interface WatchReplayResult {
  readonly commits: number
  /** The states of pages after the first commit, and how many of them were recorded. */
  readonly states: number
  readonly recorded: number
  readonly histories: number
  /** The histories whose states were all recorded, so that they can be compared. */
  readonly compared: number
  readonly differences: readonly HistoryDifference[]
}

/** A history that only one side has, with the nearest one of the other side. */
export interface HistoryDifference {
  readonly foundBy: 'watch' | 'import'
  readonly history: HistoryContent
  readonly nearest: HistoryContent | null
}

/** A history without times and ids, which depend on the clock of each side. */
export interface HistoryContent {
  readonly title: string
  readonly live: boolean
  readonly paths: readonly string[]
  readonly versions: readonly string[]
}

/** The states of each path in order: the hash of the bytes, or null if it was removed. */
type PathStates = Map<string, (string | null)[]>

const execFileAsync = promisify(execFile)
const recordTimeoutMs = 30_000

/**
 * Checks out the commits of a repository one by one into a watched archive, then imports the same commits into another store
 * and compares the histories.
 * @throws Error if a state on disk is not recorded within half a minute
 */
export async function replayUnderWatch(repository: string, options: WatchReplayOptions): Promise<WatchReplayResult> {
  const { scratch } = options
  const gitDir = join(scratch, 'day.git')
  await prepareRepository(repository, gitDir, options.range)
  const played = await checkOutUnderWatch(gitDir, options)
  const watched = await readHistories(join(scratch, 'watched.db'))
  await using variorum = await openVariorum({ cwd: scratch, store: 'imported.db' })
  await variorum.import({ from: gitDir, rev: 'day' })
  const imported = await readHistories(join(scratch, 'imported.db'))
  const recordedByWatch = await readRecordedStates(join(scratch, 'watched.db'))
  const isFullyRecorded = ({ paths }: HistoryContent) =>
    paths.every((path) => isSameJson(played.states.get(path), recordedByWatch.get(path)))
  const count = (states: PathStates) => [...states.values()].reduce((sum, { length }) => sum + length, 0)
  return {
    commits: played.commits,
    states: count(played.states),
    recorded: count(recordedByWatch),
    histories: imported.length,
    compared: imported.filter(isFullyRecorded).length,
    differences: [
      ...unmatchedHistories(watched, imported, isFullyRecorded).map(
        (found): HistoryDifference => ({ foundBy: 'watch', ...found }),
      ),
      ...unmatchedHistories(imported, watched, isFullyRecorded).map(
        (found): HistoryDifference => ({ foundBy: 'import', ...found }),
      ),
    ],
  }
}

/** Makes a repository of the range's commits; its first commit is the tree before the range. */
async function prepareRepository(repository: string, gitDir: string, range: string | undefined): Promise<void> {
  await execFileAsync('git', ['clone', '-q', '--bare', repository, gitDir])
  const git = async (...args: string[]) =>
    (await execFileAsync('git', [`--git-dir=${gitDir}`, ...args], { maxBuffer: 2 ** 30 })).stdout
  const [from = '', to = 'HEAD'] = range?.split('..') ?? []
  const commitOf = async (name: string, time: string) =>
    /^\d{4}-\d\d-\d\d$/.test(name)
      ? (await git('rev-list', '-1', '--first-parent', `--before=${name}T${time}Z`, 'HEAD')).trim()
      : name
  const first = from === '' ? null : await commitOf(from, '00:00:00')
  const last = await commitOf(to, '23:59:59')
  const log = ['log', '--first-parent', '--reverse', '--format=%ct %T']
  const trees = [
    ...(first === null ? [] : splitLines(await git('log', '-1', '--format=%ct %T', first))),
    ...splitLines(await git(...log, first === null ? last : `${first}..${last}`)),
  ]
  const commits = trees.map((line) => {
    const [time, tree] = line.split(' ')
    return `commit refs/heads/day\ncommitter Desk <desk@example.org> ${time} +0000\ndata 0\n\nM 040000 ${tree} ""\n\n`
  })
  const importing = execFileAsync('git', [`--git-dir=${gitDir}`, 'fast-import', '--quiet', '--force'])
  importing.child.stdin?.end(commits.join(''))
  await importing
}

/** Checks out the commits one by one in the watched archive. @returns the states on disk */
async function checkOutUnderWatch(
  gitDir: string,
  { scratch, intervalMs = null, onProgress }: WatchReplayOptions,
): Promise<{ commits: number; states: PathStates }> {
  const archive = join(scratch, 'archive')
  const store = join(scratch, 'watched.db')
  mkdirSync(archive)
  const checkOut = (commit: string) =>
    execFileAsync('git', [`--git-dir=${gitDir}`, `--work-tree=${archive}`, 'checkout', '-q', '-f', commit])
  const [beginning, ...commits] = await readCommits(gitDir)
  if (!beginning) return { commits: 0, states: new Map() }
  const states: PathStates = new Map()
  const addStates = (paths: readonly string[]) => {
    for (const path of paths) {
      const list = states.get(path) ?? []
      states.set(path, list)
      const content = hashOnDisk(archive, path)
      if ((list.at(-1) ?? null) !== content) list.push(content)
    }
  }
  await checkOut(beginning.sha)
  addStates(beginning.paths)
  const abort = new AbortController()
  await using variorum = await openVariorum({ cwd: scratch, archive, store })
  const caughtUp = Promise.withResolvers<void>()
  const watching = (async () => {
    for await (const event of variorum.watch({ signal: abort.signal }))
      if (event.kind === 'caught-up') caughtUp.resolve()
  })()
  try {
    await Promise.race([caughtUp.promise, watching])
    await using reader = await openStore(store, { cwd: scratch, mode: 'read' })
    let due = performance.now()
    for (const [done, { sha, paths }] of commits.entries()) {
      await checkOut(sha)
      addStates(paths)
      if (intervalMs === null) await waitUntilRecorded(reader, states, paths)
      else {
        due += intervalMs
        await sleep(Math.max(0, due - performance.now()))
      }
      onProgress?.(done + 1, commits.length)
    }
    await waitUntilRecorded(reader, states, [...states.keys()])
  } finally {
    abort.abort()
    await watching
  }
  return { commits: commits.length, states }
}

async function readCommits(gitDir: string): Promise<{ sha: string; paths: string[] }[]> {
  const { stdout } = await execFileAsync('git', [`--git-dir=${gitDir}`, ...logCommand('day', null, [])], {
    encoding: 'buffer',
    maxBuffer: 2 ** 30,
  })
  const commits: { sha: string; paths: string[] }[] = []
  for await (const { sha, entries } of readLog(chunks(stdout))) {
    const isFile = (mode: string) => mode.startsWith('100') || mode === '000000'
    const pages = entries.filter(({ path, newMode, exact }) => exact && isSelectedPage(path) && isFile(newMode))
    commits.push({ sha, paths: pages.map(({ path }) => path) })
  }
  return commits
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** Waits until the last states of these paths are recorded. */
async function waitUntilRecorded(
  store: Awaited<ReturnType<typeof openStore>>,
  states: PathStates,
  paths: readonly string[],
): Promise<void> {
  const until = performance.now() + recordTimeoutMs
  for (;;) {
    const heads = new Map<string, string | null>()
    if (paths.length > 0) for await (const { path, content } of store.latestSnapshots(paths)) heads.set(path, content)
    const unrecorded = paths.filter((path) => (heads.get(path) ?? null) !== (states.get(path)?.at(-1) ?? null))
    if (unrecorded.length === 0) return
    if (performance.now() > until)
      throw new Error(`not recorded in ${recordTimeoutMs / 1000} s: ${unrecorded.join(', ')}`)
    await sleep(10)
  }
}

/** The states of each path in a store; of states with the same rank only the last. */
async function readRecordedStates(file: string): Promise<PathStates> {
  await using store = await openStore(file, { cwd: '/', mode: 'read' })
  const states: PathStates = new Map()
  const ranks = new Map<string, number>()
  for await (const { path, content, rank } of store.snapshots({ order: 'chronological' })) {
    const list = states.get(path) ?? []
    states.set(path, list)
    if (ranks.get(path) === rank) list.pop()
    ranks.set(path, rank)
    list.push(content)
  }
  return states
}

async function readHistories(store: string): Promise<HistoryContent[]> {
  await using variorum = await openVariorum({ store })
  const contents: HistoryContent[] = []
  for await (const history of variorum.history()) contents.push(contentOf(history))
  return contents
}

function contentOf({ event, versions }: History): HistoryContent {
  return {
    title: event.title,
    live: event.live,
    paths: event.paths,
    versions: versions.map(({ number, label, title, topic, day, path, sources, snapshot, origin }) =>
      JSON.stringify([number, label, title, topic, day, path, sources, snapshot, origin.kind === 'page']),
    ),
  }
}

/** The comparable histories of one side without an equal one on the other side. */
function unmatchedHistories(
  histories: readonly HistoryContent[],
  otherHistories: readonly HistoryContent[],
  isFullyRecorded: (content: HistoryContent) => boolean,
): { history: HistoryContent; nearest: HistoryContent | null }[] {
  const unused = Map.groupBy(otherHistories, (candidate) => JSON.stringify(candidate))
  const unmatched = histories.filter((candidate) => unused.get(JSON.stringify(candidate))?.pop() === undefined)
  const rest = [...unused.values()].flat()
  return unmatched.filter(isFullyRecorded).map((history) => ({ history, nearest: mostSimilarTo(history, rest) }))
}

/** The history with most common versions, or with the same title; null if there is none. */
function mostSimilarTo(history: HistoryContent, others: readonly HistoryContent[]): HistoryContent | null {
  const versions = new Set(history.versions)
  let best: { content: HistoryContent; shared: number } | null = null
  for (const candidate of others) {
    const shared =
      candidate.versions.filter((version) => versions.has(version)).length +
      (candidate.title === history.title ? 0.5 : 0)
    if (shared > (best?.shared ?? 0)) best = { content: candidate, shared }
  }
  return best?.content ?? null
}

function hashOnDisk(archive: string, path: string): string | null {
  try {
    return hash('sha256', readFileSync(join(archive, path)))
  } catch {
    return null
  }
}

function isSameJson(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function splitLines(text: string): string[] {
  return text.trim().split('\n')
}
