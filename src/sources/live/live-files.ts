import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Revision, RevisionBatch } from '../../model/revision.ts'
import type { Instant } from '../../model/time.ts'
import type { WatchHealth } from '../../model/watch.ts'
import type { PageLimits } from '../files/classify-entry.ts'
import { plausible } from '../files/files.ts'
import { Attending, type Settled } from './change-tracker.ts'
import { type Scan, scan } from './scan.ts'
import { Listening } from './subscription-health.ts'
import type { Subscribe } from './watcher.ts'

export interface LiveOptions extends PageLimits {
  /** The moment of observation; nothing is timed by it, so it may be set back meanwhile. */
  readonly now: () => Instant
  /** Milliseconds without a change after which a page has settled. States read in between go with the next. */
  readonly settle: number
  /** Paths to watch, from the root on; default the whole archive. */
  readonly scope?: readonly PagePath[]
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

const scanLeast = 5000
const scanMost = 60_000
const scanDegraded = 2000
/** Pages of one burst are told together if they settle within so many milliseconds. */
const gathering = 100
/** Where more pages than anybody saves by hand have settled, the burst is waited for until no more do, up to this long. */
const byHand = 25
const longestGathering = 3000
const mostAtOnce = 500
const mostRevisions = 20_000
const mostBytes = 64 * 2 ** 20
/** So many changes may have been more than the system could tell of. */
const burst = 200
const heartbeat = 500

/**
 * The archive while it is being edited: every settled state of every page, until the signal fires. Scans are the truth;
 * the system's events only say where to look sooner, so that what it drops is found by the next scan.
 */
export class LiveFiles implements AsyncDisposable {
  readonly #root: string
  readonly #options: LiveOptions
  readonly #scope: readonly PagePath[]
  readonly #attending: Attending
  readonly #listening: Listening
  #scanning: Promise<void> | null = null
  #failure: { readonly error: unknown } | null = null
  #scanAt = Number.POSITIVE_INFINITY
  /** What the last scan cost, in milliseconds. */
  #scanWork = 0
  #handedOver = 0
  #gatheredSince = 0
  #settledAt = 0
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
    this.#attending = new Attending(root, { ...options, patience, onFinding })
    this.#listening = new Listening(root, {
      scope,
      without,
      signal,
      subscribe: options.subscribe,
      retryEvery: options.retryEvery,
      onSign: (path, gone) => this.#sign(path, gone),
      onDoubt: () => this.#scanSoon(),
      onHealth,
      pause: () => this.#pause(this.#degradedPause()),
    })
  }

  /** Pages that are there. */
  get pages(): number {
    return this.#attending.dealt.size
  }

  /** Pages that changed and were not handed over yet. */
  get waiting(): number {
    return this.#attending.settling.size + this.#attending.settled.length
  }

  /** Whether a page is known to have changed since it was handed over. */
  isChanging(path: PagePath): boolean {
    const { settling, settled } = this.#attending
    return settling.get(path) !== undefined || settled.some((page) => page.path === path)
  }

  /** Begins to listen: from when this resolves, saves are noticed as they happen. */
  async open(): Promise<void> {
    this.#options.signal.addEventListener('abort', () => this.#wakeUp(), { once: true })
    let beat = performance.now()
    this.#heartbeat = setInterval(() => {
      // while the process stands still the system's queue may overflow, and nobody is told
      if (performance.now() - beat > 3 * heartbeat) this.#scanSoon()
      beat = performance.now()
    }, heartbeat).unref()
    await this.#listening.begin()
  }

  /** Takes what stands on disk for dealt with; whoever calls this reads all of it, afterwards. */
  async takeAsRead(): Promise<void> {
    const found = await scan(this.#root, this.#scope, this.#options)
    for (const [path, stamp] of found?.stamps ?? []) this.#attending.dealt.set(path, stamp)
  }

  /** Of what was taken as read, a page, or a folder with all in it, could not be: the next scan finds it again. */
  takeAsUnread(path: PagePath): void {
    this.#attending.undo(path)
  }

  /** One batch for each burst of saves. It is made when it is asked for: whoever takes long finds more in the next. */
  async *batches(): AsyncGenerator<RevisionBatch> {
    const { settling, settled } = this.#attending
    this.#scanAt = 0
    while (!this.#options.signal.aborted) {
      if (this.#failure) throw this.#failure.error
      const now = performance.now()
      if (now >= this.#scanAt) this.#scan()
      if (now >= this.#listening.retryAt) this.#listening.again()
      const before = settled.length
      await this.#attending.attend(settling.takeDue(now, mostAtOnce))
      if (before === 0) this.#gatheredSince = performance.now()
      if (settled.length > before) this.#settledAt = performance.now()
      if (settled.length > 0 && !this.#mayGather()) yield this.#batch()
      else await this.#sleep()
    }
    await this.#attending.attend(settling.all(), true)
    while (settled.length > 0) yield this.#batch()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#heartbeat) clearInterval(this.#heartbeat)
    await this.#scanning
    await this.#listening.close()
  }

  #sign(path: PagePath, gone: boolean): void {
    const { accepts = () => true } = this.#options
    if (!this.#attending.dealt.has(path) && !accepts(path)) return
    if (!this.#scope.some((top) => top === '' || path === top || path.startsWith(`${top}/`))) return
    const due = this.#attending.settling.sign(path, performance.now(), { gone })
    if (due < this.#wakeAt) this.#wakeUp()
  }

  /** Scans beside everything else; what it finds changed is looked at like what events tell of. */
  #scan(): void {
    this.#scanAt = Number.POSITIVE_INFINITY
    this.#scanning ??= scan(this.#root, this.#scope, this.#options)
      .then((found) => this.#scanned(found))
      .catch((error: unknown) => {
        this.#failure = { error }
      })
      .finally(() => {
        this.#scanning = null
        this.#wakeUp()
      })
  }

  #scanned(found: Scan | null): void {
    const now = performance.now()
    if (found === null) {
      if (!this.#options.signal.aborted) this.#listening.away()
      this.#scanAt = now + this.#pause(scanDegraded)
      return
    }
    this.#scanWork = found.work
    this.#handedOver = 0
    for (const finding of found.findings) this.#options.onFinding?.(finding)
    // no events come from this folder: they were asked for of the one that stood here before
    if (this.#listening.state === 'away') this.#listening.again()
    const usual = Math.min(scanMost, Math.max(scanLeast, 100 * found.work))
    this.#scanAt = now + this.#pause(this.#listening.state === 'live' ? usual : this.#degradedPause())
    this.#attending.compare(found, now)
  }

  #degradedPause(): number {
    return Math.min(scanMost, Math.max(scanDegraded, 20 * this.#scanWork))
  }

  #pause(usual: number): number {
    return this.#options.scanEvery ?? usual
  }

  #scanSoon(): void {
    this.#scanAt = 0
    this.#wakeUp()
  }

  /** Whether more of the same burst is about to settle, to be told together with what has: a renamed page, a commit. */
  #mayGather(): boolean {
    const until = this.#gatheredUntil()
    const { settled, held, settling } = this.#attending
    if (performance.now() >= until || settled.length >= mostRevisions || held >= mostBytes) return false
    return settled.length >= byHand || settling.next() <= until
  }

  #gatheredUntil(): number {
    if (this.#attending.settled.length < byHand) return this.#gatheredSince + gathering
    return Math.min(this.#gatheredSince + longestGathering, this.#settledAt + gathering)
  }

  #batch(): RevisionBatch {
    const { settled, settling } = this.#attending
    this.#attending.releaseGone()
    const pages = takeEachOnce(settled)
    this.#gatheredSince = performance.now()
    this.#handedOver += pages.length
    if (this.#handedOver >= burst && settling.size === 0) this.#scanAt = 0
    const now = this.#options.now()
    this.#rank = Math.max(now, this.#rank + 1)
    const batch = batchOf(pages, now, this.#rank)
    for (const { states } of pages) for (const { bytes } of states) this.#attending.held -= bytes.length
    return batch
  }

  async #sleep(): Promise<void> {
    const { settled, settling } = this.#attending
    const gathered = settled.length > 0 ? this.#gatheredUntil() : Number.POSITIVE_INFINITY
    const until = Math.min(settling.next(), this.#scanAt, this.#listening.retryAt, gathered)
    const pause = until - performance.now()
    if (pause <= 0 || this.#options.signal.aborted) return
    this.#wakeAt = until
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.ceil(pause), scanMost))
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
function takeEachOnce(settled: Settled[]): Settled[] {
  const paths = new Set<PagePath>()
  let end = 0
  while (end < settled.length && end < mostRevisions && !paths.has(settled[end]!.path)) paths.add(settled[end++]!.path)
  return settled.splice(0, end).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The states of a page come in order, within one group: only the last of them stands, the others are kept. */
function batchOf(pages: readonly Settled[], now: Instant, rank: Instant): RevisionBatch {
  const origin = { kind: 'file', observedAt: now } as const
  const contents: { key: string; path: PagePath; bytes: Uint8Array }[] = []
  const revisions: Revision[] = []
  for (const { path, states, gone } of pages) {
    for (const { bytes, modified } of states) {
      const key = String(contents.length)
      contents.push({ key, path, bytes })
      revisions.push({ path, content: key, at: plausible(modified, now), rank, origin, group: `scan:${rank}` })
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
