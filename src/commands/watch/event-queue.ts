/** Items told by one side and read by another, in order; the teller never waits. */
export class Feed<Item> implements AsyncIterable<Item> {
  #items: Item[] = []
  #over: { readonly error: unknown } | 'well' | null = null
  #wake: (() => void) | null = null

  tell(item: Item): void {
    this.#items.push(item)
    this.#wake?.()
  }

  /** No more will be told. @param error what the reader is to meet after the last item */
  end(error?: unknown): void {
    this.#over ??= error === undefined ? 'well' : { error }
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      const items = this.#items
      this.#items = []
      yield* items
      if (this.#items.length > 0) continue
      if (this.#over === 'well') return
      if (this.#over !== null) throw this.#over.error
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }
}
