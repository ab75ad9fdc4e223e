import { setTimeout } from 'node:timers/promises'
import { VariorumError } from '../../model/errors.ts'
import type { Store } from '../../store/store.ts'

export interface MenderOptions {
  /** Milliseconds for which nothing must be recorded before an index that is behind counts as left. */
  readonly pause: number
  /** Rebuilds the whole index, unless the signal fires. */
  readonly rebuild: (signal: AbortSignal) => Promise<unknown>
  readonly onMended: () => void
}

/**
 * Completes an index that another process left behind, such as an import that was interrupted. For as long as somebody
 * records, it is theirs to complete, but not for ever: in a watch there is always somebody.
 */
export class IndexMender {
  readonly #store: Store
  readonly #options: MenderOptions
  readonly #over = new AbortController()
  #mending: Promise<void> | null = null
  #failure: { readonly error: unknown } | null = null

  constructor(store: Store, options: MenderOptions) {
    this.#store = store
    this.#options = options
  }

  /** To be called whenever the index was seen to be behind. Need not be waited for: it never rejects. */
  behind(): Promise<void> {
    this.#mending ??= this.#mend()
      .catch((error: unknown) => {
        this.#failure = { error }
      })
      .finally(() => {
        this.#mending = null
      })
    return this.#mending
  }

  /** Breaks off what is under way. @throws what nobody expected to go wrong */
  async close(): Promise<void> {
    this.#over.abort()
    await this.#mending
    if (this.#failure) throw this.#failure.error
  }

  async #mend(): Promise<void> {
    const { rebuild, onMended } = this.#options
    const { signal } = this.#over
    try {
      if (!(await this.#isLeft())) return
      // what was recorded beside a rebuilding may leave it behind again
      do await rebuild(signal)
      while (await this.#isLeft())
      onMended()
    } catch (error) {
      // it is tried again with the next save that sees the index behind
      if (!signal.aborted && !(error instanceof VariorumError)) throw error
    }
  }

  /** Waits. @returns false where the index was completed meanwhile */
  async #isLeft(): Promise<boolean> {
    const { pause } = this.#options
    let size = -1
    for (let wait = 0; wait < longest; wait++) {
      const state = await this.#store.state()
      if (state.indexed === state.size) return false
      if (state.size === size) return true
      size = state.size
      await setTimeout(pause, null, { signal: this.#over.signal })
    }
    return true
  }
}

/** Pauses for which others may go on recording. */
const longest = 10
