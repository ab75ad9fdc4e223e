import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { searchPath } from '../../sources/search-path.ts'
import type { OutputStream, Runtime } from '../runtime.ts'

/**
 * Starts the pager in front of a terminal: `VARIORUM_PAGER`, `PAGER` or `less`. Its command line never goes through a shell.
 * @returns the stream to write to and a promise of the pager's end; null for an empty name or `cat`, or if it cannot start
 */
export async function startPager({
  stdout,
  env,
  cwd,
}: Runtime): Promise<{ readonly stream: OutputStream; readonly ended: Promise<void> } | null> {
  const [program, ...args] = splitWords(env.VARIORUM_PAGER ?? env.PAGER ?? 'less')
  if (program === undefined || program === 'cat') return null
  // FRX for less: quit if the text fits one screen, pass colours through, leave the text on the screen.
  const child = spawn(program, args, {
    cwd,
    env: { ...env, PATH: searchPath(env.PATH), LESS: env.LESS ?? 'FRX', LESSCHARSET: env.LESSCHARSET ?? 'utf-8' },
    stdio: ['pipe', stdout.fd === undefined ? 'pipe' : stdout.fd, 'ignore'],
    shell: false,
  })
  const closed = once(child, 'close').catch(() => {})
  const started = await once(child, 'spawn').catch(() => null)
  if (started === null || child.stdin === null) return null
  child.stdout?.pipe(stdout, { end: false })
  return { stream: child.stdin, ended: closed.then(() => {}) }
}

/** Splits at blanks outside of quotes. */
function splitWords(text: string): string[] {
  return Array.from(
    text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  )
}
