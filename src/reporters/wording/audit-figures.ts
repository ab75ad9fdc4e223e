import { isFiltered } from '../../audit/filter-conditions.ts'
import type { PublishedRate } from '../../audit/published-rates.ts'
import type { Audit, AuditFilter, AuditGroup, AuditTotals, DurationQuantiles, TitleChange } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { formatCount, formatNumber } from './format-quantity.ts'
import { formatPercent, formatShare } from './format-share.ts'
import { formatDuration } from './format-time.ts'
import { severitySymbols } from './severity-symbols.ts'

const msPerMinute = 60_000
/** Events with more titles than this are told in a sum. */
const maxListedCounts = 5

/** One figure of an audit in our own words, with what it is a part of. */
export interface AuditFigure {
  readonly label: string
  readonly text: string
}

/** What an audit comes to, in a sentence: `12 title changes on 9 of 40 events (23 %)`. */
export function headlineOf({ events, eventsRetitled, changes, span }: AuditTotals, filter: AuditFilter): string {
  if (changes > 0) return `${formatCount(changes, 'title change')} on ${partOfWhole(eventsRetitled, events, 'event')}`
  if (events === 0) {
    return isFiltered(filter)
      ? `No event is of the kind asked for${outsideSpanText(span, filter)}.`
      : 'The record holds no event yet.'
  }
  if (isFiltered(filter)) {
    return `No title change is of the kind asked for, among ${formatCount(events, 'event')}${outsideSpanText(span, filter)}.`
  }
  return `No title changed among ${formatCount(events, 'event')}.`
}

/** Where the record has nothing of the time asked for, whatever else was asked: how far it goes. */
function outsideSpanText({ from, until }: AuditTotals['span'], filter: AuditFilter): string {
  if (until !== null && (filter.since ?? 0) > until) return `; the last title of the record is of ${dayOf(until)}`
  if (from !== null && (filter.until ?? Number.POSITIVE_INFINITY) <= from)
    return `; the first title of the record is of ${dayOf(from)}`
  return ''
}

/** What an audit comes to: each figure with what it is a part of; those of which nothing is known are left out. */
export function figuresOf(totals: AuditTotals): AuditFigure[] {
  const { changes, silent, withBody, noise } = totals
  if (changes === 0) return []
  const figures: AuditFigure[] = [
    { label: 'classes', text: classesText(totals) },
    { label: 'silent', text: `${partOfWhole(silent, changes, 'change')}: nothing in the page says so` },
    {
      label: 'with the text',
      text: `${partOfWhole(withBody, changes, 'change')} came with a change of the text below`,
    },
    { label: 'undone', text: undoneTotalsText(totals) },
    { label: 'followed', text: followedText(totals) },
    { label: 'first change', text: firstChangeText(totals) },
    { label: 'numbers', text: numbersText(totals) },
    { label: 'titles', text: perEventText(totals.titlesPerEvent, 'title') },
    { label: 'versions', text: perEventText(totals.versionsPerEvent, 'version') },
    {
      label: 'noise',
      text:
        `${partOfWhole(noise.cosmetic, changes, 'change')} in typography and punctuation alone` +
        (noise.folded === 0
          ? ''
          : `; ${formatCount(noise.folded, 'snapshot')} in which nothing editorial changed, folded away`),
    },
  ]
  return figures.filter(({ text }) => text !== '')
}

/** A published rate, and the same of this audit, in a sentence. */
export function publishedRateText(
  { what, percent: rate, population, source, note, here }: PublishedRate,
  totals: AuditTotals,
): string {
  const { part, whole, of } = here(totals)
  const remark = note === null ? '' : `, ${note}`
  return `${what}: ${rate} % of ${population} (${source}${remark}); here ${formatShare(part, whole, of)}`
}

/** The groups that stand in the place of the list of changes, as many as are asked for; null where there are none. */
export function listedGroups({ groups, filter }: Pick<Audit, 'groups' | 'filter'>): readonly AuditGroup[] | null {
  return groups?.slice(0, filter.limit) ?? null
}

/** The retitled events of a group, and of how many: `2 of 40 (5 %)`; alone where there is no such number. */
export function groupEventsText({ events, of }: AuditGroup): string {
  return of === null ? formatNumber(events) : formatShare(events, of)
}

/** `● 12 factual`, gravest first. */
export function severityCounts(counts: AuditTotals['bySeverity']) {
  return severities.toReversed().map((severity) => {
    return { severity, text: `${severitySymbols[severity]} ${formatNumber(counts[severity])} ${severity}` }
  })
}

