import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Told } from './watcher-process.ts'

export const watcherProgram = join(import.meta.dirname, 'watcher-process.ts')

/** The process that watches, from outside. Its Node takes the options in BENCH_NODE_OPTIONS, such as --cpu-prof. */
export class Watcher {
  caughtUp = 0
  readonly #child: ChildProcess
  readonly #waiting = new Map<string, (at: number) => void>()
  readonly #memory: ((told: Extract<Told, { what: 'memory' }>) => void)[] = []
  #burst: { readonly left: Set<string>; done(at: number): void } | null = null

  static async start(archive: string, store: string): Promise<Watcher> {
    const options = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter((option) => option !== '')
    const child = fork(watcherProgram, ['follow', archive, store], { execArgv: ['--expose-gc', ...options] })
    const watcher = new Watcher(child)
    while (watcher.caughtUp === 0) {
      if (child.exitCode !== null) throw new Error('the watch ended')
      await sleep(20)
    }
    // The first scan after catching up.
    await sleep(1000)
    return watcher
  }

  constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (told) => this.#hear(told as Told))
  }

  /** When the page's next state is recorded, in milliseconds since 1970. */
  recorded(path: string): Promise<number> {
    return new Promise((resolve) => this.#waiting.set(path, resolve))
  }

  allRecorded(paths: ReadonlySet<string>): Promise<number> {
    return new Promise((done) => {
      this.#burst = { left: new Set(paths), done }
    })
  }

  memory(): Promise<Extract<Told, { what: 'memory' }>> {
    this.#child.send('memory')
    return new Promise((resolve) => this.#memory.push(resolve))
  }

  async end(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.send('end')
    await ended
  }

  #hear(told: Told): void {
    if (told.what === 'caught-up') this.caughtUp = told.ms
    else if (told.what === 'health') console.log(`  ${told.message}`)
    else if (told.what === 'memory') this.#memory.shift()?.(told)
    else if (told.what === 'recorded') {
      this.#waiting.get(told.path)?.(told.at)
      this.#waiting.delete(told.path)
      if (this.#burst?.left.delete(told.path) && this.#burst.left.size === 0) this.#burst.done(told.at)
    }
  }
}
