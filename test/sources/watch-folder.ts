import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { WatchHealth } from '../../src/model/watch.ts'
import { LiveFiles, type LiveOptions } from '../../src/sources/live/live-files.ts'
import type { ChangeHintListener, Subscribe } from '../../src/sources/live/watcher.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface WatchedFolder {
  readonly root: string
  /** Batches as lines: `page.md=text`, `page.md gone`. */
  readonly batches: string[][]
  readonly findings: string[]
  readonly health: Pick<WatchHealth, 'state' | 'message'>[]
  write(path: string, text: string): void
  /** Waits until a condition holds. Fails with all batches after a minute. */
  waitUntil(holds: () => boolean): Promise<void>
  /** The lines of all batches so far. */
  reports(): string[]
  /**
   * Saves a page that no test uses and waits for it, so that everything saved before has been reported.
   * @returns the batches without that page
   */
  drain(): Promise<string[][]>
  /** Interrupts the watch and waits for its end. */
  stop(): Promise<void>
}

/** Watches a folder until the test ends. */
export async function watchFolder(
  files: Readonly<Record<string, string>>,
  options: Partial<LiveOptions> = {},
): Promise<WatchedFolder> {
  const root = temporaryFolder()
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  const abort = new AbortController()
  const batches: string[][] = []
  const findings: string[] = []
  const health: WatchedFolder['health'] = []
  const live = new LiveFiles(root, {
    now: Date.now,
    settle: 20,
    patience: 300,
    scanEvery: 100,
    accepts: (path) => path.endsWith('.md'),
    signal: abort.signal,
    onFinding: ({ message }) => findings.push(message),
    onHealth: (healthEvent) => health.push(healthEvent),
    ...options,
  })
  await live.open()
  await live.markAsRead()
  const reading = collectBatches(live, batches)
  const stop = async () => {
    abort.abort()
    await reading
    await live[Symbol.asyncDispose]()
  }
  onTestFinished(stop)
  const reports = () => batches.flat()
  const waitUntil = async (holds: () => boolean) => {
    for (let wait = 0; !holds(); wait++) {
      if (wait > 6000) throw new Error(`timed out: ${JSON.stringify(batches)}, ${JSON.stringify(health)}`)
      await setTimeout(10)
    }
  }
  let drains = 0
  const drain = async () => {
    const path = `drain-${drains++}.md`
    write(path, 'end')
    await waitUntil(() => reports().includes(`${path}=end`))
    return batches
      .map((batch) => batch.filter((line) => !line.startsWith('drain-')))
      .filter((batch) => batch.length > 0)
  }
  return { root, batches, findings, health, write, waitUntil, reports, drain, stop }
}

async function collectBatches(live: LiveFiles, batches: string[][]): Promise<void> {
  for await (const batch of live.batches()) {
    const texts = new Map<string, string>()
    for await (const { key, bytes } of batch.contents()) texts.set(key, Buffer.from(bytes).toString('utf8'))
    batches.push(
      batch.revisions.map(({ path, content }) => `${path}${content === null ? ' gone' : `=${texts.get(content)}`}`),
    )
  }
}

/** A source of change hints that the test controls. */
export function manualSubscription(): {
  subscribe: Subscribe
  hints: () => ChangeHintListener
  subscriptions: () => number
} {
  let given: ChangeHintListener | null = null
  let number = 0
  const subscribe: Subscribe = (_root, _scope, _without, hints) => {
    given = hints
    number++
    return { ready: Promise.resolve(), close: async () => {} }
  }
  return {
    subscribe,
    subscriptions: () => number,
    hints: () => {
      if (given === null) throw new Error('there is no subscription')
      return given
    },
  }
}
