import { Worker } from 'node:worker_threads'
import { VariorumError } from '../../model/errors.ts'
import type { Plan } from '../../model/plan.ts'
import type { SqliteOptions } from '../sqlite/sqlite-store.ts'
import type { ReplacementIndex } from '../store.ts'
import { packPlan, unwrapResponse, type WriterRequest, type WriterResponse } from './messages.ts'

/** The start values of the thread. */
export interface WriterData {
  readonly path: string
  readonly options: SqliteOptions
}

// .ts in the repository, .js in the package
const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL('./writer.ts', import.meta.url)
  : new URL('./writer.js', import.meta.url)

type Result = ReturnType<typeof unwrapResponse>

interface PendingRequest {
  resolve(result: Result): void
  reject(reason: unknown): void
}

/**
 * The main thread's side of the thread that writes to a store. The thread starts with the first write, and again after it
 * died. It keeps the process alive only while a request is pending.
 */
export class WriterThread {
  readonly #data: WriterData
  #worker: Worker | null = null
  /** Requests without a response; responses come in the order of the requests. */
  readonly #pending: PendingRequest[] = []
  #closed = false

  constructor(path: string, options: SqliteOptions) {
    this.#data = { path, options }
  }

  async append(plan: Plan): Promise<'stored' | 'conflict'> {
    const packed = packPlan(plan)
    return writeResult(await this.#send({ verb: 'append', plan: packed }, packed.bytes.buffer))
  }

  async replaceIndex({ events, ...index }: ReplacementIndex): Promise<'stored' | 'conflict'> {
    return writeResult(await this.#send({ verb: 'replaceIndex', index: { events: [...events], ...index } }))
  }

  /** Lets the thread finish its requests, close its connection and end. */
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
    // options of the main program, such as --input-type, must not apply here
    const worker = new Worker(workerUrl, { workerData: this.#data, execArgv: [] })
    let cause: unknown
    worker.on('message', (response: WriterResponse) => {
      const request = this.#pending.shift()
      // while it closes, the process waits for its end
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
    const message = `${this.#data.path}: the thread that writes to the store ended unexpectedly`
    const advice = 'Run the command again: a batch is stored as a whole or not at all, and never twice.'
    return new VariorumError('store-unreadable', message, { advice, cause })
  }
}

function writeResult(result: Result): 'stored' | 'conflict' {
  if (result === 'closed') throw new RangeError('The thread answered a write with "closed"')
  return result
}
