import { openSync, readFileSync } from 'node:fs'
import { PassThrough, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type { main as Main } from '../../src/cli/main.ts'
import type { Command, CommandResult } from './run-commands.ts'

/** What a driver is told to do. */
export interface DriverInput {
  /** The program's `main.ts`: our own, or one of which a guard was taken away. */
  readonly main: string
  readonly cwd: string
  readonly commands: readonly Command[]
}

/** Of what a command says, so much is handed on: enough to judge it by. */
const maxTextLength = 2 ** 20

class MemoryStream extends Writable {
  readonly isTTY: boolean
  readonly columns = 80
  text = ''

  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.text.length < maxTextLength) this.text += chunk.toString('utf8')
    done()
  }
}

// A process of its own: it runs commands one after another in one folder and says of each how it ended. It is what is
// traced, and it prints nothing but that.
const { main: file, cwd, commands } = JSON.parse(readFileSync(0, 'utf8')) as DriverInput
const { main } = (await import(pathToFileURL(file).href)) as { main: typeof Main }

for (const { name, argv, env = {}, tty = false } of commands) {
  markTrace(name)
  writeLine({ name, began: true })
  const [stdout, stderr] = [new MemoryStream(tty), new MemoryStream(tty)]
  const code = await main({
    argv,
    cwd,
    env,
    stdin: new PassThrough().end(),
    stdout,
    stderr,
    signal: new AbortController().signal,
  }).catch((error: unknown) => `threw ${error}`)
  writeLine({
    name,
    code,
    stdout: stdout.text,
    stderr: stderr.text,
    peakMegabytes: peakMegabytes(),
  } satisfies CommandResult)
}

function writeLine(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** The most memory so far, in megabytes. What the system says at a process's end counts in that of whoever started it. */
function peakMegabytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return Math.round(process.memoryUsage.rss() / 2 ** 20)
  }
}

/** A call that fails and shows in a trace where a command begins. */
function markTrace(name: string): void {
  try {
    openSync(`/no-such-folder/${name}`, 'r')
  } catch {
    // as meant
  }
}
