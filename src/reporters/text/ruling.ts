import type { EventBrief, RulingReport } from '../../model/ruling.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

/** A ruling: its line, and the events before and after it. */
export const rulingText: Reporter<RulingReport> = (report, options) => {
  const { file, lines, state, replaced, before, after, others } = report
  const sign: Span = { written: ['good', '✓ '], stood: plainSpan(''), planned: plainSpan('') }[state] as Span
  const note = { written: '', stood: ' says so already', planned: ' would say. Dry run: nothing was written' }[state]
  const head: Span[] = [sign, ['path', oneLine(file)], ['quiet', `${note}:`]]
  return [
    renderBlock(head, options, [0, 2]),
    ...lines.map((line) => renderBlock([['strong', oneLine(line)]], options, [2, 4])),
    ...replaced.map((former) =>
      renderBlock([['quiet', 'in the place of  '], plainSpan(oneLine(former))], options, [2, 4]),
    ),
    `\n${renderBlock(effectSpans(report), options)}`,
    ...(haveSameEvents(before, after)
      ? after.map((event) => eventText(event, options))
      : [eventList('before', before, options), eventList(state === 'planned' ? 'then' : 'now', after, options)]),
    others === 0
      ? ''
      : renderBlock(
          [plainSpan(`${formatCount(others, 'other event')} ${others === 1 ? 'is' : 'are'} told otherwise too.`)],
          options,
        ),
  ].join('')
}

function effectSpans({ ruling, before, after, met, obstacle, state }: RulingReport): Span[] {
  const would = state === 'planned' ? 'would be ' : ''
  if (met === null) return [plainSpan('It holds from when both pages are recorded; until then it changes nothing.')]
  if (!met) return [['bad', 'The record cannot follow: '], plainSpan(`${oneLine(obstacle ?? '')}.`)]
  if (haveSameEvents(before, after)) {
    const stood = ruling.verdict === 'same' ? 'They were one event before' : 'They were two events before'
    return [plainSpan(`${stood}: the ruling makes sure that they stay so.`)]
  }
  const [from, to] = [formatCount(before.length, 'event'), formatCount(after.length, 'event')]
  return [
    ['strong', from],
    plainSpan(` ${would === '' ? (before.length === 1 ? 'is now ' : 'are now ') : would}`),
    ['strong', `${to}.`],
  ]
}

function haveSameEvents(before: readonly EventBrief[], after: readonly EventBrief[]): boolean {
  const mark = ({ id, versions }: EventBrief) => `${id} ${versions}`
  const marks = new Set(before.map(mark))
  return before.length === after.length && after.every((event) => marks.has(mark(event)))
}

function eventList(name: string, events: readonly EventBrief[], options: RenderOptions): string {
  if (events.length === 0) return ''
  return renderBlock([['quiet', name]], options, 2) + events.map((event) => eventText(event, options, 4)).join('')
}

function eventText({ id, title, versions }: EventBrief, options: RenderOptions, indent = 2): string {
  const counted = formatCount(versions, 'version').padEnd(11)
  return renderBlock([['quiet', `${id}  ${counted}  `], plainSpan(oneLine(title))], options, [indent, indent + 25])
}
