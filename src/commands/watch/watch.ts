import { setTimeout } from 'node:timers/promises'
import type { Rulings } from '../../identity/rulings/rulings.ts'
import { ingestSource } from '../../ingest/ingest.ts'
import type { IngestResult } from '../../ingest/ingest-result.ts'
import { isOnDisk } from '../../ingest/observations.ts'
import { isSelectedPage } from '../../ingest/read-page.ts'
import { rebuildIndex } from '../../ingest/rebuild-index.ts'
import { combineSummaries } from '../../ingest/summary.ts'
import type { ErrorCode, VariorumError } from '../../model/errors.ts'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { IngestSummary } from '../../model/report.ts'
import type { Snapshot } from '../../model/revision.ts'
import type { WatchEvent, WatchHealth } from '../../model/watch.ts'
import { LiveFiles, type LiveOptions } from '../../sources/live/live-files.ts'
import type { Store } from '../../store/store.ts'
import { archivePaths } from '../archive/archive-paths.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { openArchive } from '../archive/open-archive.ts'
import { rulingsLoader } from '../rulings/read-ruling-file.ts'
import type { WatchOptions } from '../variorum.ts'
import { ChangesWriter } from './changes-writer.ts'
import { EventQueue } from './event-queue.ts'
import { IndexRebuilder } from './index-rebuilder.ts'
import { WatchCounts } from './watch-counts.ts'
import { watchEventsOf } from './watch-events.ts'
import { watchSource } from './watch-source.ts'

const defaultSettleMs = 50
const defaultStoreRetryMs = 2000
const defaultRebuildAfterMs = 3000

/**
 * Records the archive on disk, and then every saved state of every page, until the signal fires. While the store cannot be
 * written, it retries.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`, `store-…` if a retry cannot help
 */
export async function* watch(
  context: CommandContext,
  cwd: string,
  options: WatchOptions & WatchTestHooks = {},
): AsyncGenerator<WatchEvent> {
  const queue = new EventQueue<WatchEvent>()
  const stopped = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, stopped.signal]) : stopped.signal
  const watching = new Watch(context, { ...options, signal }, queue).run(cwd).then(
    () => queue.end(),
    (error: unknown) => queue.end(error),
  )
  try {
    yield* queue
  } finally {
    stopped.abort()
    await watching
  }
}

/** Replacements of the system, and intervals, for tests. */
export interface WatchTestHooks {
  readonly testHooks?: Pick<LiveOptions, 'subscribe' | 'patience' | 'retryEvery'> & {
    /** Milliseconds between two attempts to write to the store. */
    readonly retryStoreMs?: number
    /** Milliseconds without a new snapshot after which an incomplete index is rebuilt. */
    readonly rebuildAfterMs?: number
  }
}

type RunningOptions = WatchOptions & WatchTestHooks & { readonly signal: AbortSignal }

class Watch {
  readonly #context: CommandContext
  readonly #options: RunningOptions
  readonly #queue: EventQueue<WatchEvent>
  readonly #findings = new Map<string, Finding>()
  readonly #missedCounts = { snapshots: 0, versions: 0, titleChanges: 0 }
  readonly #rulings: () => Promise<Rulings>
  #catchingUp = true
  #unreadCount = 0
  #counts: WatchCounts | null = null
  #changesWriter: ChangesWriter | null = null
  #rebuilder: IndexRebuilder | null = null
  #live: LiveFiles | null = null
  #health: WatchHealth['state'] = 'live'
  #isStoreStuck = false

  constructor(context: CommandContext, options: RunningOptions, queue: EventQueue<WatchEvent>) {
    this.#context = context
    this.#options = options
    this.#queue = queue
    this.#rulings = rulingsLoader(context)
  }

