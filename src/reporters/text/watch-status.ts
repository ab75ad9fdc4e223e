import type { WatchHealth, WatchStatus } from '../../model/watch.ts'
import type { RenderOptions } from '../render-options.ts'
import { type Line, paint, plainSpan, type Span } from '../terminal/spans.ts'
import { displayWidth } from '../wording/display-width.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'

const dot: Span = ['quiet', ' · ']

const stateSpans: Readonly<Record<WatchHealth['state'], Span>> = {
  live: ['good', '● watching'],
  degraded: ['editorial', '▲ degraded: scanning'],
  away: ['factual', '▲ the archive is away'],
  stuck: ['factual', '▲ the store cannot be written to'],
}

/** Figures on one line, without a line feed; what does not fit is left out, from the end. */
export function watchStatusText(
  { pages, versionsToday, queue, catchingUp, health }: WatchStatus,
  options: RenderOptions,
): string {
  const parts: Span[] = [
    catchingUp && health === 'live' ? ['editorial', '○ catching up'] : stateSpans[health],
    plainSpan(formatCount(pages, 'page')),
    plainSpan(`${formatCount(versionsToday, 'version')} today`),
    [
      queue === 0 ? 'quiet' : 'strong',
      catchingUp ? `${formatNumber(queue)} to read` : queue === 0 ? 'all recorded' : `${formatNumber(queue)} waiting`,
    ],
  ]
  const line: Span[] = []
  let used = 0
  for (const part of parts) {
    const added: Line = line.length === 0 ? [part] : [dot, part]
    used += added.reduce((sum, [, text]) => sum + displayWidth(text), 0)
    // the last column stays free: a full line would begin the next one
    if (used > options.width - 1) break
    line.push(...added)
  }
  return paint(line, options.color)
}
