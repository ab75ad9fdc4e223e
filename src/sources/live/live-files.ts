import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Revision, RevisionBatch } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import type { WatchHealth } from '../../model/watch.ts'
import type { PageLimits } from '../files/classify-entry.ts'
import { plausibleTime } from '../files/file-source.ts'
import { ChangeTracker, type SettledPage } from './change-tracker.ts'
import { type ScanResult, scanArchive } from './scan.ts'
import { SubscriptionMonitor } from './subscription-monitor.ts'
import type { Subscribe } from './watcher.ts'

export interface LiveOptions extends PageLimits {
  /** The moment of observation; nothing is timed by it, so it may be set back meanwhile. */
  readonly now: () => Instant
  /** Milliseconds without a change after which a page has settled. States read in between go with the next. */
  readonly settle: number
  /** Paths to watch, from the root on; default the whole archive. */
  readonly scope?: readonly PagePath[] | undefined
  /** Folders left out, absolute. */
  readonly without?: readonly string[]
  /** Ends the watch: what has not settled yet is read as it is. */
  readonly signal: AbortSignal
  /** Milliseconds between scans; by default as few as a hundredth of a processor allows, more where events are missing. */
  readonly scanEvery?: number | undefined
  /** Milliseconds after which a page that is gone, or empty, is taken to stay so; default 2000. */
  readonly patience?: number | undefined
  /** Milliseconds after which the system is asked again for what it refused; default a minute. */
  readonly retryEvery?: number | undefined
  /** Where hints come from; default the system. */
  readonly subscribe?: Subscribe | undefined
  readonly onHealth?: (health: Pick<WatchHealth, 'state' | 'message'>) => void
  /** Called at every scan anew for what stays so. */
  readonly onFinding?: (finding: Finding) => void
}

const minScanMs = 5000
const maxScanMs = 60_000
const minDegradedScanMs = 2000
/** Pages of one burst are told together if they settle within so many milliseconds. */
const burstGapMs = 100
/** Where more pages than anybody saves by hand have settled, the burst is waited for until no more do, up to this long. */
const minBurstPages = 25
const maxBurstMs = 3000
const maxPagesPerRound = 500
const maxBatchRevisions = 20_000
const maxBatchBytes = 64 * 2 ** 20
/** So many changes may have been more than the system could tell of. */
const maxPagesBetweenScans = 200
const heartbeatMs = 500

/**
 * The archive while it is being edited: every settled state of every page, until the signal fires. Scans are the truth;
 * the system's events only say where to look sooner, so that what it drops is found by the next scan.
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
  /** What the last scan cost, in milliseconds. */
  #lastScanWorkMs = 0
  #pagesSinceScan = 0
  #gatheringSince = 0
  #lastSettledAt = 0
  #rank = 0
  #wake: (() => void) | null = null
  #wakeAt = 0
  #heartbeat: NodeJS.Timeout | null = null

  /** @param root absolute, links resolved */
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
      scanIntervalMs: () => this.#scanIntervalMs(this.#degradedScanMs()),
    })
  }

  /** Pages that are there. */
  get pageCount(): number {
    return this.#tracker.lastSeen.size
  }

  /** Pages that changed and were not handed over yet. */
  get pendingCount(): number {
    return this.#tracker.debouncer.size + this.#tracker.settledPages.length
  }

  /** Whether a page is known to have changed since it was handed over. */
  isChanging(path: PagePath): boolean {
    const { debouncer, settledPages } = this.#tracker
    return debouncer.get(path) !== undefined || settledPages.some((page) => page.path === path)
  }

  /** Begins to listen: from when this resolves, saves are noticed as they happen. */
  async open(): Promise<void> {
    this.#options.signal.addEventListener('abort', () => this.#wakeUp(), { once: true })
    let beat = performance.now()
    this.#heartbeat = setInterval(() => {
      // while the process stands still the system's queue may overflow, and nobody is told
      if (performance.now() - beat > 3 * heartbeatMs) this.#requestScan()
      beat = performance.now()
    }, heartbeatMs).unref()
    await this.#subscription.start()
  }

  /** Takes what stands on disk for dealt with; whoever calls this reads all of it, afterwards. */
  async markAsRead(): Promise<void> {
    const result = await scanArchive(this.#root, this.#scope, this.#options)
    for (const [path, stamp] of result?.stamps ?? []) this.#tracker.lastSeen.set(path, stamp)
  }

  /** Of what was taken as read, a page, or a folder with all in it, could not be: the next scan finds it again. */
  markAsUnread(path: PagePath): void {
    this.#tracker.forget(path)
  }

  /** One batch for each burst of saves. It is made when it is asked for: whoever takes long finds more in the next. */
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
    if (!this.#scope.some((top) => top === '' || path === top || path.startsWith(`${top}/`))) return
    const dueAt = this.#tracker.debouncer.recordHint(path, performance.now(), { gone })
    if (dueAt < this.#wakeAt) this.#wakeUp()
  }

  /** Scans beside everything else; what it finds changed is looked at like what events tell of. */
  #startScan(): void {
    this.#scanAt = Number.POSITIVE_INFINITY
    this.#scanning ??= scanArchive(this.#root, this.#scope, this.#options)
      .then((result) => this.#handleScan(result))
      .catch((error: unknown) => {
        this.#failure = { error }
      })
      .finally(() => {
        this.#scanning = null
        this.#wakeUp()
      })
  }

  #handleScan(result: ScanResult | null): void {
    const now = performance.now()
    if (result === null) {
      if (!this.#options.signal.aborted) this.#subscription.markMissing()
      this.#scanAt = now + this.#scanIntervalMs(minDegradedScanMs)
      return
    }
    this.#lastScanWorkMs = result.workMs
    this.#pagesSinceScan = 0
    for (const finding of result.findings) this.#options.onFinding?.(finding)
    // no events come from this folder: they were asked for of the one that stood here before
    if (this.#subscription.state === 'away') this.#subscription.resubscribe()
    const usualMs = Math.min(maxScanMs, Math.max(minScanMs, 100 * result.workMs))
    this.#scanAt = now + this.#scanIntervalMs(this.#subscription.state === 'live' ? usualMs : this.#degradedScanMs())
    this.#tracker.compareScan(result, now)
  }

  #degradedScanMs(): number {
    return Math.min(maxScanMs, Math.max(minDegradedScanMs, 20 * this.#lastScanWorkMs))
  }

  #scanIntervalMs(usualMs: number): number {
    return this.#options.scanEvery ?? usualMs
  }

  #requestScan(): void {
    this.#scanAt = 0
    this.#wakeUp()
  }

  /** Whether more of the same burst is about to settle, to be told together with what has: a renamed page, a commit. */
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

  #wakeUp(): void {
    this.#wake?.()
  }
}

/** Takes settled pages out of the list, each once: a second settling of a page is told after the first. */
function takeDistinctPages(settledPages: SettledPage[]): SettledPage[] {
  const paths = new Set<PagePath>()
  let end = 0
  while (end < settledPages.length && end < maxBatchRevisions && !paths.has(settledPages[end]!.path))
    paths.add(settledPages[end++]!.path)
  return settledPages.splice(0, end).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The states of a page come in order, within one group: only the last of them stands, the others are kept. */
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
