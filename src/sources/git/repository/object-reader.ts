import { VariorumError } from '../../../model/errors.ts'
import type { GitProcess, IsolatedRepository } from './isolated-repository.ts'

/** A git object. `bytes` is null if it is larger than the limit. */
export interface GitObject {
  readonly id: string
  readonly type: string
  readonly size: number
  readonly bytes: Buffer | null
}

/**
 * Reads objects by id from one git process, which is kept for all calls. Many objects are requested at once and arrive in
 * order. Concurrent calls wait for each other.
 */
export class ObjectReader implements Disposable {
  readonly repository: IsolatedRepository
  readonly #maxBytes: number
  #child: GitProcess | null = null
  #chunks: AsyncIterator<Buffer> | null = null
  #buffered: Buffer = emptyBuffer
  #queue: Promise<unknown> = Promise.resolve()

  /** @param maxBytes of a larger object only the size is read */
  constructor(repository: IsolatedRepository, maxBytes: number) {
    this.repository = repository
    this.#maxBytes = maxBytes
  }

  /**
   * @param ids full object ids
   * @returns the objects by id, without those that the repository lacks
   * @throws VariorumError `git-failed`, `interrupted`
   */
  async read(ids: Iterable<string>): Promise<Map<string, GitObject>> {
    const answer = this.#queue.then(() => this.#readAll([...new Set(ids)]))
    this.#queue = answer.catch(() => undefined)
    return answer
  }

  /** @returns the bytes, or null if the repository lacks the object or it is too large */
  async readBytes(id: string): Promise<Buffer | null> {
    return (await this.read([id])).get(id)?.bytes ?? null
  }

  [Symbol.dispose](): void {
    this.#child?.input?.end()
    this.#child?.stop()
    this.#child = null
  }

  async #readAll(ids: readonly string[]): Promise<Map<string, GitObject>> {
    const found = new Map<string, GitObject>()
    let remaining = ids
    while (remaining.length > 0) {
      this.#open()
      this.#child?.input?.write(`${remaining.join('\n')}\n`)
      const requested = remaining
      remaining = []
      for (const [index, id] of requested.entries()) {
        const object = await this.#readObject(id)
        if (object === null) continue
        found.set(id, object)
        if (object.bytes !== null) continue
        // The bytes of a large object are not read at all. A new process reads the remaining objects.
        this[Symbol.dispose]()
        remaining = requested.slice(index + 1)
        break
      }
    }
    return found
  }

  #open(): void {
    if (this.#child !== null) return
    this.#child = this.repository.git(['cat-file', '--batch'], { input: 'pipe' })
    this.#chunks = this.#child.output[Symbol.asyncIterator]()
    this.#buffered = emptyBuffer
  }

  async #readObject(id: string): Promise<GitObject | null> {
    const answer = await this.#readLine()
    const [answered = '', type = '', length = ''] = answer.split(' ')
    if (answered === id && type === 'missing') return null
    const size = Number(length)
    if (answered !== id || !Number.isSafeInteger(size))
      throw new VariorumError('git-failed', `git gave an unexpected answer: ${answer.slice(0, 100)}.`)
    if (size > this.#maxBytes) return { id, type, size, bytes: null }
    const bytes = await this.#takeBytes(size + 1)
    return { id, type, size, bytes: bytes.subarray(0, size) }
  }

  async #readLine(): Promise<string> {
    while (!this.#buffered.includes(lineEnd)) await this.#readMore()
    const end = this.#buffered.indexOf(lineEnd)
    const line = this.#buffered.toString('latin1', 0, end)
    this.#buffered = this.#buffered.subarray(end + 1)
    return line
  }

  async #takeBytes(size: number): Promise<Buffer> {
    if (this.#buffered.length < size) await this.#readMore(size)
    const taken = this.#buffered.subarray(0, size)
    this.#buffered = this.#buffered.subarray(size)
    return taken
  }

  /** @param wanted bytes that the buffer must have at least */
  async #readMore(wanted = this.#buffered.length + 1): Promise<void> {
    const parts = [this.#buffered]
    let length = this.#buffered.length
    while (length < wanted) {
      const next = await this.#chunks?.next()
      if (next === undefined || next.done) {
        await this.#child?.ended
        throw new VariorumError('git-failed', 'git ended before it answered.')
      }
      parts.push(next.value)
      length += next.value.length
    }
    this.#buffered = parts.length === 2 && parts[0] === emptyBuffer ? parts[1]! : Buffer.concat(parts, length)
  }
}

const emptyBuffer = Buffer.alloc(0)
const lineEnd = 10
