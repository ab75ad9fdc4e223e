import { isNarrowed } from '../../audit/conditions.ts'
import type { PublishedRate } from '../../audit/published.ts'
import type { Audit, AuditFilter, AuditGroup, AuditTotals, Quartiles, TitleChange } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { duration } from './moment.ts'
import { count, figure } from './quantity.ts'
import { symbols } from './severity-symbols.ts'
import { percent, shareOf } from './share.ts'

const minute = 60_000
/** Events with more titles than this are told in a sum. */
const told = 5

/** One figure of an audit in our own words, with what it is a part of. */
export interface Figure {
  readonly label: string
  readonly text: string
}

/** What an audit comes to, in a sentence: `12 title changes on 9 of 40 events (23 %)`. */
export function headlineOf({ events, eventsRetitled, changes, span }: AuditTotals, filter: AuditFilter): string {
  if (changes > 0) return `${count(changes, 'title change')} on ${part(eventsRetitled, events, 'event')}`
  if (events === 0) {
    return isNarrowed(filter)
      ? `No event is of the kind asked for${outside(span, filter)}.`
      : 'The record holds no event yet.'
  }
  if (isNarrowed(filter)) {
    return `No title change is of the kind asked for, among ${count(events, 'event')}${outside(span, filter)}.`
  }
  return `No title changed among ${count(events, 'event')}.`
}

/** Where the record has nothing of the time asked for, whatever else was asked: how far it goes. */
function outside({ from, until }: AuditTotals['span'], filter: AuditFilter): string {
  if (until !== null && (filter.since ?? 0) > until) return `; the last title of the record is of ${dayOf(until)}`
  if (from !== null && (filter.until ?? Number.POSITIVE_INFINITY) <= from)
    return `; the first title of the record is of ${dayOf(from)}`
  return ''
}

/** What an audit comes to: each figure with what it is a part of; those of which nothing is known are left out. */
export function figuresOf(totals: AuditTotals): Figure[] {
  const { changes, silent, withBody, noise } = totals
  if (changes === 0) return []
  const figures: Figure[] = [
    { label: 'classes', text: classesText(totals) },
    { label: 'silent', text: `${part(silent, changes, 'change')}: nothing in the page says so` },
    { label: 'with the text', text: `${part(withBody, changes, 'change')} came with a change of the text below` },
    { label: 'undone', text: undoneText(totals) },
    { label: 'followed', text: followedText(totals) },
    { label: 'first change', text: firstChangeText(totals) },
    { label: 'numbers', text: numbersText(totals) },
    { label: 'titles', text: perEventText(totals.titlesPerEvent, 'title') },
    { label: 'versions', text: perEventText(totals.versionsPerEvent, 'version') },
    {
      label: 'noise',
      text:
        `${part(noise.cosmetic, changes, 'change')} in typography and punctuation alone` +
        (noise.folded === 0
          ? ''
          : `; ${count(noise.folded, 'snapshot')} in which nothing editorial changed, folded away`),
    },
  ]
  return figures.filter(({ text }) => text !== '')
}

/** A published rate, and the same of this audit, in a sentence. */
export function publishedText(
  { what, percent: rate, population, source, note, here }: PublishedRate,
  totals: AuditTotals,
): string {
  const { part, whole, of } = here(totals)
  const remark = note === null ? '' : `, ${note}`
  return `${what}: ${rate} % of ${population} (${source}${remark}); here ${shareOf(part, whole, of)}`
}

/** The groups that stand in the place of the list of changes, as many as are asked for; null where there are none. */
export function listedGroups({ groups, filter }: Pick<Audit, 'groups' | 'filter'>): readonly AuditGroup[] | null {
  return groups?.slice(0, filter.limit) ?? null
}

/** The retitled events of a group, and of how many: `2 of 40 (5 %)`; alone where there is no such number. */
export function groupEvents({ events, of }: AuditGroup): string {
  return of === null ? figure(events) : shareOf(events, of)
}

