import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cliPath = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url))

export interface ProcessResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly bytes: Buffer
}

export interface StartedProcess {
  readonly child: ChildProcess
  readonly ended: Promise<ProcessResult>
}

interface RunContext {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Run as another user. */
  readonly uid?: number
}

/** Starts the command line as a person would, in a process of its own with an environment of its own. */
export function startProgram(args: readonly string[], { cwd, env = {}, uid }: RunContext): StartedProcess {
  const child = spawn(process.execPath, [cliPath, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const stdoutChunks: Buffer[] = []
  const stderrChunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdoutChunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderrChunks.push(chunk))
  const ended = new Promise<ProcessResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const bytes = Buffer.concat(stdoutChunks)
      resolve({ code, bytes, stdout: bytes.toString('utf8'), stderr: Buffer.concat(stderrChunks).toString('utf8') })
    })
  })
  return { child, ended }
}

/** The same, to its end. */
export function runProgram(context: RunContext, ...args: string[]): Promise<ProcessResult> {
  return startProgram(args, context).ended
}

/** Several at once. */
export function runConcurrently(
  context: RunContext,
  commands: readonly (readonly string[])[],
): Promise<ProcessResult[]> {
  return Promise.all(commands.map((args) => startProgram(args, context).ended))
}
