import PQueue from 'p-queue'

/** A disk answers several requests at once, and few files stay open. */
const maxConcurrentReads = 8
/** Results that wait for the caller, with the reads that are under way. */
const maxPendingReads = 16

/**
 * Reads items, a few at a time and ahead of the caller.
 * @returns the results in the order of the items
 * @throws what `read` rejects with, at that item's turn
 */
export async function* readConcurrently<Item, Result>(
  items: Iterable<Item>,
  read: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const queue = new PQueue({ concurrency: maxConcurrentReads })
  const pending: Promise<Result>[] = []
  try {
    for (const item of items) {
      const reading = queue.add(() => read(item))
      // a caller that stops early awaits no later result
      reading.catch(() => {})
      pending.push(reading)
      if (pending.length === maxPendingReads) yield await pending.shift()!
    }
    for (const reading of pending) yield await reading
  } finally {
    queue.clear()
  }
}
