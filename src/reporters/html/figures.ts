import { methodNotes } from '../../audit/method-notes.ts'
import { comparableRates } from '../../audit/published-rates.ts'
import type { Audit, AuditGroup, AuditGrouping, AuditTotals, MostChangedEvent } from '../../model/audit.ts'
import type { EventId } from '../../model/event.ts'
import { auditFigures, groupCells, groupColumns } from '../wording/audit-figures.ts'
import { formatCount, formatNumber, formatPercent, formatShare, keepUnitsTogether } from '../wording/format-quantity.ts'
import { severitiesDescending } from '../wording/severity.ts'
import { eventAnchor } from './anchors.ts'
import { type Html, html, type Part } from './escape.ts'
import { languageAttributes, severityMark } from './segments.ts'

/** The figures of an audit, each with the whole that it is a part of. */
export function figureCards(totals: AuditTotals): Html {
  const { events, eventsRetitled, changes } = totals
  const cards = [
    card('title changes', formatNumber(changes), `on ${formatShare(eventsRetitled, events, 'events')}`),
    card('by severity', severityFigures(totals), `of ${formatCount(changes, 'change')}`),
    ...auditFigures(totals).map(({ label, value, note }) => card(label, value ?? '–', note)),
  ]
  return html`<dl class="figures">
${cards}</dl>
`
}

function card(name: string, value: Part, note: string): Html {
  return html`<div><dt>${name}</dt><dd><span class="value">${typeof value === 'string' ? keepUnitsTogether(value) : value}</span> <span class="note">${keepUnitsTogether(note)}</span></dd></div>\n`
}

function severityFigures({ bySeverity, changes }: AuditTotals): Html[] {
  return severitiesDescending.map((one) => {
    const text = `${formatNumber(bySeverity[one])} ${one}, ${formatPercent(bySeverity[one], changes)}`
    return html`${severityMark(one, keepUnitsTogether(text))} `
  })
}

/** The most changed events. @param listed events whose titles are listed in the page: their names are links */
export function mostChangedList(mostChanged: readonly MostChangedEvent[], listed: ReadonlyMap<EventId, unknown>): Html {
  const items = mostChanged.map(({ event, title, day, changes }) => {
    const words = html`<span${languageAttributes(title, '')}>${title}</span>`
    const name = listed.has(event) ? html`<a href="#${eventAnchor(event)}">${words}</a>` : words
    return html`<li><b class="times">${formatNumber(changes)}</b> ${name}${day === null ? null : html` <span class="aside">${day}</span>`}</li>\n`
  })
  return html`<ol class="most">
${items}</ol>
`
}

/** How the figures of an audit are counted. */
export function methodList(audit: Pick<Audit, 'totals' | 'filter'>): Html {
  return html`<ul class="method">
${methodNotes(audit).map((text) => html`<li>${text}</li>\n`)}</ul>
`
}

/** Published rates beside the rates of this audit; null if none can be compared. */
export function publishedRatesTable({ totals, filter }: Pick<Audit, 'totals' | 'filter'>): Html | null {
  const rates = comparableRates(filter)
  if (rates.length === 0) return null
  const rows = rates.map(({ what, percent, population, source, note, here }) => {
    const { part, whole, of } = here(totals)
    const study = html`<span class="aside">${source}${note === null ? null : `: ${note}`}</span>`
    return html`<tr><th scope="row">${what}</th><td>${keepUnitsTogether(formatShare(part, whole, of))}</td><td>${percent}\u{a0}% of ${population}<br>${study}</td></tr>\n`
  })
  return scrollableTable('Rates here and published', 'rates', ['share', 'here', 'published'], rows)
}

/** The groups of an audit as a table. */
export function groupTableHtml(groups: readonly AuditGroup[], by: AuditGrouping): Html {
  const rows = groups.map((group) => {
    const cells = groupCells(group).map((text) => html`<td>${keepUnitsTogether(text)}</td>`)
    return html`<tr><th scope="row"><bdi>${group.key ?? `without ${by}`}</bdi></th>${cells}</tr>\n`
  })
  return scrollableTable(`Changes by ${by}`, 'numbers', [by, ...groupColumns], rows)
}

/** A table that scrolls by itself. @param name its class */
export function scrollableTable(label: string, name: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="${name}">
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
`
}
