import type { AuditTotals } from '../../../model/audit.ts'
import { changeClasses, severities } from '../../../model/change.ts'
import { formatCount, formatNumber, formatShare } from '../../wording/format-quantity.ts'
import { severitiesDescending, severityText } from '../../wording/severity.ts'
import { type Html, html } from '../escape.ts'
import { barMarks, barsHeight } from './bars-plot.ts'
import { calendarOf } from './calendar.ts'
import { type Columns, columnMarks, columnsHeight } from './columns-plot.ts'
import { type PlotParts, plotFigure, plotPatterns } from './plot.ts'
import { roundTimes } from './scales.ts'

const severitySeries = severitiesDescending.map((fill) => ({ fill, name: severityText(fill) }))

/** The plots of an audit; null if none has data. */
export function auditPlots(totals: AuditTotals): Html | null {
  const makers = [changesOverTime, timeUntilFirstChange, classesBySeverity, titlesAndVersionsPerEvent]
  const plots = makers.map((plotOf) => plotOf(totals))
  return plots.every((plot) => plot === null) ? null : html`${plotPatterns}<div class="plots">\n${plots}</div>\n`
}

/** A plot with columns. Its table has a row for each column. */
function columnsPlot(
  parts: Pick<PlotParts, 'id' | 'title' | 'note' | 'description' | 'legend'> & { readonly heads: readonly string[] },
  marks: Columns,
): Html {
  const rows = marks.columns.map(({ name, values }): [string, ...number[]] => [name, ...values])
  const table = { heads: parts.heads, rows }
  return plotFigure({ ...parts, height: columnsHeight, hasScale: true, marks: columnMarks(marks), table })
}

/** The number of changes over time, by severity; null if no time is known. */
function changesOverTime({ byDay, changes }: AuditTotals): Html | null {
  const [first, last] = [byDay[0]?.day, byDay.at(-1)?.day]
  if (first === undefined || last === undefined) return null
  const { unit, intervals, indexOf } = calendarOf(first, last)
  const columns = intervals.map((name) => ({ name, values: [0, 0, 0] }))
  for (const row of byDay) {
    const values = columns[indexOf(row.day)]?.values
    for (const [at, one] of severitiesDescending.entries()) if (values !== undefined) values[at]! += row[one]
  }
  const dated = byDay.reduce((sum, row) => sum + severities.reduce((own, one) => own + row[one], 0), 0)
  const sums = columns.map(({ values }) => sumOf(values))
  const peak = sums.indexOf(Math.max(...sums))
  return columnsPlot(
    {
      id: 'plot-time',
      title: `Changes a ${unit}`,
      note: `${formatShare(dated, changes, 'changes')}, by the day of the new title (UTC)`,
      description: `From ${first} to ${last}, ${formatCount(intervals.length, unit)}. The most are ${formatNumber(sums[peak] ?? 0)}, ${unit === 'day' ? 'on' : `in the ${unit} from`} ${intervals[peak] ?? ''}.`,
      legend: severitySeries,
      heads: [unit, ...severitiesDescending],
    },
    { series: severitySeries, columns, layout: 'stacked', labels: timeLabels(intervals, unit, indexOf) },
  )
}

function timeLabels(intervals: readonly string[], unit: string, indexOf: (day: string) => number) {
  const [first, last] = [intervals[0], intervals.at(-1)]
  if (first === undefined || last === undefined) return []
  const digits = unit === 'day' ? 10 : unit === 'year' ? 4 : 7
  const times = roundTimes(Date.parse(first), Date.parse(last), 4).map((at) => new Date(at).toISOString())
  const days = first === last ? [first] : times
  const labels = new Map(days.map((day) => [day.slice(0, digits), indexOf(day.slice(0, 10))]))
  const isInside = (position: number) => position > 0.03 && position < 0.95
  return [...labels]
    .filter(([, column]) => intervals.length < 8 || isInside(column / intervals.length))
    .map(([text, column]) => ({ column, text }))
}

