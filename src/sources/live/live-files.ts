import { comparing } from '../../model/compare.ts'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Revision, RevisionBatch } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import type { PageLimits } from '../files/classify-entry.ts'
import { plausibleTime } from '../files/file-source.ts'
import { isInAny } from '../files/walk.ts'
import { ChangeTracker, type SettledPage } from './change-tracker.ts'
import { type ScanResult, scanArchive } from './scan.ts'
import { SubscriptionMonitor, type SubscriptionMonitorOptions } from './subscription-monitor.ts'

/** Options of `LiveFiles`. */
export interface LiveOptions
  extends PageLimits,
    Partial<Pick<SubscriptionMonitorOptions, 'without' | 'subscribe' | 'retryEvery' | 'onHealth'>> {
  /** Paths to watch, from the root. Default: the whole archive. */
  readonly scope?: readonly PagePath[] | undefined
  /** The time of observation. It is not used for timing, so the clock can be set back. */
  readonly now: () => Instant
  /** Milliseconds without a change after which a page has settled. States read before come in the same batch. */
  readonly settle: number
  /** Ends the watch. Pages that have not settled are read in their current state. */
  readonly signal: AbortSignal
  /** Milliseconds between scans. Default: scans use at most 1 % of a processor, and 5 % while events are missing. */
  readonly scanEvery?: number | undefined
  /** Milliseconds after which a missing or empty page counts as removed or empty. Default 2000. */
  readonly patience?: number | undefined
  /** Called again at every scan for a finding that remains. */
  readonly onFinding?: (finding: Finding) => void
}

const minScanMs = 5000
const maxScanMs = 60_000
const minDegradedScanMs = 2000
/** Pages that settle within this time come in one batch. */
const burstGapMs = 100
/** A burst of more pages than a person saves by hand is collected until no more settle, up to `maxBurstMs`. */
const minBurstPages = 25
const maxBurstMs = 3000
const maxPagesPerRound = 500
const maxBatchRevisions = 20_000
const maxBatchBytes = 64 * 2 ** 20
/** After this many changes the system may have dropped events, so a scan follows. */
const maxPagesBetweenScans = 200
const heartbeatMs = 500

/**
 * Yields every settled state of every page of an archive while it is edited, until the signal fires. Scans find all
 * changes. The system's events only start checks sooner, so the next scan finds what an event missed.
 */
export class LiveFiles implements AsyncDisposable {
  readonly #root: string
  readonly #options: LiveOptions
  readonly #scope: readonly PagePath[]
  readonly #tracker: ChangeTracker
  readonly #subscription: SubscriptionMonitor
  #scanning: Promise<void> | null = null
  #failure: { readonly error: unknown } | null = null
  #scanAt = Number.POSITIVE_INFINITY
  /** Milliseconds of work of the last scan. */
  #lastScanWorkMs = 0
  #pagesSinceScan = 0
  #gatheringSince = 0
  #lastSettledAt = 0
  #rank = 0
  #wake: (() => void) | null = null
  #wakeAt = 0
  #heartbeat: NodeJS.Timeout | null = null