  async run(cwd: string): Promise<void> {
    const { signal, dryRun, once, paths, writeChanges } = this.#options
    const { archive, now } = this.#context
    const startedAt = now()
    const scope = paths?.length ? archivePaths(this.#context, cwd, paths) : null
    const store = await this.#context.store(dryRun ? 'peek' : 'live')
    // read first: these rulings apply while the file cannot be read later
    await this.#rulings()
    await using live = once ? null : this.#createLiveFiles(scope)
    this.#live = live
    await live?.open()
    if (live) this.#queue.push({ kind: 'ready', at: now(), archive })
    await live?.markAsRead()
    this.#changesWriter = writeChanges && !dryRun ? this.#createChangesWriter() : null
    this.#counts = once ? null : this.#createCounts()
    this.#rebuilder = once || dryRun ? null : this.#createRebuilder(store)
    try {
      const summary = await this.#ingest(store, scope, live, signal).finally(() => this.#rebuilder?.close())
      const writtenPaths = (await this.#changesWriter?.flush()) ?? []
      // nothing else records the sections that were written last
      const sections =
        writtenPaths.length > 0 ? await this.#ingest(store, writtenPaths, null, new AbortController().signal) : null
      const combined = sections ? combineSummaries(summary, sections) : summary
      const total = { ...combined, findings: [...this.#findings.values()], seconds: (now() - startedAt) / 1000 }
      this.#queue.push({ kind: 'end', at: now(), summary: total })
    } finally {
      this.#counts?.close()
      await this.#changesWriter?.cancel()
    }
  }

  #createRebuilder(store: Store): IndexRebuilder {
    const rulings = this.#rulings
    return new IndexRebuilder(store, {
      pauseMs: this.#options.testHooks?.rebuildAfterMs ?? defaultRebuildAfterMs,
      rebuild: (signal) => rebuildIndex(store, { sections: this.#context.sections, rulings, signal }),
      onRebuilt: () => this.#reportHealth('The index is complete again, with everything that was recorded meanwhile.'),
    })
  }

  #createLiveFiles(scope: readonly PagePath[] | null): LiveFiles {
    const { archive, excludedFolders, now } = this.#context
    const { settle = defaultSettleMs, signal, scanEvery, testHooks = {} } = this.#options
    return new LiveFiles(archive, {
      ...testHooks,
      now,
      settle,
      signal,
      scanEvery,
      accepts: (path) => isSelectedPage(path),
      scope: scope ?? undefined,
      without: excludedFolders,
      onFinding: (finding) => this.#reportFinding(finding),
      onHealth: ({ state, message }) => {
        this.#health = state
        this.#reportHealth(message)
      },
    })
  }

  #createChangesWriter(): ChangesWriter {
    const { settle = defaultSettleMs } = this.#options
    return new ChangesWriter(this.#context, {
      isChanging: (path) => this.#live?.isChanging(path) ?? false,
      pauseMs: Math.max(1000, 2 * settle),
      onSection: (event) => this.#queue.push(event),
    })
  }

  #createCounts(): WatchCounts {
    return new WatchCounts({
      now: this.#context.now,
      timeZone: this.#options.timeZone ?? 'UTC',
      readState: () => ({
        pages: this.#live?.pageCount ?? 0,
        queue: this.#catchingUp ? this.#unreadCount : (this.#live?.pendingCount ?? 0),
        catchingUp: this.#catchingUp,
        health: this.#isStoreStuck ? 'stuck' : this.#health,
      }),
      onStatus: (status) => this.#queue.push(status),
    })
  }

  /** @param live null: without later changes */
  async #ingest(
    store: Store,
    scope: readonly PagePath[] | null,
    live: LiveFiles | null,
    signal: AbortSignal,
  ): Promise<IngestSummary> {
    const { dryRun } = this.#options
    const archive = await openArchive(this.#context, store, { paths: scope ?? undefined, signal })
    await using source = watchSource(archive, live, signal, () => this.#onCaughtUp(archive.findings))
    const { summary } = await ingestSource(store, source, {
      verb: 'watch',
      now: this.#context.now,
      sections: this.#context.sections,
      rulings: this.#rulings,
      dryRun,
      onOpened: (planner) => this.#counts?.countRecorded(planner),
      onProgress: ({ done, total }) => {
        this.#unreadCount = Math.max(0, (total ?? done) - done)
      },
      isOnDisk: isOnDisk(this.#context.archive),
      shouldDeferRebuild: () => signal.aborted,
      onResult: (recorded) => this.#onIngested(recorded, store),
      onFailure: (error) => this.#waitForStore(error),
    })
    return summary
  }

  async #onIngested(recorded: IngestResult, store: Store): Promise<void> {
    if (this.#isStoreStuck) this.#reportHealth('The store is writable again.')
    this.#isStoreStuck = false
    if (recorded.indexBehind) this.#rebuilder?.schedule()
    this.#changesWriter?.enqueue(recorded)
    const events = await watchEventsOf(recorded, store, {
      at: this.#context.now(),
      missed: this.#catchingUp,
      isOwnWrite: (content) => this.#changesWriter?.isOwnWrite(content) ?? false,
      sections: this.#context.sections,
    })
    this.#counts?.count(events)
    if (this.#catchingUp) {
      const versions = events.filter((event) => event.kind === 'version')
      this.#missedCounts.snapshots += recorded.snapshots.length
      this.#missedCounts.versions += versions.length
      this.#missedCounts.titleChanges += versions.filter((event) => event.title !== null).length
    }
    for (const event of events) {
      // a folded save from before the watch is not reported
      if (!(event.kind === 'page' && event.what === 'folded' && event.missed)) this.#queue.push(event)
    }
    this.#forgetFindings(recorded.snapshots)
    for (const finding of recorded.findings) this.#reportFinding(finding)
  }

  #onCaughtUp(findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#reportFinding(finding)
      if (finding.path !== null) this.#live?.markAsUnread(finding.path)
    }
    if (!this.#catchingUp) return
    this.#catchingUp = false
    const pages = this.#live?.pageCount ?? 0
    this.#queue.push({ kind: 'caught-up', at: this.#context.now(), pages, ...this.#missedCounts })
  }

  /** Reports a finding once, until its page changes. */
  #reportFinding(finding: Finding): void {
    const { rule, path, line, message } = finding
    const key = `${path ?? ''}\0${rule}\0${line}\0${message}`
    if (this.#findings.has(key)) return
    this.#findings.set(key, finding)
    this.#queue.push({ kind: 'finding', at: this.#context.now(), finding })
  }

  #forgetFindings(snapshots: readonly Snapshot[]): void {
    if (this.#findings.size === 0) return
    const changedPaths = new Set<string | null>(snapshots.map(({ path }) => path))
    for (const [key, { path }] of this.#findings) if (changedPaths.has(path)) this.#findings.delete(key)
  }

  /** Waits before the next attempt. @returns false after an interruption, or if a retry cannot help */
  async #waitForStore(error: VariorumError): Promise<boolean> {
    const { signal, testHooks } = this.#options
    if (signal.aborted || !temporaryStoreErrors.includes(error.code)) return false
    const retryMs = testHooks?.retryStoreMs ?? defaultStoreRetryMs
    if (!this.#isStoreStuck) {
      this.#isStoreStuck = true
      this.#reportHealth(`${error.message} The next attempt is in ${retryMs / 1000} s; no save is lost.`, 'stuck')
    }
    await setTimeout(retryMs, null, { signal }).catch(() => {})
    return true
  }

  #reportHealth(message: string, state = this.#health): void {
    this.#queue.push({ kind: 'health', at: this.#context.now(), state, message })
  }
}

/** Store errors that a retry may resolve. */
const temporaryStoreErrors: readonly ErrorCode[] = ['store-full', 'store-busy', 'store-read-only', 'store-unreadable']
