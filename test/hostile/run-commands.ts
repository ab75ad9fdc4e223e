import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DriverInput } from './driver.ts'

/** One call of the program. */
export interface Command {
  readonly name: string
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Whether its output is a terminal. */
  readonly tty?: boolean
}

/** How a command ended. */
export interface CommandResult {
  readonly name: string
  /** The exit code, or the thrown error as text. */
  readonly code: number | string
  readonly stdout: string
  readonly stderr: string
  /** The largest memory use of the process so far. */
  readonly peakMegabytes: number
}

export interface RunOutcome {
  readonly results: readonly CommandResult[]
  /** The command that did not end, and why. Null if all ended. */
  readonly hangReason: string | null
  /** The largest memory use of one process, git included. */
  readonly peakMegabytes: number
  /** Standard error of the process itself. Empty if all is well. */
  readonly stderr: string
}

export interface RunLimits {
  /** Environment of the process, not of the commands. */
  readonly env: Readonly<Record<string, string>>
  /** Words before the command line, such as a tracer's. */
  readonly wrapper?: readonly string[]
  /** Seconds that a command may take. Default 60. */
  readonly timeoutSeconds?: number | undefined
  /** Megabytes that a process may use. Default 1000. */
  readonly maxMegabytes?: number
}

/** Callbacks by process group: each receives the memory use of the group's largest process. All groups are killed at exit. */
const memoryListeners = new Map<number, (megabytes: number) => void>()
process.once('exit', () => {
  for (const group of memoryListeners.keys()) process.kill(-group, 'SIGKILL')
})
let memoryTimer: NodeJS.Timeout | null = null

const driver = fileURLToPath(new URL('driver.ts', import.meta.url))
export const mainPath = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/**
 * Runs commands one after another in a new process. The process and its children are killed if a command takes too long
 * or too much memory.
 */
export async function runCommands(input: DriverInput, options: RunLimits): Promise<RunOutcome> {
  const { env, wrapper = [], timeoutSeconds = 60, maxMegabytes = 1000 } = options
  const [program = process.execPath, ...args] = [...wrapper, process.execPath, driver]
  const child = spawn(program, args, { env, cwd: input.cwd, stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  const ended = new Promise<void>((resolve, reject) => child.once('close', () => resolve()).once('error', reject))
  let endReason = 'the process ended'
  const kill = (reason: string) => {
    endReason = reason
    // Kill the whole group, because a tracer or a waiting git would stay behind.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  let megabytes = 0
  watchMemory(child.pid, (now) => {
    megabytes = Math.max(megabytes, now)
    if (megabytes > maxMegabytes) kill(`more than ${maxMegabytes} MB of memory`)
  })
  const startTimer = () => setTimeout(kill, timeoutSeconds * 1000, `more than ${timeoutSeconds} s`)
  let timer = startTimer()
  let current = 'the start'
  let stderr = ''
  let rest = ''
  const results: CommandResult[] = []
  child.stdin.on('error', () => undefined).end(JSON.stringify(input))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const message = JSON.parse(line) as CommandResult | { readonly name: string; readonly began: true }
      clearTimeout(timer)
      timer = startTimer()
      current = message.name
      if (!('began' in message)) results.push(message)
    }
  })
  await ended.finally(() => {
    if (child.pid !== undefined) memoryListeners.delete(child.pid)
    clearTimeout(timer)
  })
  const hangReason = results.length === input.commands.length ? null : `${current}: ${endReason}`
  return { results, hangReason, peakMegabytes: Math.max(megabytes, results.at(-1)?.peakMegabytes ?? 0), stderr }
}

/** Polls all process groups with one timer, because many run at the same time. */
function watchMemory(group: number | undefined, onMemory: (megabytes: number) => void): void {
  if (group === undefined) return
  memoryListeners.set(group, onMemory)
  memoryTimer ??= setInterval(() => {
    if (memoryListeners.size > 0)
      for (const [group, megabytes] of largestByGroup()) memoryListeners.get(group)?.(megabytes)
    else if (memoryTimer) {
      clearInterval(memoryTimer)
      memoryTimer = null
    }
  }, 100)
}

/** Megabytes of the largest process in each running group. Empty if the system has no /proc. */
function largestByGroup(): Map<number, number> {
  const largest = new Map<number, number>()
  for (const id of processIds()) {
    const group = groupOf(id)
    if (memoryListeners.has(group)) largest.set(group, Math.max(largest.get(group) ?? 0, residentOf(id)))
  }
  return largest
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

function groupOf(id: string): number {
  // The program's name, in brackets, can hold any character.
  return Number(readProcFile(id, 'stat').split(') ').at(-1)?.split(' ')[2])
}

function residentOf(id: string): number {
  return (Number(readProcFile(id, 'statm').split(' ')[1]) * 4096) / 2 ** 20
}

function readProcFile(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
