/**
 * Watches an archive for a benchmark and sends messages to its parent process.
 *
 * watcher-process.ts ready ARCHIVE STORE     the time until a watch notices saves
 * watcher-process.ts system ARCHIVE          the time until a recursive fs.watch is ready
 * watcher-process.ts follow ARCHIVE STORE    every recorded page, until the parent sends "end"
 */
import { watch as systemWatch } from 'node:fs'
import { keepMemoryLow } from '../src/cli/memory-flags.ts'
import { openVariorum } from '../src/index.ts'

/** A message to the parent. `ms` is a duration; `at` is a time in milliseconds since 1970, with fractions. */
export type WatcherMessage =
  | { readonly what: 'ready'; readonly ms: number }
  | { readonly what: 'caught-up'; readonly ms: number }
  | { readonly what: 'recorded'; readonly path: string; readonly at: number }
  | { readonly what: 'health'; readonly message: string }
  | { readonly what: 'memory'; readonly rss: number; readonly heap: number; readonly external: number }
  | { readonly what: 'end' }

// like the command line
keepMemoryLow()

const [verb, archive = '.', store = ''] = process.argv.slice(2)

if (verb === 'system') {
  const began = performance.now()
  const watcher = systemWatch(archive, { recursive: true })
  send({ what: 'ready', ms: performance.now() - began })
  watcher.close()
  process.disconnect()
} else {
  await follow(verb === 'ready')
}

async function follow(onlyReady: boolean): Promise<void> {
  const abort = new AbortController()
  process.on('message', (asked) => {
    if (asked === 'end') abort.abort()
    else sendMemory()
  })
  await using variorum = await openVariorum({ archive, store })
  const began = performance.now()
  for await (const event of variorum.watch({ signal: abort.signal })) {
    if (event.kind === 'version' || event.kind === 'page') {
      send({ what: 'recorded', path: event.path, at: performance.timeOrigin + performance.now() })
    } else if (event.kind === 'ready' || event.kind === 'caught-up') {
      send({ what: event.kind, ms: performance.now() - began })
      if (onlyReady) break
    } else if (event.kind === 'health') send({ what: 'health', message: event.message })
  }
  send({ what: 'end' })
  process.disconnect()
}

/** Sends the memory use after a garbage collection. */
function sendMemory(): void {
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  send({ what: 'memory', rss, heap: heapUsed, external })
}

function send(message: WatcherMessage): void {
  process.send?.(message)
}
