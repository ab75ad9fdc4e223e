import { isFiltered } from '../../audit/filter-conditions.ts'
import type { PublishedRate } from '../../audit/published-rates.ts'
import type {
  Audit,
  AuditFilter,
  AuditGroup,
  AuditTotals,
  BulkChange,
  DurationQuantiles,
  TitleChange,
} from '../../model/audit.ts'
import { compare } from '../../model/compare.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { formatCount, formatNumber, formatPercent, formatShare } from './format-quantity.ts'
import { formatDuration } from './format-time.ts'
import { severitiesDescending, severitySymbols } from './severity.ts'

const minuteMs = 60_000
/** Longer counts are summed up at their end. */
const maxListedCounts = 5

/** One figure of an audit. */
export interface AuditFigure {
  readonly label: string
  /** Null if nothing is known. */
  readonly value: string | null
  /** The parts and the whole of the value. */
  readonly note: string
}

/** An audit in one sentence: `12 title changes on 9 of 40 events (23 %)`. */
export function headlineOf({ events, eventsRetitled, changes, span }: AuditTotals, filter: AuditFilter): string {
  if (changes > 0) return `${formatCount(changes, 'title change')} on ${partOf(eventsRetitled, events, 'event')}`
  const hasFilter = isFiltered(filter)
  if (events === 0 && !hasFilter) return 'The store has no events yet.'
  if (!hasFilter) return `No title changed among ${formatCount(events, 'event')}.`
  const subject = events === 0 ? 'No event' : 'No title change'
  const among = events === 0 ? '' : ` among ${formatCount(events, 'event')}`
  return `${subject} matches the filter${among}${outsideSpanText(span, filter)}.`
}

/** Says how far the recorded titles reach, if the requested time is outside of it. */
function outsideSpanText({ from, until }: AuditTotals['span'], filter: AuditFilter): string {
  if (until !== null && (filter.since ?? 0) > until) return `; the last recorded title is of ${dayOf(until)}`
  if (from !== null && (filter.until ?? Number.POSITIVE_INFINITY) <= from)
    return `; the first recorded title is of ${dayOf(from)}`
  return ''
}

/** The figures of an audit of at least one change, each with the whole that it is a part of. */
export function auditFigures(totals: AuditTotals): AuditFigure[] {
  const { changes, silent, withBody, reverted, followed, noise, titlesPerEvent, versionsPerEvent } = totals
  const share = (label: string, part: number, what: string): AuditFigure => {
    return { label, value: formatPercent(part, changes), note: `${partOf(part, changes, 'change', false)} ${what}` }
  }
  const maxFigure = (noun: string, counts: readonly number[]): AuditFigure => {
    return { label: `most ${noun}s`, value: formatNumber(counts.length), note: perEventText(counts, noun) }
  }
  const returns = `a title returned on ${partOf(totals.eventsReverted, totals.eventsRetitled, 'retitled event')}`
  const repeats = totals.flipFlops === 0 ? '' : `, more than once on ${formatNumber(totals.flipFlops)}`
  const folded =
    noise.folded === 0 ? '' : `; ${formatCount(noise.folded, 'snapshot')} had no editorial change and made no version`
  return [
    {
      label: 'retitled',
      value: followed.events === 0 ? null : formatPercent(followed.retitled, followed.events),
      note: `${partOf(followed.retitled, followed.events, 'event', false)} followed from the beginning`,
    },
    share('silent', silent, 'without a note in the page'),
    share('text too', withBody, 'with a change of the text'),
    share('undone', reverted, `undone later; ${returns}${repeats}`),
    firstChangeFigure(totals),
    numbersFigure(totals),
    maxFigure('title', titlesPerEvent),
    maxFigure('version', versionsPerEvent),
    share('noise', noise.cosmetic, `only in typography or punctuation${folded}`),
  ]
}

/** The known figures as sentences, the number of changes of each class first. */
export function figureSentences(totals: AuditTotals): { readonly label: string; readonly text: string }[] {
  const counts = Object.entries(totals.byClass).toSorted(([a, x], [b, y]) => y - x || compare(a, b))
  const classes = counts.map(([name, count]) => `${name} ${formatNumber(count)}`).join(', ')
  const sentences = auditFigures(totals).flatMap(({ label, value, note }) =>
    value === null ? [] : [{ label, text: `${value}: ${note}` }],
  )
  return classes === '' ? sentences : [{ label: 'classes', text: classes }, ...sentences]
}

function firstChangeFigure({ firstChange, followed }: AuditTotals): AuditFigure {
  const label = 'first change'
  const { known, withinTenHours, withinDay } = firstChange
  if (known === 0) return { label, value: null, note: 'no time is known for events followed from the beginning' }
  const median = `median over ${partOf(known, followed.retitled, 'retitled event')} followed from the beginning`
  const windows = `${formatPercent(withinTenHours, known)} within ten hours, ${formatPercent(withinDay, known)} within a day`
  return { label, value: minutesText(firstChange.median), note: `${median}${quartersText(firstChange)}; ${windows}` }
}

