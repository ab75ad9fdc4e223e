import type { EventBrief, RulingReport } from '../../model/ruling.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine, pathSpan } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

const stateNotes: Readonly<Record<RulingReport['state'], string>> = {
  written: '',
  stood: ' has this line already',
  planned: ' would get this line. Dry run: nothing was written',
}

/** A ruling: its line, and the events before and after it. */
export const rulingText: Reporter<RulingReport> = (report, options) => {
  const { file, lines, state, replaced, before, after, others } = report
  const sign: Span = state === 'written' ? ['good', '✓ '] : plainSpan('')
  return [
    renderBlock([sign, pathSpan(file), ['quiet', `${stateNotes[state]}:`]], options, [0, 2]),
    ...lines.map((line) => renderBlock([['strong', oneLine(line)]], options, [2, 4])),
    ...replaced.map((former) => renderBlock([['quiet', 'replaces  '], plainSpan(oneLine(former))], options, [2, 4])),
    `\n${renderBlock(effectSpans(report), options)}`,
    ...(haveSameEvents(before, after)
      ? after.map((event) => eventText(event, options))
      : [eventList('before', before, options), eventList(state === 'planned' ? 'then' : 'now', after, options)]),
    others === 0 ? '' : renderBlock([plainSpan(`${formatCount(others, 'other event')} changed too.`)], options),
  ].join('')
}

function effectSpans({ ruling, before, after, met, obstacle, state }: RulingReport): Span[] {
  if (met === null) return [plainSpan('The ruling takes effect when both pages are recorded.')]
  if (!met) return [['bad', 'The index cannot follow the ruling: '], plainSpan(`${oneLine(obstacle ?? '')}.`)]
  if (haveSameEvents(before, after)) {
    const [count, keeps] = ruling.verdict === 'same' ? ['one event', 'together'] : ['two events', 'apart']
    return [plainSpan(`They were ${count} before; the ruling keeps them ${keeps}.`)]
  }
  const be = state === 'planned' ? 'would be' : before.length === 1 ? 'is now' : 'are now'
  const [former, current] = [formatCount(before.length, 'event'), formatCount(after.length, 'event')]
  return [['strong', former], plainSpan(` ${be} `), ['strong', `${current}.`]]
}

function haveSameEvents(before: readonly EventBrief[], after: readonly EventBrief[]): boolean {
  const key = ({ id, versions }: EventBrief) => `${id} ${versions}`
  const keys = new Set(before.map(key))
  return before.length === after.length && after.every((event) => keys.has(key(event)))
}

function eventList(name: string, events: readonly EventBrief[], options: RenderOptions): string {
  if (events.length === 0) return ''
  return renderBlock([['quiet', name]], options, 2) + events.map((event) => eventText(event, options, 4)).join('')
}

function eventText({ id, title, versions }: EventBrief, options: RenderOptions, indent = 2): string {
  const counted = formatCount(versions, 'version').padEnd(11)
  return renderBlock([['quiet', `${id}  ${counted}  `], plainSpan(oneLine(title))], options, [indent, indent + 25])
}