  /** @param root absolute, with links resolved */
  constructor(root: string, options: LiveOptions) {
    const { scope = [''], without = [], signal, patience = 2000, onFinding = () => {}, onHealth = () => {} } = options
    this.#root = root
    this.#options = options
    this.#scope = scope
    this.#tracker = new ChangeTracker(root, { ...options, patience, onFinding })
    this.#subscription = new SubscriptionMonitor(root, {
      scope,
      without,
      signal,
      subscribe: options.subscribe,
      retryEvery: options.retryEvery,
      onHint: (path, gone) => this.#handleHint(path, gone),
      onPossibleLoss: () => this.#requestScan(),
      onHealth,
      scanIntervalMs: () => options.scanEvery ?? this.#degradedScanMs(),
    })
  }

  /** The number of pages in the archive. */
  get pageCount(): number {
    return this.#tracker.lastSeen.size
  }

  /** The number of changed pages that no batch contained yet. */
  get pendingCount(): number {
    return this.#tracker.debouncer.size + this.#tracker.settledPages.length
  }

  /** Whether a page is known to have changed since its last batch. */
  isChanging(path: PagePath): boolean {
    const { debouncer, settledPages } = this.#tracker
    return debouncer.get(path) !== undefined || settledPages.some((page) => page.path === path)
  }

  /** Subscribes to watch events. After it resolves, saves are noticed at once. */
  async open(): Promise<void> {
    this.#options.signal.addEventListener('abort', () => this.#wake?.(), { once: true })
    let beat = performance.now()
    this.#heartbeat = setInterval(() => {
      // While the process is blocked, the system's queue can overflow without an error.
      if (performance.now() - beat > 3 * heartbeatMs) this.#requestScan()
      beat = performance.now()
    }, heartbeatMs).unref()
    await this.#subscription.start()
  }

  /** Marks the current files as handled. The caller then reads all of them. */
  async markAsRead(): Promise<void> {
    const result = await scanArchive(this.#root, this.#scope, this.#options)
    for (const [path, stamp] of result?.stamps ?? []) this.#tracker.lastSeen.set(path, stamp)
  }

  /** Marks a page, or all pages of a folder, as not read, so that the next scan finds it again. */
  markAsUnread(path: PagePath): void {
    this.#tracker.forget(path)
  }

  /** Yields one batch for each burst of saves. A batch is built on request, so a slow reader gets larger batches. */
  async *batches(): AsyncGenerator<RevisionBatch> {
    const { debouncer, settledPages } = this.#tracker
    this.#scanAt = 0
    while (!this.#options.signal.aborted) {
      if (this.#failure) throw this.#failure.error
      const now = performance.now()
      if (now >= this.#scanAt) this.#startScan()
      if (now >= this.#subscription.retryAt) this.#subscription.resubscribe()
      const settledBefore = settledPages.length
      await this.#tracker.checkPages(debouncer.takeDue(now, maxPagesPerRound))
      if (settledBefore === 0) this.#gatheringSince = performance.now()
      if (settledPages.length > settledBefore) this.#lastSettledAt = performance.now()
      if (settledPages.length > 0 && !this.#shouldWaitForMore()) yield this.#takeBatch()
      else await this.#sleep()
    }
    await this.#tracker.checkPages(debouncer.all(), true)
    while (settledPages.length > 0) yield this.#takeBatch()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#heartbeat) clearInterval(this.#heartbeat)
    await this.#scanning
    await this.#subscription.close()
  }

  #handleHint(path: PagePath, gone: boolean): void {
    const { accepts = () => true } = this.#options
    if (!this.#tracker.lastSeen.has(path) && !accepts(path)) return
    if (!isInAny(this.#scope, path)) return
    const dueAt = this.#tracker.debouncer.recordHint(path, performance.now(), { gone })
    if (dueAt < this.#wakeAt) this.#wake?.()
  }

  /** Scans concurrently. A page that the scan finds changed is handled like one with a hint. */
  #startScan(): void {
    this.#scanAt = Number.POSITIVE_INFINITY
    this.#scanning ??= scanArchive(this.#root, this.#scope, this.#options)
      .then((result) => this.#handleScan(result))
      .catch((error: unknown) => {
        this.#failure = { error }
      })
      .finally(() => {
        this.#scanning = null
        this.#wake?.()
      })
  }

  #handleScan(result: ScanResult | null): void {
    const now = performance.now()
    if (result === null) {
      if (!this.#options.signal.aborted) this.#subscription.markMissing()
      this.#scanAt = now + (this.#options.scanEvery ?? minDegradedScanMs)
      return
    }
    this.#lastScanWorkMs = result.workMs
    this.#pagesSinceScan = 0
    for (const finding of result.findings) this.#options.onFinding?.(finding)
    // The subscription belongs to the earlier folder, so no events come from this one.
    if (this.#subscription.state === 'away') this.#subscription.resubscribe()
    const liveMs = Math.min(maxScanMs, Math.max(minScanMs, 100 * result.workMs))
    const usualMs = this.#subscription.state === 'live' ? liveMs : this.#degradedScanMs()
    this.#scanAt = now + (this.#options.scanEvery ?? usualMs)
    this.#tracker.compareScan(result, now)
  }

  #degradedScanMs(): number {
    return Math.min(maxScanMs, Math.max(minDegradedScanMs, 20 * this.#lastScanWorkMs))
  }

  #requestScan(): void {
    this.#scanAt = 0
    this.#wake?.()
  }

  /** Whether more pages of the same burst are about to settle, such as both paths of a renamed page. */
  #shouldWaitForMore(): boolean {
    const until = this.#gatherDeadline()
    const { settledPages, heldBytes, debouncer } = this.#tracker
    if (performance.now() >= until || settledPages.length >= maxBatchRevisions || heldBytes >= maxBatchBytes)
      return false
    return settledPages.length >= minBurstPages || debouncer.nextDueAt() <= until
  }

  #gatherDeadline(): number {
    if (this.#tracker.settledPages.length < minBurstPages) return this.#gatheringSince + burstGapMs
    return Math.min(this.#gatheringSince + maxBurstMs, this.#lastSettledAt + burstGapMs)
  }

  #takeBatch(): RevisionBatch {
    const { settledPages, debouncer } = this.#tracker
    this.#tracker.releaseMissing()
    const pages = takeDistinctPages(settledPages)
    this.#gatheringSince = performance.now()
    this.#pagesSinceScan += pages.length
    if (this.#pagesSinceScan >= maxPagesBetweenScans && debouncer.size === 0) this.#scanAt = 0
    const now = this.#options.now()
    this.#rank = Math.max(now, this.#rank + 1)
    const batch = batchOf(pages, now, this.#rank)
    for (const { states } of pages) for (const { bytes } of states) this.#tracker.heldBytes -= bytes.length
    return batch
  }

  async #sleep(): Promise<void> {
    const { settledPages, debouncer } = this.#tracker
    const gatherDeadline = settledPages.length > 0 ? this.#gatherDeadline() : Number.POSITIVE_INFINITY
    const until = Math.min(debouncer.nextDueAt(), this.#scanAt, this.#subscription.retryAt, gatherDeadline)
    const pauseMs = until - performance.now()
    if (pauseMs <= 0 || this.#options.signal.aborted) return
    this.#wakeAt = until
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.ceil(pauseMs), maxScanMs))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wakeAt = 0
    this.#wake = null
  }
}

/** Takes settled pages from the list, each path once. A second entry of a path goes into the next batch. */
function takeDistinctPages(settledPages: SettledPage[]): SettledPage[] {
  const paths = new Set<PagePath>()
  let end = 0
  while (end < settledPages.length && end < maxBatchRevisions && !paths.has(settledPages[end]!.path))
    paths.add(settledPages[end++]!.path)
  return settledPages.splice(0, end).sort(comparing(({ path }) => path))
}

/** Builds a batch of one group. It has all states of a page in order; only the last one can become a version. */
function batchOf(pages: readonly SettledPage[], now: Instant, rank: Instant): RevisionBatch {
  const origin = { kind: 'file', observedAt: now } as const
  const contents: { key: string; path: PagePath; bytes: Uint8Array }[] = []
  const revisions: Revision[] = []
  for (const { path, states, gone } of pages) {
    for (const { bytes, modified } of states) {
      const key = String(contents.length)
      contents.push({ key, path, bytes })
      revisions.push({ path, content: key, at: plausibleTime(modified, now), rank, origin, group: `scan:${rank}` })
    }
    if (gone) revisions.push({ path, content: null, at: now, rank, origin, group: `scan:${rank}` })
  }
  return {
    revisions,
    async *contents() {
      yield* contents
    },
  }
}
