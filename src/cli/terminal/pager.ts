import { spawn } from 'node:child_process'
import { searchPath } from '../../sources/search-path.ts'
import type { Environment } from '../config/settings.ts'
import type { OutputStream } from '../runtime.ts'

/** The program and its arguments. They never go through a shell. */
export interface Pager {
  readonly program: string
  readonly args: readonly string[]
}

/** The pager to use: `VARIORUM_PAGER`, `PAGER` or `less`. Null for an empty value or `cat`. */
export function choosePager(env: Environment): Pager | null {
  const commandLine = env.VARIORUM_PAGER ?? env.PAGER ?? 'less'
  const [program, ...args] = splitWords(commandLine)
  return program === undefined || program === 'cat' ? null : { program, args }
}

/**
 * Starts a pager in front of a terminal.
 * @returns the stream to write to and a promise of the pager's end; null if the program cannot start
 */
export async function startPager(
  { program, args }: Pager,
  stdout: OutputStream,
  env: Environment,
  cwd: string,
): Promise<{ readonly stream: OutputStream; readonly ended: Promise<void> } | null> {
  // FRX for less: quit if the text fits one screen, pass colours through, leave the text on the screen.
  const child = spawn(program, args, {
    cwd,
    env: { ...env, PATH: searchPath(env.PATH), LESS: env.LESS ?? 'FRX', LESSCHARSET: env.LESSCHARSET ?? 'utf-8' },
    stdio: ['pipe', stdout.fd === undefined ? 'pipe' : stdout.fd, 'ignore'],
    shell: false,
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const started = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true))
    child.once('error', () => resolve(false))
  })
  if (!started || child.stdin === null) return null
  child.stdout?.pipe(stdout, { end: false })
  return { stream: child.stdin, ended }
}

/** Splits at blanks outside of quotes. */
function splitWords(text: string): string[] {
  return Array.from(
    text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  )
}
