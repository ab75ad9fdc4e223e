import type { GenericFormatter, SingleBar } from 'cli-progress'
import type { Progress } from '../../model/report.ts'
import { formatNumber } from '../../reporters/wording/format-quantity.ts'
import { formatDuration } from '../../reporters/wording/format-time.ts'
import type { Environment } from '../config/settings.ts'
import type { OutputStream } from '../runtime.ts'

/** Shows the progress of a long-running verb; `stop` removes it. */
export interface ProgressLine {
  report(progress: Progress): void
  stop(): void
}

const showAfterMs = 500
const plainIntervalMs = 10_000

/** A bar on a terminal, a line every ten seconds in CI, nothing in a pipe. */
export function createProgressLine(stream: OutputStream, env: Environment, quiet: boolean): ProgressLine {
  if (quiet) return noProgress
  if (stream.isTTY === true && env.TERM !== 'dumb') return progressBar(stream)
  return env.CI ? plainProgress(stream) : noProgress
}

const noProgress: ProgressLine = { report() {}, stop() {} }

function progressBar(stream: OutputStream): ProgressLine {
  const startedAt = Date.now()
  let library: typeof import('cli-progress') | null = null
  let stopped = false
  let shownBar: SingleBar | null = null
  let latest: Progress | null = null
  const draw = () => {
    const elapsed = Date.now() - startedAt
    if (stopped || library === null || elapsed < showAfterMs) return
    const total = latest?.total ?? null
    const text = { total, line: latest === null ? formatDuration(elapsed) : progressText(latest, elapsed) }
    if (shownBar === null) {
      shownBar = new library.SingleBar({ ...barOptions, stream, format })
      shownBar.start(total ?? 0, 0, text)
    }
    if (total !== null) shownBar.setTotal(total)
    shownBar.update(total === null ? 0 : (latest?.done ?? 0), text)
  }
  // The timer redraws the elapsed time during a long step that reports nothing.
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
      shownBar?.stop()
      shownBar = null
    },
  }
}

/** The text of the bar; without a total only the line. */
const format: GenericFormatter = (
  { barsize = 20 },
  { progress },
  { total, line }: { total: number | null; line: string },
) => {
  const full = Math.round(progress * barsize)
  return total === null ? line : `${'█'.repeat(full)}${'░'.repeat(barsize - full)} ${line}`
}

const barOptions = { barsize: 20, clearOnComplete: true, hideCursor: null, linewrap: null, gracefulExit: false, fps: 5 }

function plainProgress(stream: OutputStream): ProgressLine {
  const startedAt = Date.now()
  let lastWrittenAt = startedAt
  return {
    report(progress) {
      const now = Date.now()
      if (now - lastWrittenAt < plainIntervalMs) return
      lastWrittenAt = now
      stream.write(`${progressText(progress, now - startedAt)}\n`)
    },
    stop() {},
  }
}

/** @returns `36,114/48,312 revisions  74 %  41 s left` */
export function progressText({ done, total, unit }: Progress, elapsed: number): string {
  if (total === null) return `${formatNumber(done)} ${unit}  ${formatDuration(elapsed)}`
  const share = total === 0 ? 1 : done / total
  const left = share > 0 && share < 1 ? `  ${formatDuration((elapsed / share) * (1 - share))} left` : ''
  return `${formatNumber(done)}/${formatNumber(total)} ${unit}  ${Math.floor(share * 100)} %${left}`
}