/** The time after which half of the changed numbers were changed again. */
function numbersFigure({ numbers }: AuditTotals): AuditFigure {
  const label = 'number half-life'
  const changes = `${formatCount(numbers.changes, 'change')} of a number`
  if (numbers.changes === 0) return { label, value: null, note: 'no number changed' }
  if (numbers.known === 0) return { label, value: null, note: `no time is known for ${changes}` }
  const note = `median over ${formatNumber(numbers.known)} of ${changes}${quartersText(numbers)}`
  return { label, value: minutesText(numbers.median), note }
}

/** Fewer than four values have no quartiles. */
function quartersText({ known, p25, p75, p90 }: DurationQuantiles): string {
  if (known < 4) return ''
  return `; a quarter ${withinText(p25)}, three quarters ${withinText(p75)}, nine in ten ${withinText(p90)}`
}

/** `30 of 40 events (75 %) with one title, 8 with 2, 2 with 3`; the end of a long list as a sum. */
function perEventText(counts: readonly number[], noun: string): string {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const rest = counts.slice(maxListedCounts).reduce((sum, count) => sum + count, 0)
  const parts = counts.slice(0, maxListedCounts).flatMap((count, index) => {
    if (index === 0) return [`${partOf(count, all, 'event')} with one ${noun}`]
    return count === 0 ? [] : [`${formatNumber(count)} with ${index + 1}`]
  })
  if (rest > 0) parts.push(`${formatNumber(rest)} with more, up to ${formatNumber(counts.length)}`)
  return parts.join(', ')
}

/** A published rate and the rate of this audit, in one sentence. */
export function publishedRateText(rate: PublishedRate, totals: AuditTotals): string {
  const { what, percent, population, source, note } = rate
  const { part, whole, of } = rate.here(totals)
  const remark = note === null ? '' : `, ${note}`
  return `${what}: ${percent} % of ${population} (${source}${remark}); here ${formatShare(part, whole, of)}`
}

/** The groups that the filter's limit allows; null for an audit without groups. */
export function listedGroups({ groups, filter }: Pick<Audit, 'groups' | 'filter'>): readonly AuditGroup[] | null {
  return groups?.slice(0, filter.limit) ?? null
}

/** Headings of the columns of a group after its name. */
export const groupColumns = [
  'changes',
  'events',
  'silent',
  ...severitiesDescending.map((severity) => severitySymbols[severity]),
  'median time',
] as const

/** A group's cells under `groupColumns`. The events are `2 of 40 (5 %)`, or a number alone. */
export function groupCells({ changes, events, of, silent, bySeverity, medianMinutesStood }: AuditGroup): string[] {
  return [
    formatNumber(changes),
    of === null ? formatNumber(events) : formatShare(events, of),
    formatNumber(silent),
    ...severitiesDescending.map((severity) => formatNumber(bySeverity[severity])),
    minutesText(medianMinutesStood),
  ]
}

/** `4 changes on 3 events`. */
export function bulkSizeText({ changes, events }: BulkChange): string {
  return `${formatCount(changes, 'change')} on ${formatCount(events, 'event')}`
}

/** The note below a list that leaves out bulk changes; '' if it leaves out none. @param where `above` or `below` */
export function bulkNote(omitted: number, where: string, flag: string): string {
  if (omitted === 0) return ''
  const [are, them] = omitted === 1 ? ['is', 'it'] : ['are', 'them']
  return `${formatCount(omitted, 'bulk change')} ${are} summed up ${where}; ${flag} lists ${them} too`
}

/** `● 12 factual`, for each severity, the highest first. */
export function severityCounts(counts: AuditTotals['bySeverity']) {
  return severitiesDescending.map((severity) => {
    return { severity, text: `${severitySymbols[severity]} ${formatNumber(counts[severity])} ${severity}` }
  })
}

/** A length of time: `7 h 12 min`, `under 1 min`, or a dash for null. */
export function minutesText(minutes: number | null): string {
  if (minutes === null) return '–'
  return minutes === 0 ? 'under 1 min' : formatDuration(minutes * minuteMs)
}

/** `within 7 h 12 min`, `within a minute`. */
function withinText(minutes: number | null): string {
  return minutes === 0 ? 'within a minute' : `within ${minutesText(minutes)}`
}

/** `after 7 h 12 min`, `within a minute`. */
export function afterText(minutes: number): string {
  return minutes === 0 ? withinText(minutes) : `after ${minutesText(minutes)}`
}

/** When a later version restored the former title; '' if none did. */
export function undoneAfterText({ reverted }: TitleChange): string {
  if (reverted === null) return ''
  return reverted.minutes === null ? 'undone later' : `undone ${afterText(reverted.minutes)}`
}

/** The day of an instant, in UTC. */
function dayOf(at: Instant): string {
  return toRfc3339(at).slice(0, 10)
}

/** `9 of 40 events (23 %)`. */
function partOf(part: number, whole: number, noun: string, hasPercent = true): string {
  const percent = hasPercent && whole > 0 ? ` (${formatPercent(part, whole)})` : ''
  return `${formatNumber(part)} of ${formatCount(whole, noun)}${percent}`
}
