import { changesOutsideBulk } from '../../audit/bulk-changes.ts'
import { methodNotes } from '../../audit/method-notes.ts'
import { comparableRates } from '../../audit/published-rates.ts'
import type { Audit, BulkChange, MostChangedEvent } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { figuresOf, headlineOf, listedGroups, publishedRateText, severityCounts } from '../wording/audit-figures.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'
import { changeColumns, changeRow, groupTableMarkdown, tableHead } from './audit-tables.ts'
import { ByteBudget } from './byte-budget.ts'
import { escapeMarkdown } from './escape.ts'

/** By this a comment is found again, to be replaced. */
const marker = '<!-- variorum-audit -->'
/** A comment may be of 65,536 characters; what is around the tables is in what is left. */
const maxBytes = 50_000
/** Of a list beside them. */
const maxListBytes = 5000

/** Title changes for a pull request or a wiki: what they come to, and then each, gravest first, as many as fit; all with -v. */
export const auditMarkdown: Reporter<Audit> = (audit, options) => {
  const { totals, filter } = audit
  const head = `${marker}\n### ${headlineOf(totals, filter)}\n`
  if (totals.changes === 0) return head
  const budget = new ByteBudget(options.verbose ? Number.POSITIVE_INFINITY : maxBytes)
  const parts = audit.groups === null ? severityParts(audit, budget, options) : groupParts(audit, budget)
  return [head, summary(audit, options), ...parts, methodSection(audit)].join('\n')
}

function summary({ totals }: Audit, options: RenderOptions): string {
  const severe = severityCounts(totals.bySeverity).map(({ text }) => text)
  const rows = figuresOf(totals).map(({ label, text }) => `| ${label} | ${text} |\n`)
  const often = totals.mostChanged.filter(({ changes }) => changes > 1)
  const bulk = totals.bulk.map((one) => bulkItem(one, options))
  return [
    `${severe.join(' · ')}\n`,
    `\n${tableHead(['figure', 'value'])}${rows.join('')}`,
    section('Changed most often', often.map(mostChangedItem), 'event'),
    section('Made at once', bulk, 'such change'),
  ].join('')
}

function section(heading: string, items: readonly string[], one: string): string {
  return items.length === 0 ? '' : `\n#### ${heading}\n\n${new ByteBudget(maxListBytes).fill(items, one)}`
}

function severityParts(audit: Audit, budget: ByteBudget, options: RenderOptions): string[] {
  const { totals, filter } = audit
  const changes = options.verbose ? audit.changes : changesOutsideBulk(audit)
  const parts = severities.toReversed().flatMap((severity) => {
    const ofSeverity = changes.filter((change) => change.severity === severity)
    if (ofSeverity.length === 0) return []
    const rows = budget.take(ofSeverity.map((change) => changeRow(change, options)))
    const listed = rows.length === 0 ? '' : `${tableHead(changeColumns)}${rows.join('')}`
    const omitted = ofSeverity.length - rows.length
    const note = omitted === 0 ? '' : `${rows.length === 0 ? '' : '\n'}${omittedNote(omitted, rows.length)}\n`
    return [
      `#### ${severitySymbols[severity]} ${severity}: ${formatCount(ofSeverity.length, 'title change')}\n\n${listed}${note}`,
    ]
  })
  const inBulk = audit.changes.length - changes.length
  if (inBulk > 0) parts.push(bulkNote(inBulk))
  if (filter.limit !== undefined) parts.push(...limitNotes(changes.length, totals.changes - audit.changes.length))
  return parts
}

/** Changes that are told as one each, as `Made at once`. */
function bulkNote(inBulk: number): string {
  const [are, them] = inBulk === 1 ? ['is', 'it'] : ['are', 'them']
  return `${formatCount(inBulk, 'change')} made at once ${are} told above; \`-v\` lists ${them} too\n`
}

function limitNotes(listed: number, omitted: number): string[] {
  return omitted === 0 ? [] : [`${formatNumber(listed)} listed, ${formatNumber(omitted)} left out by \`--limit\`\n`]
}

function groupParts(audit: Audit, budget: ByteBudget): string[] {
  const groups = listedGroups(audit) ?? []
  const table = groupTableMarkdown(groups, audit.filter.groupBy, budget)
  return [table, ...limitNotes(groups.length, (audit.groups?.length ?? 0) - groups.length)]
}

function omittedNote(omitted: number, shown: number): string {
  return `${shown === 0 ? '' : 'and '}${formatNumber(omitted)}${shown === 0 ? '' : ' more'}, too many for this place; \`-v\` lists all`
}

function mostChangedItem({ title, day, changes }: MostChangedEvent): string {
  return `- ${formatCount(changes, 'change')}: ${escapeMarkdown(title)}${day === null ? '' : ` (${escapeMarkdown(day)})`}\n`
}

/** Changes that a script made are one finding. */
function bulkItem({ what, at, origin, changes, events }: BulkChange, { timeZone }: RenderOptions): string {
  const when = at === null ? '' : `, ${formatTime(at, timeZone)}`
  return `- ${formatCount(changes, 'change')} on ${formatCount(events, 'event')}: ${escapeMarkdown(what)}${when}, ${escapeMarkdown(originText(origin))}\n`
}

function methodSection(audit: Audit): string {
  const items = (texts: readonly string[]) => texts.map((text) => `- ${escapeMarkdown(text)}\n`).join('')
  const rates = comparableRates(audit.filter).map((rate) => publishedRateText(rate, audit.totals))
  const published = rates.length === 0 ? '' : `\nPublished rates to compare with:\n\n${items(rates)}`
  return `#### Method\n\n${items(methodNotes(audit))}${published}`
}
