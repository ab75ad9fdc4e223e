import { methodLine, methodOf } from '../../audit/method.ts'
import { comparableRates } from '../../audit/published.ts'
import type { Audit, BulkChange, MostChanged } from '../../model/audit.ts'
import type { Look } from '../look.ts'
import { block, hanging, unbroken } from '../terminal/block.ts'
import { shortened } from '../terminal/shortened.ts'
import { joined, type Line, plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { figuresOf, headlineOf, publishedText, severityCounts } from '../wording/audit-figures.ts'
import { moment } from '../wording/moment.ts'
import { originText } from '../wording/origin.ts'
import { count, together } from '../wording/quantity.ts'
import { textOf } from '../wording/reading.ts'

const labelWidth = 16
/** Events that are named where not all is asked for. */
const few = 5

/** What title changes come to: each figure with what it is a part of, and how they were counted. */
export function auditTotalsText({ totals, filter }: Pick<Audit, 'totals' | 'filter'>, look: Look): string {
  const headline = together(headlineOf(totals, filter))
  if (totals.changes === 0) return block([plain(headline)], look)
  const severe = severityCounts(totals.bySeverity).map(({ severity, text }): Span => [severity, unbroken(text, look)])
  return [
    block([['strong', headline]], look),
    block(joined(severe, plain('   ')), look),
    '\n',
    ...figuresOf(totals).map(({ label, text }) => labelled(label, [plain(together(text))], look)),
    ...list(
      'most changed',
      oftenChanged(totals.mostChanged, look).map((most) => mostText(most, look)),
      look,
    ),
    ...list(
      'at once',
      totals.bulk.map((bulk) => bulkText(bulk, look)),
      look,
    ),
    '\n',
    ...list(
      'method',
      (look.verbose ? methodOf({ totals, filter }) : [methodLine({ totals, filter })]).map(quiet),
      look,
    ),
    ...(look.verbose
      ? list(
          'published',
          comparableRates(filter).map((rate) => quiet(together(publishedText(rate, totals)))),
          look,
        )
      : []),
  ].join('')
}

function quiet(text: string): Line {
  return [['quiet', text]]
}

function list(label: string, lines: readonly Line[], look: Look): string[] {
  return lines.map((line, at) => labelled(at === 0 ? label : '', line, look))
}

function labelled(label: string, text: Line, look: Look): string {
  return hanging([['quiet', label]], text, labelWidth, look)
}

function oftenChanged(events: readonly MostChanged[], { verbose }: Look): readonly MostChanged[] {
  const often = events.filter(({ changes }) => changes > 1)
  return verbose ? often : often.slice(0, few)
}

function mostText({ title, day, changes }: MostChanged, { verbose }: Look): Line {
  const whole = oneLine(title)
  const told = verbose ? whole : textOf(shortened([['same', whole]]), 'added')
  return [['strong', `${count(changes, 'change')}: `], plain(told), ['quiet', day === null ? '' : `  ${day}`]]
}

/** Changes that a script made are one finding. */
function bulkText({ what, at, origin, changes, events }: BulkChange, look: Look): Line {
  const when = at === null ? '' : `, ${moment(at, look.timeZone)}`
  return [
    ['strong', `${count(changes, 'change')} on ${count(events, 'event')}: `],
    plain(oneLine(what)),
    ['quiet', `${when}, ${originText(origin)}`],
  ]
}
