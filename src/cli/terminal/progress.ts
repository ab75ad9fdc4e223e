import type { SingleBar } from 'cli-progress'
import type { Progress } from '../../model/report.ts'
import { duration } from '../../reporters/terminal/moment.ts'
import { figure } from '../../reporters/terminal/quantity.ts'
import type { Environment, Sink } from '../world.ts'

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
  let library: typeof import('cli-progress') | 'coming' | 'stopped' | null = null
  let drawn: SingleBar | null = null
  const load = async () => {
    library = 'coming'
    const loaded = await import('cli-progress')
    if (library === 'coming') library = loaded
  }
  return {
    report(progress) {
      const elapsed = Date.now() - begun
      if (elapsed < quietFor || library === 'coming' || library === 'stopped') return
      if (library === null) return void load()
      const text = { line: told(progress, elapsed) }
      if (drawn === null) {
        const shape = { ...library.Presets.shades_classic, ...barOptions }
        drawn = new library.SingleBar({ ...shape, stream, format: progress.total === null ? '{line}' : '{bar} {line}' })
        drawn.start(progress.total ?? 0, progress.done, text)
      }
      if (progress.total !== null) drawn.setTotal(progress.total)
      drawn.update(progress.done, text)
    },
    stop() {
      drawn?.stop()
      drawn = null
      library = 'stopped'
    },
  }
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
  if (total === null) return `${figure(done)} ${unit}`
  const share = total === 0 ? 1 : done / total
  const left = share > 0 && share < 1 ? `  ${duration((elapsed / share) * (1 - share))} left` : ''
  return `${figure(done)}/${figure(total)} ${unit}  ${Math.floor(share * 100)} %${left}`
}
