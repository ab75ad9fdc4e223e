/** A queue of items between one writer, which never waits, and one reader. */
export class EventQueue<Item> implements AsyncIterable<Item> {
  #items: Item[] = []
  #ended: { readonly error: unknown } | 'completed' | null = null
  #wake: (() => void) | null = null

  push(item: Item): void {
    this.#items.push(item)
    this.#wake?.()
  }

  /** Ends the queue. @param error thrown to the reader after the last item */
  end(error?: unknown): void {
    this.#ended ??= error === undefined ? 'completed' : { error }
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      const items = this.#items
      this.#items = []
      yield* items
      if (this.#items.length > 0) continue
      if (this.#ended === 'completed') return
      if (this.#ended !== null) throw this.#ended.error
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await promise
    }
  }
}
