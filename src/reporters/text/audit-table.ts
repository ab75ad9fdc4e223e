import type { Audit, AuditOrder, TitleChange } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderBlock, withNoBreakSpaces } from '../terminal/block.ts'
import { shortenUnchanged } from '../terminal/shorten-diff.ts'
import { joinSpans, type Line, plainSpan, type Span } from '../terminal/spans.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { titleDiffSpans } from '../terminal/word-diff.ts'
import { headlineOf, stoodText, undoneAfterText } from '../wording/audit-figures.ts'
import { keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { diffSide } from '../wording/readable-diff.ts'
import { isRewrite } from '../wording/rewrite.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'
import { changeDetails } from './audit-details.ts'

/** From so many columns on the kinds of a change have a column of their own, and from so many there is a table at all. */
const minColumnsForClasses = 118
const minColumnsForTable = 62
/** From so many on that column may be as wide as most lists of kinds are. */
const minColumnsForWideClasses = 168
const dot: Span = ['quiet', ' · ']

const orderWords: Readonly<Record<AuditOrder, string>> = {
  time: 'in order of time',
  severity: 'gravest first',
  stood: 'shortest lived first',
  event: "by the event's day",
}

/** Title changes as a table that fits the width, the title as a word diff; details below each where they are asked for. */
export function changeTable({ changes, totals, filter }: Audit, options: RenderOptions): string {
  const isMixed = totals.silent > 0 && totals.silent < totals.changes
  const lines = changes.map((change) => changeCells(change, isMixed, options))
  const head = tableHeading(keepUnitsTogether(headlineOf(totals, filter)), filter.sort ?? 'time', options)
  if (options.width < minColumnsForTable) return head + lines.map((line) => `\n${stackedText(line, options)}`).join('')
  // with details below each the kinds are told there
  const hasClassColumn = options.width >= minColumnsForClasses && !options.verbose
  const columns: Column[] = [
    { head: options.timeZone === 'UTC' ? 'time (UTC)' : 'time', maxWidth: 26 },
    { head: '' },
    { head: 'stood', maxWidth: 11 },
    { head: 'title', grows: true },
    ...(hasClassColumn ? [{ head: 'what', maxWidth: options.width < minColumnsForWideClasses ? 22 : 46 }] : []),
  ]
  const rows = lines.map((line) => (options.verbose ? bareRow(line) : hasClassColumn ? wideRow(line) : narrowRow(line)))
  const [names, ...printed] = renderTable(columns, rows, options)
  if (!options.verbose) return `${head}\n${names}${printed.join('')}`
  return `${head}\n${names}${printed.map((row, at) => row + (lines[at]?.details ?? '')).join('\n')}`
}

/** A change in the parts of which a row is made. */
interface ChangeCells {
  readonly time: Span
  readonly sign: Span
  readonly stood: Span
  readonly title: Line
  readonly classes: Span
  readonly notes: readonly Span[]
  readonly details: string
}

/** @param isMixed whether some changes are silent and others are not */
function changeCells(change: TitleChange, isMixed: boolean, options: RenderOptions): ChangeCells {
  const { to, severity, classes, silent, bodyChanged, minutesStood } = change
  return {
    time: ['quiet', to.at === null ? 'not known' : timeCell(to.at, options)],
    sign: [severity, severitySymbols[severity]],
    stood: plainSpan(stoodText(minutesStood)),
    title: titleCell(change, options),
    classes: [severity, classes.join(', ')],
    notes: [
      ['strong', isMixed && silent ? 'silent' : ''],
      ['quiet', bodyChanged ? withNoBreakSpaces('text too', options) : ''],
      ['quiet', keepUnitsTogether(undoneAfterText(change))],
    ],
    details: options.verbose ? changeDetails(change, options) : '',
  }
}

function bareRow({ time, sign, stood, title }: ChangeCells): Line[] {
  return [[time], [sign], [stood], title]
}

function wideRow({ time, sign, stood, title, classes, notes }: ChangeCells): Line[] {
  const beside = joinSpans(notes, dot)
  return [[time], [sign], [stood], title, beside.length === 0 ? [classes] : [classes, plainSpan('\n'), ...beside]]
}

function narrowRow({ time, sign, stood, title, classes, notes }: ChangeCells): Line[] {
  return [[time], [sign], [stood], [...title, plainSpan('\n'), ...joinSpans([classes, ...notes], dot)]]
}

function stackedText(
  { time, sign, stood, title, classes, notes, details }: ChangeCells,
  options: RenderOptions,
): string {
  const facts = joinSpans([[sign, plainSpan(' '), time], stood, ...(details === '' ? [classes, ...notes] : [])], dot)
  return renderBlock(facts, options, [0, 2]) + renderBlock(title, options, 2) + details
}

/** Both titles, one under the other, where that reads better than one woven of both. */
function titleCell({ diff: whole }: TitleChange, options: RenderOptions): Line {
  const diff = options.verbose ? whole : shortenUnchanged(whole)
  if (!isRewrite(whole)) return titleDiffSpans(diff, options)
  const before = titleDiffSpans(diffSide(diff, 'removed'), options)
  const after = titleDiffSpans(diffSide(diff, 'added'), options)
  return [['bad', '− '], ...before, plainSpan('\n'), ['good', '+ '], ...after]
}

/** The zone is named once, at the head of the column, where it is the same all year. */
function timeCell(at: number, { timeZone }: RenderOptions): string {
  const text = formatTime(at, timeZone)
  return timeZone === 'UTC' ? text.replace(/ UTC$/, '') : text
}

function tableHeading(text: string, sort: AuditOrder, options: RenderOptions): string {
  const legend = severities
    .toReversed()
    .map((severity): Span => [severity, withNoBreakSpaces(`${severitySymbols[severity]} ${severity}`, options)])
  return (
    renderBlock(
      [
        ['strong', text],
        ['quiet', `, ${orderWords[sort]}`],
      ],
      options,
    ) + renderBlock(joinSpans(legend, plainSpan('   ')), options)
  )
}
