import type { History } from '../../model/event.ts'
import type { StreamReporter } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { count } from '../wording/quantity.ts'

/** Every event in short: for a terminal a title with a line below it, for a pipe one line. */
export const eventsText: StreamReporter<History> = (look) => {
  let events = 0
  const folds = Number.isFinite(look.width)
  return {
    item(history) {
      events += 1
      const { event, versions } = history
      const titles = new Set(versions.map(({ title }) => title)).size
      const day = (event.day ?? 'undated').padEnd(10)
      const counts = `${count(versions.length, 'version')}, ${count(titles, 'title')}`
      const path = oneLine(versions.at(-1)?.path ?? '')
      const title: Span = [titles > 1 ? 'strong' : 'plain', oneLine(event.title)]
      if (!folds) return block([plain(`${day}  ${counts}  ${path}  `), title], look)
      const below: Span[] = [
        [titles > 1 ? 'editorial' : 'quiet', counts],
        ['quiet', '  '],
        ['path', path],
      ]
      return hanging([['quiet', day]], [title], 12, look) + block(below, look, 12)
    },
    end: () => (folds && events !== 1 ? `\n${block([plain(count(events, 'event'))], look)}` : ''),
  }
}
