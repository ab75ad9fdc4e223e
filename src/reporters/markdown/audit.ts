import { changesOutsideBulk } from '../../audit/bulk-changes.ts'
import { methodNotes } from '../../audit/method-notes.ts'
import { comparableRates } from '../../audit/published-rates.ts'
import type { Audit, BulkChange, ClassReason, MostChangedEvent, TitleChange } from '../../model/audit.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import {
  bulkNote,
  bulkSizeText,
  figureSentences,
  groupCells,
  groupColumns,
  headlineOf,
  listedGroups,
  minutesText,
  publishedRateText,
  severityCounts,
  undoneAfterText,
} from '../wording/audit-figures.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { diffSide, isRewrite } from '../wording/readable-diff.ts'
import { severitiesDescending, severityText } from '../wording/severity.ts'
import { ByteBudget } from './byte-budget.ts'
import { escapeMarkdown } from './escape.ts'
import { inlineDiff } from './inline-diff.ts'

/** A bot finds its comment by this marker, to replace it. */
const marker = '<!-- variorum-audit -->'
/** GitHub allows a comment of 65,536 characters: this leaves room for the text around the tables. */
const maxTableBytes = 50_000
const maxListBytes = 5000

/** An audit for a pull request or a wiki: the totals, then the changes, the most severe first. With `-v` none is left out. */
export const auditMarkdown: Reporter<Audit> = (audit, options) => {
  const { totals, filter } = audit
  const head = `${marker}\n### ${headlineOf(totals, filter)}\n`
  if (totals.changes === 0) return head
  const budget = new ByteBudget(options.verbose ? Number.POSITIVE_INFINITY : maxTableBytes)
  const parts = audit.groups === null ? severityParts(audit, budget, options) : groupParts(audit, budget)
  return [head, summary(audit, options), ...parts, methodSection(audit)].join('\n')
}

function summary({ totals }: Audit, options: RenderOptions): string {
  const severe = severityCounts(totals.bySeverity).map(({ text }) => text)
  const often = totals.mostChanged.filter(({ changes }) => changes > 1)
  const bulk = totals.bulk.map((one) => bulkItem(one, options))
  return [
    `${severe.join(' · ')}\n\n`,
    tableHead(['figure', 'value']),
    ...figureSentences(totals).map(({ label, text }) => tableRow([label, text])),
    section('Most changed events', often.map(mostChangedItem), 'event'),
    section('Bulk changes', bulk, 'bulk change'),
  ].join('')
}

function section(heading: string, items: readonly string[], noun: string): string {
  return items.length === 0 ? '' : `\n#### ${heading}\n\n${new ByteBudget(maxListBytes).fill(items, noun)}`
}

function severityParts(audit: Audit, budget: ByteBudget, options: RenderOptions): string[] {
  const { totals, filter } = audit
  const changes = options.verbose ? audit.changes : changesOutsideBulk(audit)
  const parts = severitiesDescending.flatMap((severity) => {
    const own = changes.filter((change) => change.severity === severity)
    if (own.length === 0) return []
    const rows = budget.take(own.map((change) => changeRow(change, options)))
    const head = tableHead(['time', 'current for', 'title', 'classes', 'event'])
    const table = rows.length === 0 ? '' : `${head}${rows.join('')}`
    const omitted = own.length - rows.length
    const note = omitted === 0 ? '' : `${table && '\n'}${omittedNote(omitted, rows.length)}\n`
    return [`#### ${severityText(severity)}: ${formatCount(own.length, 'title change')}\n\n${table}${note}`]
  })
  const bulk = bulkNote(audit.changes.length - changes.length, 'above', '`-v`')
  if (bulk !== '') parts.push(`${bulk}\n`)
  if (filter.limit !== undefined) parts.push(...limitNotes(changes.length, totals.changes - audit.changes.length))
  return parts
}

function limitNotes(listed: number, omitted: number): string[] {
  return omitted === 0 ? [] : [`${formatNumber(listed)} listed, ${formatNumber(omitted)} left out by \`--limit\`\n`]
}

function groupParts(audit: Audit, budget: ByteBudget): string[] {
  const groups = listedGroups(audit) ?? []
  const head = tableHead([audit.filter.groupBy ?? 'group', ...groupColumns])
  const rows = groups.map((group) => tableRow([escapeMarkdown(group.key ?? '–'), ...groupCells(group)]))
  return [head + budget.fill(rows, 'group'), ...limitNotes(groups.length, (audit.groups?.length ?? 0) - groups.length)]
}

function omittedNote(omitted: number, shown: number): string {
  const [and, more] = shown === 0 ? ['', ''] : ['and ', ' more']
  return `${and}${formatNumber(omitted)}${more} left out: the report is too long; \`-v\` lists all`
}

function mostChangedItem({ title, day, changes }: MostChangedEvent): string {
  return `- ${formatCount(changes, 'change')}: ${escapeMarkdown(title)}${day === null ? '' : ` (${escapeMarkdown(day)})`}\n`
}

function bulkItem(bulk: BulkChange, { timeZone }: RenderOptions): string {
  const { what, at, origin } = bulk
  const when = at === null ? '' : `, ${formatTime(at, timeZone)}`
  return `- ${bulkSizeText(bulk)}: ${escapeMarkdown(what)}${when}, ${escapeMarkdown(originText(origin))}\n`
}

function methodSection(audit: Audit): string {
  const items = (texts: readonly string[]) => texts.map((text) => `- ${escapeMarkdown(text)}\n`).join('')
  const rates = comparableRates(audit.filter).map((rate) => publishedRateText(rate, audit.totals))
  const published = rates.length === 0 ? '' : `\nPublished rates to compare with:\n\n${items(rates)}`
  return `#### Method\n\n${items(methodNotes(audit))}${published}`
}

function changeRow(change: TitleChange, { timeZone, verbose }: RenderOptions): string {
  const { event, to, minutesStood, silent, bodyChanged, classes, reasons } = change
  const notes = [silent ? 'silent' : 'noted', bodyChanged ? 'text too' : '', undoneAfterText(change)]
  const named = reasons.length === 0 ? classes : reasons.map(classReasonText)
  return tableRow([
    to.at === null ? 'unknown' : formatTime(to.at, timeZone),
    minutesText(minutesStood),
    titleCell(change) + (verbose ? `<br>${escapeMarkdown(to.path)}` : ''),
    [named.join(', '), notes.filter((note) => note !== '').join(', ')].filter((part) => part !== '').join('<br>'),
    escapeMarkdown(event),
  ])
}

/** A rewritten title is printed as two lines, another change as one inline diff. */
function titleCell({ diff }: TitleChange): string {
  if (!isRewrite(diff)) return inlineDiff(diff)
  return `${inlineDiff(diffSide(diff, 'removed'))}<br>${inlineDiff(diffSide(diff, 'added'))}`
}

function classReasonText({ kind, removed, added }: ClassReason): string {
  if (removed.length === 0 && added.length === 0) return kind
  const words = (list: readonly string[]) => list.map(escapeMarkdown).join(', ') || '–'
  return `${kind} (${words(removed)} → ${words(added)})`
}

/** The first two lines of a table. @param names our own words */
function tableHead(names: readonly string[]): string {
  return `${tableRow(names)}|${' --- |'.repeat(names.length)}\n`
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}