/** How long a former title stood: `7 h 12 min`, `under 1 min`, or a dash. */
export function stoodText(minutes: number | null): string {
  if (minutes === null) return '–'
  return minutes === 0 ? 'under 1 min' : formatDuration(minutes * msPerMinute)
}

/** `within 7 h 12 min`, `within a minute`. */
export function withinText(minutes: number | null): string {
  return minutes === 0 ? 'within a minute' : `within ${stoodText(minutes)}`
}

/** How soon something came about: `after 7 h 12 min`, `within a minute`. */
export function afterText(minutes: number): string {
  return minutes === 0 ? withinText(minutes) : `after ${stoodText(minutes)}`
}

/** When and by which version a former title came back. */
export function undoneAfterText({ reverted }: TitleChange): string {
  if (reverted === null) return ''
  return reverted.minutes === null ? 'undone later' : `undone ${afterText(reverted.minutes)}`
}

/** A moment's day, in UTC. */
function dayOf(at: Instant): string {
  return toRfc3339(at).slice(0, 10)
}

/** A part of a whole: `9 of 40 events (23 %)`. */
function partOfWhole(part: number, whole: number, noun: string): string {
  return `${formatNumber(part)} of ${formatCount(whole, noun)}${whole === 0 ? '' : ` (${formatPercent(part, whole)})`}`
}

/** The verb of a part of a whole, either of which may be one. */
function wasOrWere(part: number, whole: number): string {
  return part === 1 || whole === 1 ? 'was' : 'were'
}

function classesText({ byClass }: AuditTotals): string {
  const rows = Object.entries(byClass).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return rows.map(([name, number]) => `${name} ${formatNumber(number)}`).join(', ')
}

function undoneTotalsText({ reverted, changes, eventsReverted, eventsRetitled, flipFlops }: AuditTotals): string {
  const events = `a title returned on ${partOfWhole(eventsReverted, eventsRetitled, 'retitled event')}`
  const often = flipFlops === 0 ? '' : `, more than once on ${formatNumber(flipFlops)}`
  return `${partOfWhole(reverted, changes, 'change')} ${wasOrWere(reverted, changes)} undone later; ${events}${often}`
}

function followedText({ followed }: AuditTotals): string {
  if (followed.events === 0) return ''
  const { retitled, events } = followed
  return `${formatNumber(retitled)} of ${formatCount(events, 'event')} followed from the beginning ${wasOrWere(retitled, events)} retitled (${formatPercent(retitled, events)})`
}

function firstChangeText({ firstChange, followed }: AuditTotals): string {
  const { known, withinTenHours, withinDay } = firstChange
  if (known === 0) return ''
  const windows = `${formatPercent(withinTenHours, known)} within ten hours, ${formatPercent(withinDay, known)} within a day`
  return `half ${quartersText(firstChange)}; ${windows}; over ${partOfWhole(known, followed.retitled, 'retitled event')} followed from the beginning`
}

function numbersText({ numbers }: AuditTotals): string {
  if (numbers.changes === 0) return ''
  const changes = formatCount(numbers.changes, 'change')
  if (numbers.known === 0) return `${changes} of a number`
  return `half gave way ${quartersText(numbers)}; over ${formatNumber(numbers.known)} of ${changes} of a number`
}

/** Of few there are no quarters. */
function quartersText({ known, p25, median, p75, p90 }: DurationQuantiles): string {
  if (known < 4) return withinText(median)
  const others = `a quarter ${withinText(p25)}, three quarters ${withinText(p75)}`
  return `${withinText(median)} (${others}, nine in ten ${withinText(p90)})`
}

/** `30 events with one title, 8 with 2, 2 with 3`; the long end in a sum. */
function perEventText(counts: readonly number[], noun: string): string {
  const all = counts.reduce((sum, number) => sum + number, 0)
  if (all === 0) return ''
  const rest = counts.slice(maxListedCounts).reduce((sum, number) => sum + number, 0)
  const parts = counts
    .slice(0, maxListedCounts)
    .map((number, index) => ({ number, titles: index + 1 }))
    .filter(({ number, titles }) => number > 0 || titles === 1)
    .map(({ number, titles }) =>
      titles === 1 ? `${partOfWhole(number, all, 'event')} with one ${noun}` : `${formatNumber(number)} with ${titles}`,
    )
  if (rest > 0) parts.push(`${formatNumber(rest)} with more, up to ${formatNumber(counts.length)}`)
  return parts.join(', ')
}
