import { Worker } from 'node:worker_threads'
import { VariorumError } from '../../model/errors.ts'
import type { Plan } from '../../model/plan.ts'
import type { SqliteOptions } from '../sqlite/sqlite-store.ts'
import { packPlan, type ReplacementIndex, unwrapResponse, type WriterRequest, type WriterResponse } from './messages.ts'

/** What a thread is started with. */
export interface WriterData {
  readonly path: string
  readonly options: SqliteOptions
}

// the sources are run as .ts, the package as .js
const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL('./writer.ts', import.meta.url)
  : new URL('./writer.js', import.meta.url)

type Result = ReturnType<typeof unwrapResponse>

interface PendingRequest {
  resolve(result: Result): void
  reject(reason: unknown): void
}

/**
 * The thread that writes to a store, from outside. It starts with the first write, and again after one that died; it
 * keeps the process alive only while it is at work.
 */
export class WriterThread {
  readonly #data: WriterData
  #worker: Worker | null = null
  /** Who waits for an answer; answers come in the order of the requests. */
  readonly #pending: PendingRequest[] = []
  #closed = false

  constructor(path: string, options: SqliteOptions) {
    this.#data = { path, options }
  }

  async append(plan: Plan): Promise<'stored' | 'conflict'> {
    const packed = packPlan(plan)
    return writeResult(await this.#send({ verb: 'append', plan: packed }, packed.bytes.buffer))
  }

  async replaceIndex(index: ReplacementIndex): Promise<'stored' | 'conflict'> {
    return writeResult(await this.#send({ verb: 'replaceIndex', index }))
  }

  /** Lets the thread finish what it was asked, close its connection and end. */
  async close(): Promise<void> {
    const worker = this.#worker
    if (this.#closed || worker === null) {
      this.#closed = true
      return
    }
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    const asked = this.#send({ verb: 'close' })
    this.#closed = true
    await asked
    await ended
  }

  #send(request: WriterRequest, ...transferList: ArrayBuffer[]): Promise<Result> {
    if (this.#closed) throw new Error(`${this.#data.path} is closed`)
    this.#worker ??= this.#start()
    const worker = this.#worker
    worker.postMessage(request, transferList)
    worker.ref()
    return new Promise((resolve, reject) => this.#pending.push({ resolve, reject }))
  }

  #start(): Worker {
    // options for the program that was started, such as --input-type, are none for this one
    const worker = new Worker(workerUrl, { workerData: this.#data, execArgv: [] })
    let cause: unknown
    worker.on('message', (response: WriterResponse) => {
      const request = this.#pending.shift()
      // a thread that is being closed is waited for until it has ended
      if (this.#pending.length === 0 && !this.#closed) worker.unref()
      try {
        request?.resolve(unwrapResponse(response))
      } catch (error) {
        request?.reject(error)
      }
    })
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#pending.splice(0)) reject(this.#threadDiedError(cause))
    })
    return worker
  }

  #threadDiedError(cause: unknown): VariorumError {
    const message = `${this.#data.path}: the thread that writes to the store ended before it was done`
    const advice = 'Run the command again: what was being stored is there whole or not at all, and is not stored twice.'
    return new VariorumError('store-unreadable', message, { advice, cause })
  }
}

function writeResult(result: Result): 'stored' | 'conflict' {
  if (result === 'closed') throw new RangeError('A write was answered as if it were the end')
  return result
}