/** The time until the first change of an event followed from the beginning; null if no time is known. */
function timeUntilFirstChange({ firstChange, followed }: AuditTotals): Html | null {
  const { rows, known, withinTenHours } = firstChange
  if (known === 0) return null
  const labels = rows.map(({ minutes }, column) => {
    return { column, text: minutes === null ? 'more' : durationLabel(minutes) }
  })
  const columns = rows.map(({ minutes, events }) => {
    return { name: minutes === null ? 'more than that' : `up to ${durationLabel(minutes)}`, values: [events] }
  })
  return columnsPlot(
    {
      id: 'plot-first',
      title: 'Until the first change',
      note: `${formatNumber(known)} of ${formatCount(followed.retitled, 'retitled event')} followed from the beginning; each bar counts the times up to its label and above the label before`,
      description: `${formatShare(withinTenHours, known, 'events')} changed within ten hours.`,
      heads: ['time', 'events'],
    },
    { series: [{ fill: 'first', name: 'events' }], columns, layout: 'stacked', labels },
  )
}

function durationLabel(minutes: number): string {
  return minutes <= 24 * 60 ? `${minutes / 60} h` : `${minutes / (24 * 60)} d`
}

/** The number of changes of each class, by severity; the most frequent class first. */
export function classesBySeverity({ severityByClass, changes }: AuditTotals): Html | null {
  const bars = changeClasses
    .map((name) => ({ name, values: severitiesDescending.map((one) => severityByClass[name]?.[one] ?? 0) }))
    .map((bar) => ({ ...bar, sum: sumOf(bar.values) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
  const [mostFrequent] = bars
  if (mostFrequent === undefined) return null
  return plotFigure({
    id: 'plot-classes',
    title: 'Classes by severity',
    note: `of ${formatCount(changes, 'change')}; one may have several`,
    description: `The most frequent class is ${mostFrequent.name}, of ${formatShare(mostFrequent.sum, changes, 'changes')}.`,
    height: barsHeight(bars.length),
    legend: severitySeries,
    marks: barMarks({ series: severitySeries, bars }),
    table: {
      heads: ['class', 'changes', ...severitiesDescending],
      rows: bars.map(({ name, values, sum }): [string, ...number[]] => [name, sum, ...values]),
    },
  })
}

const maxSeparateCount = 10

/** The number of events with two titles or versions, with three, and so on. */
export function titlesAndVersionsPerEvent({ titlesPerEvent, versionsPerEvent, events }: AuditTotals): Html | null {
  const maxCount = Math.min(maxSeparateCount, Math.max(titlesPerEvent.length, versionsPerEvent.length))
  if (maxCount < 2) return null
  const columns = Array.from({ length: maxCount - 1 }, (_, at) => {
    const isLast = at + 2 === maxSeparateCount
    const value = (counts: readonly number[]) => (isLast ? sumOf(counts.slice(at + 1)) : (counts[at + 1] ?? 0))
    const name = isLast ? `${maxSeparateCount} or more` : String(at + 2)
    return { name, values: [value(titlesPerEvent), value(versionsPerEvent)] }
  })
  const series = [
    { fill: 'first' as const, name: 'titles' },
    { fill: 'second' as const, name: 'versions' },
  ]
  const single = titlesPerEvent[0] ?? 0
  const labels = columns.map(({ name }, column) => ({ column, text: name.replace(' or more', '+') }))
  return columnsPlot(
    {
      id: 'plot-event',
      title: 'Titles and versions of an event',
      note: `of ${formatCount(events, 'event')}; ${formatNumber(single)} have one title, ${formatNumber(versionsPerEvent[0] ?? 0)} one version`,
      description: `${formatShare(events - single, events, 'events')} have two titles or more; the most titles of one event are ${formatNumber(titlesPerEvent.length)}.`,
      legend: series,
      heads: ['number', 'events with that number of titles', 'events with that number of versions'],
    },
    { series, columns, layout: 'beside', labels },
  )
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
