import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly bytes: Buffer
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

interface Place {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Run as another user. */
  readonly uid?: number
}

/** Starts the command line as a person would, in a process of its own with an environment of its own. */
export function start(args: readonly string[], { cwd, env = {}, uid }: Place): Running {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const said: Buffer[] = []
  const talked: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => talked.push(chunk))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      const bytes = Buffer.concat(said)
      resolve({ code, bytes, stdout: bytes.toString('utf8'), stderr: Buffer.concat(talked).toString('utf8') })
    })
  })
  return { child, ended }
}

/** The same, to its end. */
export function run(place: Place, ...args: string[]): Promise<Ended> {
  return start(args, place).ended
}

/** Several at once. */
export function runEach(place: Place, commands: readonly (readonly string[])[]): Promise<Ended[]> {
  return Promise.all(commands.map((args) => start(args, place).ended))
}
