import type { PagePath } from '../../model/page.ts'
import type { WatchHealth } from '../../model/watch.ts'
import { type Subscribe, type Subscription, subscribe } from './watcher.ts'

/** Options of `SubscriptionMonitor`. */
export interface SubscriptionMonitorOptions {
  /** Paths to watch, from the root. `LiveFiles` watches the whole archive by default. */
  readonly scope: readonly PagePath[]
  /** Absolute paths of folders to skip. */
  readonly without: readonly string[]
  readonly signal: AbortSignal
  /** The source of change hints. Default: the system. */
  readonly subscribe: Subscribe | undefined
  /** Milliseconds until a refused subscription is tried again. Default: a minute. */
  readonly retryEvery: number | undefined
  readonly onHealth: (health: Pick<WatchHealth, 'state' | 'message'>) => void
  onHint(path: PagePath, gone: boolean): void
  /** Watch events may have been lost. */
  onPossibleLoss(): void
  /** Milliseconds between scans while events are missing. */
  scanIntervalMs(): number
}

const defaultRetryMs = 60_000

/** Subscribes to an archive's watch events and reports when they are incomplete. */
export class SubscriptionMonitor {
  state: 'live' | 'degraded' | 'away' = 'live'
  /** When to subscribe again after a refusal, by `performance.now()`. Infinity if nothing was refused. */
  retryAt = Number.POSITIVE_INFINITY
  readonly #root: string
  readonly #options: SubscriptionMonitorOptions
  #subscription: Subscription | null = null
  #resubscribing: Promise<void> | null = null
  /** Why not everything is watched, or null. */
  #failureReason: string | null = null

  constructor(root: string, options: SubscriptionMonitorOptions) {
    this.#root = root
    this.#options = options
  }

  /** Resolves when everything is watched that the system allows. */
  async start(): Promise<void> {
    const { scope, without, signal, subscribe: openSubscription = subscribe } = this.#options
    this.#failureReason = null
    this.#subscription = openSubscription(this.#root, scope, without, {
      onHint: (path, gone) => this.#options.onHint(path, gone),
      onError: (error) => this.#handleError(error),
    })
    const interrupted = Promise.withResolvers<void>()
    const interrupt = () => interrupted.resolve()
    signal.addEventListener('abort', interrupt, { once: true })
    if (!signal.aborted) await Promise.race([this.#subscription.ready, interrupted.promise])
    signal.removeEventListener('abort', interrupt)
  }

  /** Subscribes again without waiting: after an error, or after the folder was replaced. */
  resubscribe(): void {
    if (this.#resubscribing !== null) return
    this.retryAt = Number.POSITIVE_INFINITY
    this.#resubscribing = this.#restart().finally(() => {
      this.#resubscribing = null
    })
  }

  /** Reports that the archive's folder does not exist. */
  markMissing(): void {
    this.#setState(
      'away',
      `${this.#root} does not exist. Until it returns, nothing is recorded and no page counts as removed.`,
    )
  }

  async close(): Promise<void> {
    await this.#resubscribing
    await this.#subscription?.close()
  }

  async #restart(): Promise<void> {
    await this.#subscription?.close()
    if (this.#options.signal.aborted) return
    await this.start()
    if (this.#failureReason !== null) this.#setState('degraded', this.#degradedMessage(this.#failureReason))
    else this.#setState('live', "Watching by the system's events again. A scan finds what they missed.")
    this.#options.onPossibleLoss()
  }

  #handleError(error: unknown): void {
    this.#failureReason = reasonOf(error)
    this.retryAt = performance.now() + (this.#options.retryEvery ?? defaultRetryMs)
    // While the archive is away or a new subscription starts, another message is more important.
    if (this.state !== 'live' || this.#resubscribing !== null) return
    this.#setState('degraded', this.#degradedMessage(this.#failureReason))
    this.#options.onPossibleLoss()
  }

  #degradedMessage(reason: string): string {
    const intervalMs = this.#options.scanIntervalMs()
    return `degraded: scanning every ${intervalMs < 1000 ? `${intervalMs} ms` : `${Math.round(intervalMs / 100) / 10} s`}, since ${reason}.`
  }

  #setState(state: SubscriptionMonitor['state'], message: string): void {
    if (state === this.state) return
    this.state = state
    this.#options.onHealth({ state, message })
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC') return 'the system cannot watch more folders (ENOSPC: fs.inotify.max_user_watches)'
  if (code === 'EMFILE' || code === 'ENFILE')
    return `too many files are open or watched (${code}: ulimit -n, fs.inotify.max_user_instances)`
  return `the system reports ${error instanceof Error ? error.message : String(error)}`
}
