import { madeSingly } from '../../audit/bulk.ts'
import { methodOf } from '../../audit/method.ts'
import { comparableRates } from '../../audit/published.ts'
import type { Audit, BulkChange, MostChanged } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { Look, Reporter } from '../look.ts'
import { figuresOf, headlineOf, listedGroups, publishedText, severityCounts } from '../wording/audit-figures.ts'
import { moment } from '../wording/moment.ts'
import { originText } from '../wording/origin.ts'
import { count, figure } from '../wording/quantity.ts'
import { symbols } from '../wording/severity-symbols.ts'
import { changeColumns, changeRow, groupTable, tableHead } from './audit-tables.ts'
import { asText } from './escape.ts'
import { Room } from './room.ts'

/** By this a comment is found again, to be replaced. */
const marker = '<!-- variorum-audit -->'
/** A comment may be of 65,536 characters; what is around the tables is in what is left. */
const mostBytes = 50_000
/** Of a list beside them. */
const fewBytes = 5000

/** Title changes for a pull request or a wiki: what they come to, and then each, gravest first, as many as fit; all with -v. */
export const auditMarkdown: Reporter<Audit> = (audit, look) => {
  const { totals, filter } = audit
  const head = `${marker}\n### ${headlineOf(totals, filter)}\n`
  if (totals.changes === 0) return head
  const room = new Room(look.verbose ? Number.POSITIVE_INFINITY : mostBytes)
  const parts = audit.groups === null ? severityParts(audit, room, look) : groupParts(audit, room)
  return [head, summary(audit, look), ...parts, method(audit)].join('\n')
}

function summary({ totals }: Audit, look: Look): string {
  const severe = severityCounts(totals.bySeverity).map(({ text }) => text)
  const rows = figuresOf(totals).map(({ label, text }) => `| ${label} | ${text} |\n`)
  const often = totals.mostChanged.filter(({ changes }) => changes > 1)
  const bulk = totals.bulk.map((one) => bulkItem(one, look))
  return [
    `${severe.join(' · ')}\n`,
    `\n${tableHead(['figure', 'value'])}${rows.join('')}`,
    section('Changed most often', often.map(mostItem), 'event'),
    section('Made at once', bulk, 'such change'),
  ].join('')
}

function section(heading: string, items: readonly string[], one: string): string {
  return items.length === 0 ? '' : `\n#### ${heading}\n\n${new Room(fewBytes).fill(items, one)}`
}

function severityParts(audit: Audit, room: Room, look: Look): string[] {
  const { totals, filter } = audit
  const changes = look.verbose ? audit.changes : madeSingly(audit)
  const parts = severities.toReversed().flatMap((severity) => {
    const own = changes.filter((change) => change.severity === severity)
    if (own.length === 0) return []
    const rows = room.take(own.map((change) => changeRow(change, look)))
    const listed = rows.length === 0 ? '' : `${tableHead(changeColumns)}${rows.join('')}`
    const left = own.length - rows.length
    const note = left === 0 ? '' : `${rows.length === 0 ? '' : '\n'}${leftOut(left, rows.length)}\n`
    return [`#### ${symbols[severity]} ${severity}: ${count(own.length, 'title change')}\n\n${listed}${note}`]
  })
  const inBulk = audit.changes.length - changes.length
  if (inBulk > 0) parts.push(setApart(inBulk))
  if (filter.limit !== undefined) parts.push(...limited(changes.length, totals.changes - audit.changes.length))
  return parts
}

/** Changes that are told as one each, as `Made at once`. */
function setApart(inBulk: number): string {
  const [are, them] = inBulk === 1 ? ['is', 'it'] : ['are', 'them']
  return `${count(inBulk, 'change')} made at once ${are} told above; \`-v\` lists ${them} too\n`
}

function limited(listed: number, left: number): string[] {
  return left === 0 ? [] : [`${figure(listed)} listed, ${figure(left)} left out by \`--limit\`\n`]
}

function groupParts(audit: Audit, room: Room): string[] {
  const groups = listedGroups(audit) ?? []
  const table = groupTable(groups, audit.filter.groupBy, room)
  return [table, ...limited(groups.length, (audit.groups?.length ?? 0) - groups.length)]
}

function leftOut(left: number, shown: number): string {
  return `${shown === 0 ? '' : 'and '}${figure(left)}${shown === 0 ? '' : ' more'}, too many for this place; \`-v\` lists all`
}

function mostItem({ title, day, changes }: MostChanged): string {
  return `- ${count(changes, 'change')}: ${asText(title)}${day === null ? '' : ` (${asText(day)})`}\n`
}

/** Changes that a script made are one finding. */
function bulkItem({ what, at, origin, changes, events }: BulkChange, { timeZone }: Look): string {
  const when = at === null ? '' : `, ${moment(at, timeZone)}`
  return `- ${count(changes, 'change')} on ${count(events, 'event')}: ${asText(what)}${when}, ${asText(originText(origin))}\n`
}

function method(audit: Audit): string {
  const items = (texts: readonly string[]) => texts.map((text) => `- ${asText(text)}\n`).join('')
  const rates = comparableRates(audit.filter).map((rate) => publishedText(rate, audit.totals))
  const published = rates.length === 0 ? '' : `\nPublished rates to compare with:\n\n${items(rates)}`
  return `#### Method\n\n${items(methodOf(audit))}${published}`
}
