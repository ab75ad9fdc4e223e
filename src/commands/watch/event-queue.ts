/** Items told by one side and read by another, in order; the teller never waits. */
export class EventQueue<Item> implements AsyncIterable<Item> {
  #items: Item[] = []
  #ended: { readonly error: unknown } | 'well' | null = null
  #wake: (() => void) | null = null

  push(item: Item): void {
    this.#items.push(item)
    this.#wake?.()
  }

  /** No more will be told. @param error what the reader is to meet after the last item */
  end(error?: unknown): void {
    this.#ended ??= error === undefined ? 'well' : { error }
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      const items = this.#items
      this.#items = []
      yield* items
      if (this.#items.length > 0) continue
      if (this.#ended === 'well') return
      if (this.#ended !== null) throw this.#ended.error
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }
}
