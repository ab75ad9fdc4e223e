import type { Environment } from '../config/settings.ts'
import type { OutputStream } from '../runtime.ts'

/** Whether to write colours to a stream. `FORCE_COLOR` wins over `NO_COLOR`, as in Node. */
export function usesColor(choice: 'auto' | 'always' | 'never', stream: OutputStream, env: Environment): boolean {
  if (choice !== 'auto') return choice === 'always'
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (env.NO_COLOR || env.TERM === 'dumb') return false
  return stream.isTTY === true
}

/** The width for wrapping, in columns: Infinity outside of a terminal. `COLUMNS` wins over the terminal's own width. */
export function terminalWidthOf(stream: OutputStream, env: Environment): number {
  if (stream.isTTY !== true) return Number.POSITIVE_INFINITY
  const requestedWidth = Number(env.COLUMNS)
  if (Number.isInteger(requestedWidth) && requestedWidth > 0) return Math.max(20, requestedWidth)
  return Math.max(20, stream.columns ?? 80)
}
