import type { AuditTotals } from '../../../model/audit.ts'
import { changeClasses, severities } from '../../../model/change.ts'
import { count, figure } from '../../wording/quantity.ts'
import { symbols } from '../../wording/severity-symbols.ts'
import { shareOf } from '../../wording/share.ts'
import type { Html } from '../escape.ts'
import { barMarks, barsHeight } from './bars-plot.ts'
import { calendarOf } from './calendar.ts'
import { columnMarks, columnsHeight } from './columns-plot.ts'
import { plot } from './plot.ts'
import { roundMoments } from './scales.ts'

const gravestFirst = severities.toReversed()
const bySeverity = gravestFirst.map((fill) => ({ fill, name: `${symbols[fill]} ${fill}` }))

/** How many titles changed over time, by severity; null where no time is known. */
export function changesOverTime({ byDay, changes }: AuditTotals): Html | null {
  const [first, last] = [byDay[0]?.day, byDay.at(-1)?.day]
  if (first === undefined || last === undefined) return null
  const { unit, stretches, indexOf } = calendarOf(first, last)
  const columns = stretches.map((name) => ({ name, values: [0, 0, 0] }))
  for (const row of byDay) {
    const values = columns[indexOf(row.day)]?.values
    for (const [at, one] of gravestFirst.entries()) if (values !== undefined) values[at]! += row[one]
  }
  const dated = byDay.reduce((sum, row) => sum + severities.reduce((own, one) => own + row[one], 0), 0)
  const sums = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const most = sums.indexOf(Math.max(...sums))
  return plot({
    id: 'plot-time',
    title: `Changes a ${unit}`,
    note: `${shareOf(dated, changes, 'changes')}, by the day of the new title (UTC)`,
    description: `From ${first} to ${last}, ${count(stretches.length, unit)}. The most are ${figure(sums[most] ?? 0)}, ${unit === 'day' ? 'on' : `in the ${unit} from`} ${stretches[most] ?? ''}.`,
    height: columnsHeight,
    hasScale: true,
    legend: bySeverity,
    marks: columnMarks({
      series: bySeverity,
      columns,
      layout: 'stacked',
      labels: timeLabels(stretches, unit, indexOf),
    }),
    table: {
      heads: [unit, ...gravestFirst],
      rows: columns.map(({ name, values }): [string, ...number[]] => [name, ...values]),
    },
  })
}

function timeLabels(stretches: readonly string[], unit: string, indexOf: (day: string) => number) {
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (first === undefined || last === undefined) return []
  const digits = unit === 'day' ? 10 : unit === 'year' ? 4 : 7
  const days =
    first === last
      ? [first]
      : roundMoments(Date.parse(first), Date.parse(last), 4).map((at) => new Date(at).toISOString())
  const labels = new Map(days.map((day) => [day.slice(0, digits), indexOf(day.slice(0, 10))]))
  const inside = [...labels].filter(
    ([, column]) => stretches.length < 8 || (column / stretches.length > 0.03 && column / stretches.length < 0.95),
  )
  return inside.map(([text, column]) => ({ column, text }))
}

/** How long the first title of an event stood, over the events followed from the beginning; null where none is known. */
export function untilFirstChange({ firstChange, followed }: AuditTotals): Html | null {
  const { rows, known, withinTenHours } = firstChange
  if (known === 0) return null
  const named = rows.map(({ minutes, events }) => ({ name: minutes === null ? 'more' : lengthOf(minutes), events }))
  const columns = named.map(({ name, events }) => {
    return { name: name === 'more' ? 'more than that' : `up to ${name}`, values: [events] }
  })
  return plot({
    id: 'plot-first',
    title: 'Until the first change',
    note: `${figure(known)} of ${count(followed.retitled, 'retitled event')} followed from the beginning; each bar is up to so long, and longer than the bar before`,
    description: `${shareOf(withinTenHours, known, 'events')} changed within ten hours.`,
    height: columnsHeight,
    hasScale: true,
    marks: columnMarks({
      series: [{ fill: 'first', name: 'events' }],
      columns,
      layout: 'stacked',
      labels: named.map(({ name: text }, column) => ({ column, text })),
    }),
    table: {
      heads: ['time', 'events'],
      rows: columns.map(({ name, values: [value = 0] }): [string, number] => [name, value]),
    },
  })
}

function lengthOf(minutes: number): string {
  return minutes <= 24 * 60 ? `${minutes / 60} h` : `${minutes / (24 * 60)} d`
}

/** How many changes have each class, and how grave it is in them; the most frequent first. */
export function classesBySeverity({ severityByClass, changes }: AuditTotals): Html | null {
  const bars = changeClasses
    .map((name) => ({ name, values: gravestFirst.map((one) => severityByClass[name]?.[one] ?? 0) }))
    .map((bar) => ({ ...bar, sum: bar.values.reduce((sum, value) => sum + value, 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
  const [most] = bars
  if (most === undefined) return null
  return plot({
    id: 'plot-classes',
    title: 'Classes by severity',
    note: `of ${count(changes, 'change')}; one may have several`,
    description: `The most frequent class is ${most.name}, of ${shareOf(most.sum, changes, 'changes')}.`,
    height: barsHeight(bars.length),
    legend: bySeverity,
    marks: barMarks({ series: bySeverity, bars }),
    table: {
      heads: ['class', 'changes', ...gravestFirst],
      rows: bars.map(({ name, values, sum }): [string, ...number[]] => [name, sum, ...values]),
    },
  })
}

const tail = 10

/** How many events have two titles and versions, three, and so on. */
export function perEvent({ titlesPerEvent, versionsPerEvent, events }: AuditTotals): Html | null {
  const most = Math.min(tail, Math.max(titlesPerEvent.length, versionsPerEvent.length))
  if (most < 2) return null
  const columns = Array.from({ length: most - 1 }, (_, at) => {
    const number = at + 2
    const last = number === tail
    const value = (counts: readonly number[]) =>
      last ? counts.slice(number - 1).reduce((sum, own) => sum + own, 0) : (counts[number - 1] ?? 0)
    return { name: last ? `${tail} or more` : String(number), values: [value(titlesPerEvent), value(versionsPerEvent)] }
  })
  const series = [
    { fill: 'first' as const, name: 'titles' },
    { fill: 'second' as const, name: 'versions' },
  ]
  const single = titlesPerEvent[0] ?? 0
  return plot({
    id: 'plot-event',
    title: 'Titles and versions of an event',
    note: `of ${count(events, 'event')}; ${figure(single)} have one title, ${figure(versionsPerEvent[0] ?? 0)} one version`,
    description: `${shareOf(events - single, events, 'events')} have two titles or more; the most titles of one event are ${figure(titlesPerEvent.length)}.`,
    height: columnsHeight,
    hasScale: true,
    legend: series,
    marks: columnMarks({
      series,
      columns,
      layout: 'beside',
      labels: columns.map(({ name }, column) => ({ column, text: name.replace(' or more', '+') })),
    }),
    table: {
      heads: ['number', 'events with so many titles', 'events with so many versions'],
      rows: columns.map(({ name, values: [titles = 0, versions = 0] }): [string, number, number] => [
        name,
        titles,
        versions,
      ]),
    },
  })
}
