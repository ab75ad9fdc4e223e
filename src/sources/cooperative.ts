import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which others get their turn. */
const maxSliceMs = 4

/** The same items, with a pause for all that waits meanwhile whenever making them has taken a while. */
export async function* cooperative<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item> {
  let startedAt = performance.now()
  for await (const item of items) {
    yield item
    if (performance.now() - startedAt < maxSliceMs) continue
    await setImmediate()
    startedAt = performance.now()
  }
}
