import type { WatchHealth, WatchStatus } from '../../model/watch.ts'
import type { RenderOptions } from '../render-options.ts'
import { dot, type Line, paint, plainSpan, type Span } from '../terminal/spans.ts'
import { spansWidth } from '../terminal/two-columns.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'

const stateSpans: Readonly<Record<WatchHealth['state'], Span>> = {
  live: ['good', '● watching'],
  degraded: ['editorial', '▲ degraded: scanning'],
  away: ['factual', '▲ the archive folder is missing'],
  stuck: ['factual', '▲ the store cannot be written to'],
}

/** The figures of a watch on one line, without a line feed. Figures at the end are left out if they do not fit. */
export function watchStatusText(status: WatchStatus, options: RenderOptions): string {
  const { pages, versionsToday, queue, catchingUp, health } = status
  const recorded = queue === 0 ? 'all recorded' : `${formatNumber(queue)} waiting`
  const parts: Span[] = [
    catchingUp && health === 'live' ? ['editorial', '○ catching up'] : stateSpans[health],
    plainSpan(formatCount(pages, 'page')),
    plainSpan(`${formatCount(versionsToday, 'version')} today`),
    [queue === 0 ? 'quiet' : 'strong', catchingUp ? `${formatNumber(queue)} to read` : recorded],
  ]
  const line: Span[] = []
  let used = 0
  for (const part of parts) {
    const added: Line = line.length === 0 ? [part] : [dot, part]
    used += spansWidth(added)
    // The last column stays free: a full line would move the cursor to the next line.
    if (used > options.width - 1) break
    line.push(...added)
  }
  return paint(line, options.color)
}
