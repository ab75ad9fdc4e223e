import type { PagePath } from '../../model/page.ts'
import type { WatchHealth } from '../../model/watch.ts'
import { type Subscribe, type Subscription, subscribe } from './watcher.ts'

export interface ListeningOptions {
  readonly scope: readonly PagePath[]
  readonly without: readonly string[]
  readonly signal: AbortSignal
  readonly subscribe: Subscribe | undefined
  /** Milliseconds after which the system is asked again for what it refused. */
  readonly retryEvery: number | undefined
  onSign(path: PagePath, gone: boolean): void
  /** Events were lost, or may have been. */
  onDoubt(): void
  onHealth(health: Pick<WatchHealth, 'state' | 'message'>): void
  /** Milliseconds between the scans that stand in for events. */
  pause(): number
}

const retryUsual = 60_000

/** Listens to what the system tells of an archive, and says when that is not all. */
export class Listening {
  state: 'live' | 'degraded' | 'away' = 'live'
  /** When to ask again for what was refused; Infinity where nothing was. */
  retryAt = Number.POSITIVE_INFINITY
  readonly #root: string
  readonly #options: ListeningOptions
  #subscription: Subscription | null = null
  #asking: Promise<void> | null = null
  /** Why not everything is watched; null where it is. */
  #trouble: string | null = null

  constructor(root: string, options: ListeningOptions) {
    this.#root = root
    this.#options = options
  }

  /** Resolves once everything is listened to that can be. */
  async begin(): Promise<void> {
    const { scope, without, signal, subscribe: ask = subscribe } = this.#options
    this.#trouble = null
    this.#subscription = ask(this.#root, scope, without, {
      sign: (path, gone) => this.#options.onSign(path, gone),
      trouble: (error) => this.#troubled(error),
    })
    const interrupted = Promise.withResolvers<void>()
    const interrupt = () => interrupted.resolve()
    signal.addEventListener('abort', interrupt, { once: true })
    if (!signal.aborted) await Promise.race([this.#subscription.ready, interrupted.promise])
    signal.removeEventListener('abort', interrupt)
  }

  /** Asks the system anew, without waiting for it: after trouble, and where the folder is another one than before. */
  again(): void {
    if (this.#asking !== null) return
    this.retryAt = Number.POSITIVE_INFINITY
    this.#asking = this.#beginAgain().finally(() => {
      this.#asking = null
    })
  }

  /** The archive's folder is not there. */
  away(): void {
    this.#tell(
      'away',
      `${this.#root} is not there. Until it returns nothing is recorded, and no page is taken for removed.`,
    )
  }

  async close(): Promise<void> {
    await this.#asking
    await this.#subscription?.close()
  }

  async #beginAgain(): Promise<void> {
    await this.#subscription?.close()
    if (this.#options.signal.aborted) return
    await this.begin()
    if (this.#trouble !== null) this.#tell('degraded', this.#degraded(this.#trouble))
    else this.#tell('live', "Watching by the system's events again; a scan finds what they missed.")
    this.#options.onDoubt()
  }

  #troubled(error: unknown): void {
    this.#trouble = reasonOf(error)
    this.retryAt = performance.now() + (this.#options.retryEvery ?? retryUsual)
    // while the archive is away, or the system has just been asked again, something else is to be said
    if (this.state !== 'live' || this.#asking !== null) return
    this.#tell('degraded', this.#degraded(this.#trouble))
    this.#options.onDoubt()
  }

  #degraded(reason: string): string {
    const every = this.#options.pause()
    return `degraded: scanning every ${every < 1000 ? `${every} ms` : `${Math.round(every / 100) / 10} s`}, since ${reason}.`
  }

  #tell(state: Listening['state'], message: string): void {
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