/** `● 12 factual`, gravest first. */
export function severityCounts(counts: AuditTotals['bySeverity']) {
  return severities.toReversed().map((severity) => {
    return { severity, text: `${symbols[severity]} ${figure(counts[severity])} ${severity}` }
  })
}

/** How long a former title stood: `7 h 12 min`, `under 1 min`, or a dash. */
export function stoodText(minutes: number | null): string {
  if (minutes === null) return '–'
  return minutes === 0 ? 'under 1 min' : duration(minutes * minute)
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
export function undoneAfter({ reverted }: TitleChange): string {
  if (reverted === null) return ''
  return reverted.minutes === null ? 'undone later' : `undone ${afterText(reverted.minutes)}`
}

/** A moment's day, in UTC. */
function dayOf(at: Instant): string {
  return toRfc3339(at).slice(0, 10)
}

/** A part of a whole: `9 of 40 events (23 %)`. */
function part(some: number, all: number, one: string): string {
  return `${figure(some)} of ${count(all, one)}${all === 0 ? '' : ` (${percent(some, all)})`}`
}

/** The verb of a part of a whole, either of which may be one. */
function was(some: number, all: number): string {
  return some === 1 || all === 1 ? 'was' : 'were'
}

function classesText({ byClass }: AuditTotals): string {
  const rows = Object.entries(byClass).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return rows.map(([name, number]) => `${name} ${figure(number)}`).join(', ')
}

function undoneText({ reverted, changes, eventsReverted, eventsRetitled, flipFlops }: AuditTotals): string {
  const events = `a title returned on ${part(eventsReverted, eventsRetitled, 'retitled event')}`
  const often = flipFlops === 0 ? '' : `, more than once on ${figure(flipFlops)}`
  return `${part(reverted, changes, 'change')} ${was(reverted, changes)} undone later; ${events}${often}`
}

function followedText({ followed }: AuditTotals): string {
  if (followed.events === 0) return ''
  const { retitled, events } = followed
  return `${figure(retitled)} of ${count(events, 'event')} followed from the beginning ${was(retitled, events)} retitled (${percent(retitled, events)})`
}

function firstChangeText({ firstChange, followed }: AuditTotals): string {
  const { known, withinTenHours, withinDay } = firstChange
  if (known === 0) return ''
  const windows = `${percent(withinTenHours, known)} within ten hours, ${percent(withinDay, known)} within a day`
  return `half ${quartersText(firstChange)}; ${windows}; over ${part(known, followed.retitled, 'retitled event')} followed from the beginning`
}

function numbersText({ numbers }: AuditTotals): string {
  if (numbers.changes === 0) return ''
  const changes = count(numbers.changes, 'change')
  if (numbers.known === 0) return `${changes} of a number`
  return `half gave way ${quartersText(numbers)}; over ${figure(numbers.known)} of ${changes} of a number`
}

/** Of few there are no quarters. */
function quartersText({ known, p25, median, p75, p90 }: Quartiles): string {
  if (known < 4) return withinText(median)
  const others = `a quarter ${withinText(p25)}, three quarters ${withinText(p75)}`
  return `${withinText(median)} (${others}, nine in ten ${withinText(p90)})`
}

/** `30 events with one title, 8 with 2, 2 with 3`; the long end in a sum. */
function perEventText(counts: readonly number[], one: string): string {
  const all = counts.reduce((sum, number) => sum + number, 0)
  if (all === 0) return ''
  const rest = counts.slice(told).reduce((sum, number) => sum + number, 0)
  const parts = counts
    .slice(0, told)
    .map((number, index) => ({ number, titles: index + 1 }))
    .filter(({ number, titles }) => number > 0 || titles === 1)
    .map(({ number, titles }) =>
      titles === 1 ? `${part(number, all, 'event')} with one ${one}` : `${figure(number)} with ${titles}`,
    )
  if (rest > 0) parts.push(`${figure(rest)} with more, up to ${figure(counts.length)}`)
  return parts.join(', ')
}
