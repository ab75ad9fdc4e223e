import { openSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type { main as Main } from '../../src/cli/main.ts'
import { applyEdits, type SourceEdit } from './guards/guard.ts'
import type { Command, CommandResult } from './run-commands.ts'

/** What the driver reads from its standard input, as JSON. */
export interface DriverInput {
  /** The program's `main.ts`, or the `main.js` of a bundle. */
  readonly main: string
  /** Changes to source files, applied while they are loaded. They need a `main.ts`. */
  readonly edits?: readonly SourceEdit[]
  readonly cwd: string
  readonly commands: readonly Command[]
}

/** Characters of a command's output that are passed on. */
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

// A process of its own. It runs commands one after another in one folder and prints a line of JSON for each.
// The tests trace this process, so it prints nothing else.
const { main: file, edits = [], cwd, commands } = JSON.parse(readFileSync(0, 'utf8')) as DriverInput
if (edits.length > 0) editOnLoad(edits, dirname(dirname(file)))
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

/** Changes source files when they are loaded. @param src the folder that the edits' paths begin at */
function editOnLoad(edits: readonly SourceEdit[], src: string): void {
  const editsByUrl = Map.groupBy(edits, (edit) => pathToFileURL(join(src, edit.file)).href)
  registerHooks({
    load(url, context, nextLoad) {
      const ownEdits = editsByUrl.get(url)
      if (ownEdits === undefined) return nextLoad(url, context)
      const source = applyEdits(readFileSync(new URL(url), 'utf8'), ownEdits)
      return { format: 'module-typescript', source, shortCircuit: true }
    },
  })
}

function writeLine(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** The largest memory use so far, in megabytes. `process.resourceUsage` would include the parent's memory at the fork. */
function peakMegabytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return Math.round(process.memoryUsage.rss() / 2 ** 20)
  }
}

/** Makes a call that fails and shows in a trace where a command begins. */
function markTrace(name: string): void {
  try {
    openSync(`/no-such-folder/${name}`, 'r')
  } catch {
    // expected
  }
}
