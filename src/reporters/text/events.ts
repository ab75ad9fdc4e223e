import type { History } from '../../model/event.ts'
import type { StreamReporter } from '../render-options.ts'
import { renderBlock, renderLabelled } from '../terminal/block.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

/** A list of events: on a terminal each title with a line below it, in a pipe one line. */
export const eventsText: StreamReporter<History> = (options) => {
  let events = 0
  const isTerminal = Number.isFinite(options.width)
  return {
    item(history) {
      events += 1
      const { event, versions } = history
      const titles = new Set(versions.map(({ title }) => title)).size
      const day = (event.day ?? 'undated').padEnd(10)
      const counts = `${formatCount(versions.length, 'version')}, ${formatCount(titles, 'title')}`
      const path = versions.at(-1)?.path ?? ''
      const title: Span = [titles > 1 ? 'strong' : 'plain', oneLine(event.title)]
      if (!isTerminal) return renderBlock([plainSpan(`${day}  ${counts}  ${oneLine(path)}  `), title], options)
      const below: Span[] = [[titles > 1 ? 'editorial' : 'quiet', counts], plainSpan('  '), pathSpan(path)]
      return renderLabelled([['quiet', day]], [title], 12, options) + renderBlock(below, options, 12)
    },
    end: () =>
      isTerminal && events !== 1 ? `\n${renderBlock([plainSpan(formatCount(events, 'event'))], options)}` : '',
  }
}
