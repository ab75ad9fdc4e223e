import { PassThrough, Writable } from 'node:stream'
import { main } from '../../src/cli/main.ts'
import type { OutputStream, Runtime } from '../../src/cli/runtime.ts'
import type { Variorum } from '../../src/commands/variorum.ts'

/** A stream that keeps what is written to it; it can act as a terminal. */
export class MemoryStream extends Writable {
  readonly chunks: Buffer[] = []
  readonly isTTY: boolean
  readonly columns: number

  constructor({ tty = false, columns = 80 }: { tty?: boolean; columns?: number } = {}) {
    super()
    this.isTTY = tty
    this.columns = columns
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk)
    done()
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }

  get text(): string {
    return this.bytes.toString('utf8')
  }
}

export interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly bytes: Buffer
}

/** Runs the command line in this process. */
export async function runMain(
  argv: readonly string[],
  given: {
    cwd?: string
    env?: Runtime['env']
    open?: Runtime['openVariorum']
    variorum?: Variorum
    tty?: boolean
    columns?: number
    signal?: AbortSignal
    stdout?: OutputStream
  } = {},
): Promise<RunResult> {
  const { tty = false, columns = 80, variorum } = given
  const stdout = new MemoryStream({ tty, columns })
  const stderr = new MemoryStream({ tty, columns })
  const open = given.open ?? (variorum === undefined ? undefined : async () => variorum)
  const code = await main({
    argv,
    cwd: given.cwd ?? import.meta.dirname,
    env: given.env ?? { VARIORUM_PAGER: '' },
    stdin: new PassThrough(),
    stdout: given.stdout ?? stdout,
    stderr,
    signal: given.signal ?? new AbortController().signal,
    openVariorum: open,
  })
  return { code, stdout: stdout.text, stderr: stderr.text, bytes: stdout.bytes }
}
