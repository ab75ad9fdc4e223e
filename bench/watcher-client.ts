import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WatcherMessage } from './watcher-process.ts'

export const watcherProcessPath = join(import.meta.dirname, 'watcher-process.ts')

/** Controls the watching process. BENCH_NODE_OPTIONS holds options for its Node, such as --cpu-prof. */
export class WatcherClient {
  caughtUpMs = 0
  readonly #child: ChildProcess
  readonly #pendingPaths = new Map<string, (at: number) => void>()
  readonly #memoryRequests: ((message: Extract<WatcherMessage, { what: 'memory' }>) => void)[] = []
  #pendingBurst: { readonly remaining: Set<string>; done(at: number): void } | null = null

  static async start(archive: string, store: string): Promise<WatcherClient> {
    const options = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter((option) => option !== '')
    const child = fork(watcherProcessPath, ['follow', archive, store], { execArgv: ['--expose-gc', ...options] })
    const watcher = new WatcherClient(child)
    while (watcher.caughtUpMs === 0) {
      if (child.exitCode !== null) throw new Error('the watch ended')
      await sleep(20)
    }
    // wait for the first scan after it has caught up
    await sleep(1000)
    return watcher
  }

  constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (message) => this.#handleMessage(message as WatcherMessage))
  }

  /** Resolves when the next state of the page is recorded, with the time in milliseconds since 1970. */
  whenRecorded(path: string): Promise<number> {
    return new Promise((resolve) => this.#pendingPaths.set(path, resolve))
  }

  whenAllRecorded(paths: ReadonlySet<string>): Promise<number> {
    return new Promise((done) => {
      this.#pendingBurst = { remaining: new Set(paths), done }
    })
  }

  readMemory(): Promise<Extract<WatcherMessage, { what: 'memory' }>> {
    this.#child.send('memory')
    return new Promise((resolve) => this.#memoryRequests.push(resolve))
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.send('end')
    await ended
  }

  #handleMessage(message: WatcherMessage): void {
    if (message.what === 'caught-up') this.caughtUpMs = message.ms
    else if (message.what === 'health') console.log(`  ${message.message}`)
    else if (message.what === 'memory') this.#memoryRequests.shift()?.(message)
    else if (message.what === 'recorded') {
      this.#pendingPaths.get(message.path)?.(message.at)
      this.#pendingPaths.delete(message.path)
      if (this.#pendingBurst?.remaining.delete(message.path) && this.#pendingBurst.remaining.size === 0)
        this.#pendingBurst.done(message.at)
    }
  }
}
