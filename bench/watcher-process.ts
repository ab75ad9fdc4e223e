/**
 * A process of its own that watches an archive for a benchmark, and tells its parent what happens and when.
 *
 * watcher-process.ts ready ARCHIVE STORE     how long a watch takes until it notices saves
 * watcher-process.ts system ARCHIVE          the same of the system's own recursive watch
 * watcher-process.ts follow ARCHIVE STORE    every page that is recorded, until it is told to end
 */
import { watch as systemWatch } from 'node:fs'
import { keepMemoryLow } from '../src/cli/memory-flags.ts'
import { openVariorum } from '../src/index.ts'

/** What the process tells. Moments are milliseconds since 1970, with fractions. */
export type WatcherMessage =
  | { readonly what: 'ready'; readonly ms: number }
  | { readonly what: 'caught-up'; readonly ms: number }
  | { readonly what: 'recorded'; readonly path: string; readonly at: number }
  | { readonly what: 'health'; readonly message: string }
  | { readonly what: 'memory'; readonly rss: number; readonly heap: number; readonly external: number }
  | { readonly what: 'end' }

// as the command line does
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

/** What is held once everything that is held no longer has been let go. */
function sendMemory(): void {
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  send({ what: 'memory', rss, heap: heapUsed, external })
}

function send(message: WatcherMessage): void {
  process.send?.(message)
}
