import { VariorumError } from '../../../model/errors.ts'
import type { CleanRoom, GitChild } from './clean-room.ts'

/** An object as git has it. Larger than the limit: its bytes are null. */
export interface GitObject {
  readonly id: string
  readonly type: string
  readonly size: number
  readonly bytes: Buffer | null
}

/**
 * Reads objects by their ids from one git child, which stays for as long as there are questions. Many are asked at once
 * and answered in order; questions of several callers wait for each other.
 */
export class ObjectReader {
  readonly #room: CleanRoom
  readonly #limit: number
  #child: GitChild | null = null
  #chunks: AsyncIterator<Buffer> | null = null
  #rest: Buffer = empty
  #turn: Promise<unknown> = Promise.resolve()

  /** @param limit bytes; of larger objects only the size is told */
  constructor(room: CleanRoom, limit: number) {
    this.#room = room
    this.#limit = limit
  }

  /**
   * @param ids full object ids
   * @returns the objects, by id; those that the repository lacks are left out
   * @throws VariorumError `git-failed`, `interrupted`
   */
  async read(ids: Iterable<string>): Promise<Map<string, GitObject>> {
    const answer = this.#turn.then(() => this.#ask([...new Set(ids)]))
    this.#turn = answer.catch(() => undefined)
    return answer
  }

  /** @returns its bytes; null where the repository lacks it, or where it is too large */
  async bytes(id: string): Promise<Buffer | null> {
    return (await this.read([id])).get(id)?.bytes ?? null
  }

  close(): void {
    this.#child?.input?.end()
    this.#child?.stop()
    this.#child = null
  }

  async #ask(ids: readonly string[]): Promise<Map<string, GitObject>> {
    const found = new Map<string, GitObject>()
    let left = ids
    while (left.length > 0) {
      this.#open()
      this.#child?.input?.write(`${left.join('\n')}\n`)
      const asked = left
      left = []
      for (const [index, id] of asked.entries()) {
        const object = await this.#answer(id)
        if (object === null) continue
        found.set(id, object)
        if (object.bytes !== null) continue
        // what is too large is not even passed over: a new child is asked for the rest
        this.close()
        left = asked.slice(index + 1)
        break
      }
    }
    return found
  }

  #open(): void {
    if (this.#child !== null) return
    this.#child = this.#room.git(['cat-file', '--batch'], { input: 'pipe' })
    this.#chunks = this.#child.output?.[Symbol.asyncIterator]() ?? null
    this.#rest = empty
  }

  async #answer(id: string): Promise<GitObject | null> {
    const head = (await this.#line()).split(' ')
    const [answered = '', type = '', length = ''] = head
    if (answered !== id) throw confused(head.join(' '))
    if (type === 'missing') return null
    const size = Number(length)
    if (!Number.isSafeInteger(size)) throw confused(head.join(' '))
    if (size > this.#limit) return { id, type, size, bytes: null }
    const bytes = await this.#take(size + 1)
    return { id, type, size, bytes: bytes.subarray(0, size) }
  }

  async #line(): Promise<string> {
    let end = this.#rest.indexOf(lineEnd)
    while (end < 0) {
      await this.#more()
      end = this.#rest.indexOf(lineEnd)
    }
    const line = this.#rest.toString('latin1', 0, end)
    this.#rest = this.#rest.subarray(end + 1)
    return line
  }

  async #take(size: number): Promise<Buffer> {
    if (this.#rest.length < size) await this.#more(size)
    const taken = this.#rest.subarray(0, size)
    this.#rest = this.#rest.subarray(size)
    return taken
  }

  /** @param wanted bytes to have at least */
  async #more(wanted = this.#rest.length + 1): Promise<void> {
    const parts = [this.#rest]
    let length = this.#rest.length
    while (length < wanted) {
      const next = await this.#chunks?.next()
      if (next === undefined || next.done) {
        await this.#child?.ended
        throw new VariorumError('git-failed', 'git ended before it had answered.')
      }
      parts.push(next.value)
      length += next.value.length
    }
    this.#rest = parts.length === 2 && parts[0] === empty ? parts[1]! : Buffer.concat(parts, length)
  }
}

const empty = Buffer.alloc(0)
const lineEnd = 10

function confused(answer: string): VariorumError {
  return new VariorumError('git-failed', `git answered something else than was asked for: ${answer.slice(0, 100)}.`)
}
