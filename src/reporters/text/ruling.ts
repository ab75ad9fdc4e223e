import type { EventBrief, RulingReport } from '../../model/ruling.ts'
import type { Look, Reporter } from '../look.ts'
import { block } from '../terminal/block.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { count } from '../wording/quantity.ts'

/** A ruling: its line, and the events before and after it. */
export const rulingText: Reporter<RulingReport> = (report, look) => {
  const { file, lines, state, replaced, before, after, others } = report
  const said: Span = { written: ['good', '✓ '], stood: plain(''), planned: plain('') }[state] as Span
  const note = { written: '', stood: ' says so already', planned: ' would say. Dry run: nothing was written' }[state]
  const head: Span[] = [said, ['path', oneLine(file)], ['quiet', `${note}:`]]
  return [
    block(head, look, [0, 2]),
    ...lines.map((line) => block([['strong', oneLine(line)]], look, [2, 4])),
    ...replaced.map((former) => block([['quiet', 'in the place of  '], plain(oneLine(former))], look, [2, 4])),
    `\n${block(effect(report), look)}`,
    ...(isSame(before, after)
      ? after.map((event) => eventText(event, look))
      : [stage('before', before, look), stage(state === 'planned' ? 'then' : 'now', after, look)]),
    others === 0
      ? ''
      : block([plain(`${count(others, 'other event')} ${others === 1 ? 'is' : 'are'} told otherwise too.`)], look),
  ].join('')
}

function effect({ ruling, before, after, met, obstacle, state }: RulingReport): Span[] {
  const would = state === 'planned' ? 'would be ' : ''
  if (met === null) return [plain('It holds from when both pages are recorded; until then it changes nothing.')]
  if (!met) return [['bad', 'The record cannot follow: '], plain(`${oneLine(obstacle ?? '')}.`)]
  if (isSame(before, after)) {
    const stood = ruling.verdict === 'same' ? 'They were one event before' : 'They were two events before'
    return [plain(`${stood}: the ruling makes sure that they stay so.`)]
  }
  const [from, to] = [count(before.length, 'event'), count(after.length, 'event')]
  return [
    ['strong', from],
    plain(` ${would === '' ? (before.length === 1 ? 'is now ' : 'are now ') : would}`),
    ['strong', `${to}.`],
  ]
}

function isSame(before: readonly EventBrief[], after: readonly EventBrief[]): boolean {
  const mark = ({ id, versions }: EventBrief) => `${id} ${versions}`
  const marks = new Set(before.map(mark))
  return before.length === after.length && after.every((event) => marks.has(mark(event)))
}

function stage(name: string, events: readonly EventBrief[], look: Look): string {
  if (events.length === 0) return ''
  return block([['quiet', name]], look, 2) + events.map((event) => eventText(event, look, 4)).join('')
}

function eventText({ id, title, versions }: EventBrief, look: Look, indent = 2): string {
  const counted = count(versions, 'version').padEnd(11)
  return block([['quiet', `${id}  ${counted}  `], plain(oneLine(title))], look, [indent, indent + 25])
}
