import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which others get their turn. */
const slice = 10

/** Lets a long work pause now and then, so that what waits meanwhile is heard: saves, timers, an interruption. */
export class Turns {
  #begun = performance.now()

  /** To be awaited between two pieces of the work. */
  async next(): Promise<void> {
    if (performance.now() - this.#begun < slice) return
    await setImmediate()
    this.#begun = performance.now()
  }
}
