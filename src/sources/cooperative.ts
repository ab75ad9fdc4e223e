import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work between two pauses. */
const maxSliceMs = 4

/** Yields the same items and pauses now and then, so that other tasks of the process can run. */
export async function* cooperative<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item> {
  let startedAt = performance.now()
  for await (const item of items) {
    yield item
    if (performance.now() - startedAt < maxSliceMs) continue
    await setImmediate()
    startedAt = performance.now()
  }
}
