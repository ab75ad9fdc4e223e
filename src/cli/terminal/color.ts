import type { Environment } from '../config/settings.ts'
import type { Sink } from '../world.ts'

/** Whether to write colours to a stream. `FORCE_COLOR` beats `NO_COLOR`, as Node itself has it. */
export function usesColor(when: 'auto' | 'always' | 'never', stream: Sink, env: Environment): boolean {
  if (when !== 'auto') return when === 'always'
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (env.NO_COLOR || env.TERM === 'dumb') return false
  return stream.isTTY === true
}

/** Columns to fold to: Infinity where nobody looks. `COLUMNS` beats what the terminal says. */
export function widthOf(stream: Sink, env: Environment): number {
  if (stream.isTTY !== true) return Number.POSITIVE_INFINITY
  const asked = Number(env.COLUMNS)
  if (Number.isInteger(asked) && asked > 0) return Math.max(20, asked)
  return Math.max(20, stream.columns ?? 80)
}
