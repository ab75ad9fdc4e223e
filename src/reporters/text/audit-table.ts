import type { Audit, AuditOrder, TitleChange } from '../../model/audit.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderBlock, withNoBreakSpaces } from '../terminal/block.ts'
import { dot, joinSpans, type Line, plainSpan, type Span } from '../terminal/spans.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { shortenUnchanged, titleDiffSpans } from '../terminal/word-diff.ts'
import { headlineOf, minutesText, undoneAfterText } from '../wording/audit-figures.ts'
import { keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { diffSide, isRewrite } from '../wording/readable-diff.ts'
import { severitiesDescending, severitySymbols, severityText } from '../wording/severity.ts'
import { changeDetails } from './audit-details.ts'

/** A narrower terminal has no table: facts and title are printed one under the other. */
const minColumnsForTable = 62
/** A narrower terminal has no column for the classes. */
const minColumnsForClasses = 118
/** On a wider terminal that column has room for most lists of classes. */
const minColumnsForWideClasses = 168

const orderWords: Readonly<Record<AuditOrder, string>> = {
  time: 'oldest first',
  severity: 'most severe first',
  stood: 'shortest-lived first',
  event: "by the event's day",
}

/** Title changes as a table that fits the width, with the titles as a word diff. With `-v` details are below each row. */
export function changeTable({ changes, totals, filter }: Audit, options: RenderOptions): string {
  const isMixed = totals.silent > 0 && totals.silent < totals.changes
  const lines = changes.map((change) => changeCells(change, isMixed, options))
  const head = tableHeading(keepUnitsTogether(headlineOf(totals, filter)), filter.sort ?? 'time', options)
  if (options.width < minColumnsForTable) return head + lines.map((line) => `\n${stackedText(line, options)}`).join('')
  const hasClassColumn = options.width >= minColumnsForClasses && !options.verbose
  const columns: Column[] = [
    { head: options.timeZone === 'UTC' ? 'time (UTC)' : 'time', maxWidth: 26 },
    { head: '' },
    { head: 'current for', maxWidth: 11 },
    { head: 'title', grows: true },
    ...(hasClassColumn ? [{ head: 'classes', maxWidth: options.width < minColumnsForWideClasses ? 22 : 46 }] : []),
  ]
  const rows = lines.map((line) => tableRow(line, hasClassColumn))
  const [names, ...printed] = renderTable(columns, rows, options)
  if (!options.verbose) return `${head}\n${names}${printed.join('')}`
  return `${head}\n${names}${printed.map((row, at) => row + (lines[at]?.details ?? '')).join('\n')}`
}

/** The parts of a row. */
interface ChangeCells {
  readonly time: Span
  readonly sign: Span
  readonly duration: Span
  readonly title: Line
  readonly classes: Span
  readonly notes: readonly Span[]
  readonly details: string
}

/** @param isMixed whether some changes are silent and others are not */
function changeCells(change: TitleChange, isMixed: boolean, options: RenderOptions): ChangeCells {
  const { to, severity, classes, silent, bodyChanged, minutesStood } = change
  return {
    time: ['quiet', to.at === null ? 'unknown' : timeCell(to.at, options)],
    sign: [severity, severitySymbols[severity]],
    duration: plainSpan(minutesText(minutesStood)),
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

function tableRow(cells: ChangeCells, hasClassColumn: boolean): Line[] {
  const { time, sign, duration, title, classes, notes, details } = cells
  const facts: Line[] = [[time], [sign], [duration]]
  // With details below the row, the classes and the notes are listed there.
  if (details !== '') return [...facts, title]
  if (!hasClassColumn) return [...facts, [...title, plainSpan('\n'), ...joinSpans([classes, ...notes], dot)]]
  const beside = joinSpans(notes, dot)
  return [...facts, title, beside.length === 0 ? [classes] : [classes, plainSpan('\n'), ...beside]]
}

function stackedText(cells: ChangeCells, options: RenderOptions): string {
  const { time, sign, duration, title, classes, notes, details } = cells
  const facts = joinSpans([[sign, plainSpan(' '), time], duration, ...(details === '' ? [classes, ...notes] : [])], dot)
  return renderBlock(facts, options, [0, 2]) + renderBlock(title, options, 2) + details
}

/** A rewritten title is printed as two lines, another change as one inline diff. */
function titleCell({ diff: whole }: TitleChange, options: RenderOptions): Line {
  const diff = options.verbose ? whole : shortenUnchanged(whole)
  if (!isRewrite(whole)) return titleDiffSpans(diff, options)
  const before = titleDiffSpans(diffSide(diff, 'removed'), options)
  const after = titleDiffSpans(diffSide(diff, 'added'), options)
  return [['bad', '− '], ...before, plainSpan('\n'), ['good', '+ '], ...after]
}

/** UTC is named in the heading of the column. Another zone is in each row: it may have summer time. */
function timeCell(at: number, { timeZone }: RenderOptions): string {
  const text = formatTime(at, timeZone)
  return timeZone === 'UTC' ? text.replace(/ UTC$/, '') : text
}

function tableHeading(text: string, sort: AuditOrder, options: RenderOptions): string {
  const legend = severitiesDescending.map((one): Span => [one, withNoBreakSpaces(severityText(one), options)])
  const heading: Line = [
    ['strong', text],
    ['quiet', `, ${orderWords[sort]}`],
  ]
  return renderBlock(heading, options) + renderBlock(joinSpans(legend, plainSpan('   ')), options)
}
