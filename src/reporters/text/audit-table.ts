import type { Audit, Order, TitleChange } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { Look } from '../look.ts'
import { block, unbroken } from '../terminal/block.ts'
import { shortened } from '../terminal/shortened.ts'
import { joined, type Line, plain, type Span } from '../terminal/spans.ts'
import { type Column, table } from '../terminal/table.ts'
import { titleDiff } from '../terminal/word-diff.ts'
import { headlineOf, stoodText, undoneAfter } from '../wording/audit-figures.ts'
import { moment } from '../wording/moment.ts'
import { together } from '../wording/quantity.ts'
import { sideOf } from '../wording/reading.ts'
import { isRewrite } from '../wording/rewrite.ts'
import { symbols } from '../wording/severity-symbols.ts'
import { changeDetails } from './audit-details.ts'

/** From so many columns on the kinds of a change have a column of their own, and from so many there is a table at all. */
const roomy = 118
const tabular = 62
/** From so many on that column may be as wide as most lists of kinds are. */
const wide = 168
const dot: Span = ['quiet', ' · ']

const orderWords: Readonly<Record<Order, string>> = {
  time: 'in order of time',
  severity: 'gravest first',
  stood: 'shortest lived first',
  event: "by the event's day",
}

/** Title changes as a table that fits the width, the title as a word diff; details below each where they are asked for. */
export function changeTable({ changes, totals, filter }: Audit, look: Look): string {
  const mixed = totals.silent > 0 && totals.silent < totals.changes
  const lines = changes.map((change) => told(change, mixed, look))
  const head = heading(together(headlineOf(totals, filter)), filter.sort ?? 'time', look)
  if (look.width < tabular) return head + lines.map((line) => `\n${stacked(line, look)}`).join('')
  // with details below each the kinds are told there
  const apart = look.width >= roomy && !look.verbose
  const columns: Column[] = [
    { head: look.timeZone === 'UTC' ? 'time (UTC)' : 'time', most: 26 },
    { head: '' },
    { head: 'stood', most: 11 },
    { head: 'title', grows: true },
    ...(apart ? [{ head: 'what', most: look.width < wide ? 22 : 46 }] : []),
  ]
  const rows = lines.map((line) => (look.verbose ? bareRow(line) : apart ? wideRow(line) : narrowRow(line)))
  const [names, ...printed] = table(columns, rows, look)
  if (!look.verbose) return `${head}\n${names}${printed.join('')}`
  return `${head}\n${names}${printed.map((row, at) => row + (lines[at]?.details ?? '')).join('\n')}`
}

/** A change in the parts of which a row is made. */
interface Told {
  readonly time: Span
  readonly sign: Span
  readonly stood: Span
  readonly title: Line
  readonly classes: Span
  readonly notes: readonly Span[]
  readonly details: string
}

/** @param mixed whether some changes are silent and others are not */
function told(change: TitleChange, mixed: boolean, look: Look): Told {
  const { to, severity, classes, silent, bodyChanged, minutesStood } = change
  return {
    time: ['quiet', to.at === null ? 'not known' : timeOf(to.at, look)],
    sign: [severity, symbols[severity]],
    stood: plain(stoodText(minutesStood)),
    title: titleCell(change, look),
    classes: [severity, classes.join(', ')],
    notes: [
      ['strong', mixed && silent ? 'silent' : ''],
      ['quiet', bodyChanged ? unbroken('text too', look) : ''],
      ['quiet', together(undoneAfter(change))],
    ],
    details: look.verbose ? changeDetails(change, look) : '',
  }
}

function bareRow({ time, sign, stood, title }: Told): Line[] {
  return [[time], [sign], [stood], title]
}

function wideRow({ time, sign, stood, title, classes, notes }: Told): Line[] {
  const beside = joined(notes, dot)
  return [[time], [sign], [stood], title, beside.length === 0 ? [classes] : [classes, plain('\n'), ...beside]]
}

function narrowRow({ time, sign, stood, title, classes, notes }: Told): Line[] {
  return [[time], [sign], [stood], [...title, plain('\n'), ...joined([classes, ...notes], dot)]]
}

function stacked({ time, sign, stood, title, classes, notes, details }: Told, look: Look): string {
  const facts = joined([[sign, plain(' '), time], stood, ...(details === '' ? [classes, ...notes] : [])], dot)
  return block(facts, look, [0, 2]) + block(title, look, 2) + details
}

/** Both titles, one under the other, where that reads better than one woven of both. */
function titleCell({ diff: whole }: TitleChange, look: Look): Line {
  const diff = look.verbose ? whole : shortened(whole)
  if (!isRewrite(whole)) return titleDiff(diff, look)
  const before = titleDiff(sideOf(diff, 'removed'), look)
  const after = titleDiff(sideOf(diff, 'added'), look)
  return [['bad', '− '], ...before, plain('\n'), ['good', '+ '], ...after]
}

/** The zone is named once, at the head of the column, where it is the same all year. */
function timeOf(at: number, { timeZone }: Look): string {
  const text = moment(at, timeZone)
  return timeZone === 'UTC' ? text.replace(/ UTC$/, '') : text
}

function heading(text: string, sort: Order, look: Look): string {
  const legend = severities
    .toReversed()
    .map((severity): Span => [severity, unbroken(`${symbols[severity]} ${severity}`, look)])
  return (
    block(
      [
        ['strong', text],
        ['quiet', `, ${orderWords[sort]}`],
      ],
      look,
    ) + block(joined(legend, plain('   ')), look)
  )
}
