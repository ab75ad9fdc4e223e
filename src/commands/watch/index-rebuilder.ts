import { setTimeout } from 'node:timers/promises'
import { VariorumError } from '../../model/errors.ts'
import type { Store } from '../../store/store.ts'

export interface IndexRebuilderOptions {
  /** Milliseconds without a new snapshot after which an incomplete index counts as abandoned. */
  readonly pauseMs: number
  /** Rebuilds the whole index, unless the signal fires. */
  readonly rebuild: (signal: AbortSignal) => Promise<unknown>
  readonly onRebuilt: () => void
}

/**
 * Rebuilds an incomplete index that another process left, such as an interrupted import. While that process records, the
 * rebuilder waits for it, but only for a limited time.
 */
export class IndexRebuilder {
  readonly #store: Store
  readonly #options: IndexRebuilderOptions
  readonly #closed = new AbortController()
  #rebuilding: Promise<void> | null = null
  #failure: { readonly error: unknown } | null = null

  constructor(store: Store, options: IndexRebuilderOptions) {
    this.#store = store
    this.#options = options
  }

  /** Schedules a rebuild; called when the index is incomplete. The promise never rejects. */
  schedule(): Promise<void> {
    this.#rebuilding ??= this.#rebuildUntilCurrent()
      .catch((error: unknown) => {
        this.#failure = { error }
      })
      .finally(() => {
        this.#rebuilding = null
      })
    return this.#rebuilding
  }

  /** Interrupts the rebuild. @throws an unexpected error of an earlier rebuild */
  async close(): Promise<void> {
    this.#closed.abort()
    await this.#rebuilding
    if (this.#failure) throw this.#failure.error
  }

  async #rebuildUntilCurrent(): Promise<void> {
    const { rebuild, onRebuilt } = this.#options
    const { signal } = this.#closed
    try {
      if (!(await this.#isAbandoned())) return
      // older history that is recorded during a rebuild makes the index incomplete again
      do await rebuild(signal)
      while (await this.#isAbandoned())
      onRebuilt()
    } catch (error) {
      // the next save schedules it again
      if (!signal.aborted && !(error instanceof VariorumError)) throw error
    }
  }

  /** Waits until no snapshot is added. @returns false if another process completed the index */
  async #isAbandoned(): Promise<boolean> {
    const { pauseMs } = this.#options
    let size = -1
    for (let wait = 0; wait < maxPauses; wait++) {
      const state = await this.#store.state()
      if (state.indexed === state.size) return false
      if (state.size === size) return true
      size = state.size
      await setTimeout(pauseMs, null, { signal: this.#closed.signal })
    }
    return true
  }
}

/** The rebuilder waits for other processes for at most this many pauses. */
const maxPauses = 10
