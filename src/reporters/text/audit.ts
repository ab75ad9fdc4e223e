import { type Severity, severities } from '../../model/change.ts'
import type { Audit, AuditTotals, TitleChange } from '../../model/report.ts'
import type { Look, Reporter } from '../look.ts'
import { block, unbroken } from '../terminal/block.ts'
import { symbols } from '../terminal/gravity.ts'
import { duration, moment } from '../terminal/moment.ts'
import { count, figure } from '../terminal/quantity.ts'
import { joined, plain, type Span } from '../terminal/spans.ts'
import { oneLine, titleDiff } from '../terminal/word-diff.ts'

const dot: Span = ['quiet', ' · ']
const minute = 60_000

/** Title changes: for a terminal by severity, gravest first, with totals; for a pipe one line each, in order of time. */
export const auditText: Reporter<Audit> = ({ changes, totals }, look) => {
  if (!Number.isFinite(look.width)) return changes.map((change) => record(change, look)).join('')
  const groups = severities.toReversed().map((severity) => group(severity, changes, look))
  return groups.join('') + auditTotalsText(totals, look, changes.length)
}

function record(change: TitleChange, look: Look): string {
  const { to, severity, classes, silent, minutesStood, diff } = change
  const facts = [
    to.at === null ? 'time-unknown' : moment(to.at, look.timeZone),
    severity,
    classes.join(',') || '-',
    silent ? 'silent' : 'noted',
    minutesStood === null ? '-' : duration(minutesStood * minute),
    oneLine(to.path),
  ]
  return block([plain(`${facts.join('  ')}  `), ...titleDiff(diff, look)], look)
}

function group(severity: Severity, changes: readonly TitleChange[], look: Look): string {
  const own = changes.filter((change) => change.severity === severity)
  if (own.length === 0) return ''
  const head = block(
    [
      [severity, `${symbols[severity]} ${severity}`],
      ['quiet', `  ${count(own.length, 'title change')}`],
    ],
    look,
  )
  return `${head}\n${own.map((change) => `${entry(change, look)}\n`).join('')}`
}

function entry(change: TitleChange, look: Look): string {
  const { from, to, minutesStood, silent, bodyChanged, diff } = change
  const facts = joined(
    [
      [
        change.severity,
        `${symbols[change.severity]} ${to.at === null ? 'time unknown' : moment(to.at, look.timeZone)}`,
      ],
      ['quiet', minutesStood === null ? '' : unbroken(`after ${duration(minutesStood * minute)}`, look)],
      [silent ? 'strong' : 'quiet', silent ? 'silent' : ''],
      ['quiet', bodyChanged ? 'body too' : ''],
      [change.severity, change.classes.join(', ')],
    ],
    dot,
  )
  const former: Span[] = from.path === to.path ? [] : [['quiet', `\nwas ${oneLine(from.path)}`]]
  return (
    block(facts, look, [2, 4]) +
    block(titleDiff(diff, look), look, 4) +
    block([['path', oneLine(to.path)], ...former], look, [4, 4])
  )
}

/** What the changes come to. @param shown how many of them are listed; default all */
export function auditTotalsText(totals: AuditTotals, look: Look, shown = totals.changes): string {
  const { events, eventsRetitled, changes, byClass, bySeverity, medianMinutesToFirstChange: median } = totals
  if (changes === 0) return block([plain(`No title changed among ${count(events, 'event')}.`)], look)
  const share = events === 0 ? '' : ` (${percent(eventsRetitled / events)})`
  const lines: Span[][] = [
    [
      ['strong', count(changes, 'title change')],
      plain(` on ${figure(eventsRetitled)} of ${count(events, 'event')}${share}`),
    ],
    joined(
      severities
        .toReversed()
        .map((severity): Span => [severity, `${symbols[severity]} ${figure(bySeverity[severity])} ${severity}`]),
      plain('   '),
    ),
    [['quiet', classesText(byClass)]],
  ]
  if (median !== null) lines.push([['quiet', `half of the first changes came within ${duration(median * minute)}`]])
  if (shown < changes)
    lines.push([['editorial', `${figure(shown)} shown, ${figure(changes - shown)} left out by --limit`]])
  return lines.map((line) => block(line, look)).join('')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
}

function classesText(byClass: AuditTotals['byClass']): string {
  const rows = Object.entries(byClass).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return rows.map(([name, number]) => `${name} ${figure(number)}`).join(' · ')
}
