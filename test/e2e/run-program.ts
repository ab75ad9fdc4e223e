import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { type RunResult, runMain } from '../helpers/run-main.ts'

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
  /** The file that runs the command line. Default: the source. */
  readonly bin?: string
  /** Runs as another user. */
  readonly uid?: number
}

const binPath = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url))

/** Starts the command line in a process of its own. Of our environment it gets only PATH. */
export function startProgram(
  args: readonly string[],
  { cwd, env = {}, bin = binPath, uid }: RunContext,
): StartedProcess {
  const child = spawn(process.execPath, [bin, ...args], {
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

/** Runs the command line in a process of its own, to its end. */
export function runProgram(context: RunContext, ...args: string[]): Promise<ProcessResult> {
  return startProgram(args, context).ended
}

/** Runs the command line in this process. */
export function runInProcess(cwd: string, ...args: string[]): Promise<RunResult> {
  return runMain(args, { cwd })
}

/** Expects an error message with these texts, exit code 2 and nothing on standard output. */
export function expectFailure({ code, stdout, stderr }: RunResult, ...texts: string[]): void {
  expect({ code, stdout, stderr }).toMatchObject({ code: 2, stdout: '' })
  const message = stderr.replaceAll(/\s+/g, ' ')
  for (const text of texts) expect(message).toContain(text)
  expect(stderr).toMatch(/^variorum: .*\n/)
  expect(stderr).not.toMatch(/^\s+at |unexpected failure/m)
}
