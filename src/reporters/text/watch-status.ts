import type { WatchHealth, WatchStatus } from '../../model/watch.ts'
import type { Look } from '../look.ts'
import { type Line, paint, plain, type Span } from '../terminal/spans.ts'
import { count, figure } from '../wording/quantity.ts'
import { columnsOf } from '../wording/width.ts'

const dot: Span = ['quiet', ' · ']

const states: Readonly<Record<WatchHealth['state'], Span>> = {
  live: ['good', '● watching'],
  degraded: ['editorial', '▲ degraded: scanning'],
  away: ['factual', '▲ the archive is away'],
  stuck: ['factual', '▲ the store cannot be written to'],
}

/** Figures on one line, without a line feed; what does not fit is left out, from the end. */
export function watchStatus({ pages, versionsToday, queue, catchingUp, health }: WatchStatus, look: Look): string {
  const parts: Span[] = [
    catchingUp && health === 'live' ? ['editorial', '○ catching up'] : states[health],
    plain(count(pages, 'page')),
    plain(`${count(versionsToday, 'version')} today`),
    [
      queue === 0 ? 'quiet' : 'strong',
      catchingUp ? `${figure(queue)} to read` : queue === 0 ? 'all recorded' : `${figure(queue)} waiting`,
    ],
  ]
  const line: Span[] = []
  let used = 0
  for (const part of parts) {
    const added: Line = line.length === 0 ? [part] : [dot, part]
    used += added.reduce((sum, [, text]) => sum + columnsOf(text), 0)
    // the last column stays free: a full line would begin the next one
    if (used > look.width - 1) break
    line.push(...added)
  }
  return paint(line, look.color)
}
