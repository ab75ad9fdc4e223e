import type { GenericFormatter, SingleBar } from 'cli-progress'
import type { Progress } from '../../model/report.ts'
import { duration } from '../../reporters/wording/moment.ts'
import { figure } from '../../reporters/wording/quantity.ts'
import type { Environment } from '../config/settings.ts'
import type { Sink } from '../world.ts'

/** Shows how far a long verb is, on the stream for talk; `stop` wipes it away. */
export interface ProgressLine {
  report(progress: Progress): void
  stop(): void
}

const quietFor = 500
const plainEvery = 10_000

/** A bar on a terminal, a plain line now and then in CI, nothing in a pipe. */
export function progressLine(stream: Sink, env: Environment, quiet: boolean): ProgressLine {
  if (quiet) return silent
  if (stream.isTTY === true && env.TERM !== 'dumb') return bar(stream)
  return env.CI ? plainLines(stream) : silent
}

const silent: ProgressLine = { report() {}, stop() {} }

function bar(stream: Sink): ProgressLine {
  const begun = Date.now()
  let library: typeof import('cli-progress') | null = null
  let stopped = false
  let drawn: SingleBar | null = null
  let latest: Progress | null = null
  const draw = () => {
    const elapsed = Date.now() - begun
    if (stopped || library === null || elapsed < quietFor) return
    const total = latest?.total ?? null
    const text = { total, line: latest === null ? duration(elapsed) : told(latest, elapsed) }
    if (drawn === null) {
      drawn = new library.SingleBar({ ...barOptions, stream, format })
      drawn.start(total ?? 0, 0, text)
    }
    if (total !== null) drawn.setTotal(total)
    drawn.update(total === null ? 0 : (latest?.done ?? 0), text)
  }
  // A long step reports nothing for a while: the clock shows that it still runs.
  const clock = setInterval(draw, 250).unref()
  void import('cli-progress').then((loaded) => {
    library = loaded
  })
  return {
    report(progress) {
      latest = progress
      draw()
    },
    stop() {
      stopped = true
      clearInterval(clock)
      drawn?.stop()
      drawn = null
    },
  }
}

/** The bar only where its end is known. */
const format: GenericFormatter = (
  { barsize = 20 },
  { progress },
  { total, line }: { total: number | null; line: string },
) => {
  const full = Math.round(progress * barsize)
  return total === null ? line : `${'█'.repeat(full)}${'░'.repeat(barsize - full)} ${line}`
}

const barOptions = { barsize: 20, clearOnComplete: true, hideCursor: null, linewrap: null, gracefulExit: false, fps: 5 }

function plainLines(stream: Sink): ProgressLine {
  const begun = Date.now()
  let last = begun
  return {
    report(progress) {
      const now = Date.now()
      if (now - last < plainEvery) return
      last = now
      stream.write(`${told(progress, now - begun)}\n`)
    },
    stop() {},
  }
}

/** `36,114/48,312 revisions  74 %  41 s left`. */
export function told({ done, total, unit }: Progress, elapsed: number): string {
  if (total === null) return `${figure(done)} ${unit}  ${duration(elapsed)}`
  const share = total === 0 ? 1 : done / total
  const left = share > 0 && share < 1 ? `  ${duration((elapsed / share) * (1 - share))} left` : ''
  return `${figure(done)}/${figure(total)} ${unit}  ${Math.floor(share * 100)} %${left}`
}
