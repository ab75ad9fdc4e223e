import type { PagePath } from '../../model/page.ts'
import type { WatchHealth } from '../../model/watch.ts'
import { type Subscribe, type Subscription, subscribe } from './watcher.ts'

export interface SubscriptionMonitorOptions {
  readonly scope: readonly PagePath[]
  readonly without: readonly string[]
  readonly signal: AbortSignal
  readonly subscribe: Subscribe | undefined
  /** Milliseconds after which the system is asked again for what it refused. */
  readonly retryEvery: number | undefined
  onHint(path: PagePath, gone: boolean): void
  /** Events were lost, or may have been. */
  onPossibleLoss(): void
  onHealth(health: Pick<WatchHealth, 'state' | 'message'>): void
  /** Milliseconds between the scans that stand in for events. */
  scanIntervalMs(): number
}

const defaultRetryMs = 60_000

/** Listens to what the system tells of an archive, and says when that is not all. */
export class SubscriptionMonitor {
  state: 'live' | 'degraded' | 'away' = 'live'
  /** When to ask again for what was refused; Infinity where nothing was. */
  retryAt = Number.POSITIVE_INFINITY
  readonly #root: string
  readonly #options: SubscriptionMonitorOptions
  #subscription: Subscription | null = null
  #resubscribing: Promise<void> | null = null
  /** Why not everything is watched; null where it is. */
  #failureReason: string | null = null

  constructor(root: string, options: SubscriptionMonitorOptions) {
    this.#root = root
    this.#options = options
  }

  /** Resolves once everything is listened to that can be. */
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

  /** Asks the system anew, without waiting for it: after trouble, and where the folder is another one than before. */
  resubscribe(): void {
    if (this.#resubscribing !== null) return
    this.retryAt = Number.POSITIVE_INFINITY
    this.#resubscribing = this.#restart().finally(() => {
      this.#resubscribing = null
    })
  }

  /** The archive's folder is not there. */
  markMissing(): void {
    this.#setState(
      'away',
      `${this.#root} is not there. Until it returns nothing is recorded, and no page is taken for removed.`,
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
    else this.#setState('live', "Watching by the system's events again; a scan finds what they missed.")
    this.#options.onPossibleLoss()
  }

  #handleError(error: unknown): void {
    this.#failureReason = reasonOf(error)
    this.retryAt = performance.now() + (this.#options.retryEvery ?? defaultRetryMs)
    // while the archive is away, or the system has just been asked again, something else is to be said
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
  if (code === 'ENOSPC') return 'the system watches no more folders (ENOSPC: fs.inotify.max_user_watches)'
  if (code === 'EMFILE' || code === 'ENFILE')
    return `too much is open or watched (${code}: ulimit -n, fs.inotify.max_user_instances)`
  return `the system reports ${error instanceof Error ? error.message : String(error)}`
}
