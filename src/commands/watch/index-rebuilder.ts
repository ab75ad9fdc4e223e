import { setTimeout } from 'node:timers/promises'
import { VariorumError } from '../../model/errors.ts'
import type { Store } from '../../store/store.ts'

export interface IndexRebuilderOptions {
  /** Milliseconds for which nothing must be recorded before an index that is behind counts as left. */
  readonly pauseMs: number
  /** Rebuilds the whole index, unless the signal fires. */
  readonly rebuild: (signal: AbortSignal) => Promise<unknown>
  readonly onRebuilt: () => void
}

/**
 * Completes an index that another process left behind, such as an import that was interrupted. For as long as somebody
 * records, it is theirs to complete, but not for ever: in a watch there is always somebody.
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

  /** To be called whenever the index was seen to be behind. Need not be waited for: it never rejects. */
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

  /** Breaks off what is under way. @throws what nobody expected to go wrong */
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
      // what was recorded beside a rebuilding may leave it behind again
      do await rebuild(signal)
      while (await this.#isAbandoned())
      onRebuilt()
    } catch (error) {
      // it is tried again with the next save that sees the index behind
      if (!signal.aborted && !(error instanceof VariorumError)) throw error
    }
  }

  /** Waits. @returns false where the index was completed meanwhile */
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

/** Pauses for which others may go on recording. */
const maxPauses = 10
