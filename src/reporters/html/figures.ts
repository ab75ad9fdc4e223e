import type { AuditTotals, MostChangedEvent } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { EventId } from '../../model/event.ts'
import { stoodText, withinText } from '../wording/audit-figures.ts'
import { formatCount, formatNumber, keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatPercent, formatShare } from '../wording/format-share.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'
import { eventAnchor } from './anchors.ts'
import { type Html, html, type Part } from './escape.ts'
import { languageAttributes } from './segments.ts'

/** What an audit comes to: each figure with what it is a part of. */
export function figureCards(totals: AuditTotals): Html {
  const { events, eventsRetitled, changes, silent, withBody, reverted, firstChange, followed, numbers, noise } = totals
  const cards = [
    card('title changes', formatNumber(changes), `on ${formatShare(eventsRetitled, events, 'events')}`),
    card(
      'retitled, of those followed',
      formatPercent(followed.retitled, followed.events),
      `${formatNumber(followed.retitled)} of ${formatCount(followed.events, 'event')} that the record followed from the beginning`,
    ),
    card('by severity', severityFigures(totals), `of ${formatCount(changes, 'change')}`),
    card(
      'silent',
      formatPercent(silent, changes),
      `${formatNumber(silent)} of ${formatCount(changes, 'change')} that nothing in the page notes`,
    ),
    card(
      'text changed too',
      formatPercent(withBody, changes),
      `${formatNumber(withBody)} of ${formatNumber(changes)} came with a change of the text`,
    ),
    card('until the first change', stoodText(firstChange.median), firstChangeNote(totals)),
    card('half-life of a number', stoodText(numbers.median), numbersNote(totals)),
    card('undone', formatPercent(reverted, changes), undoneNote(totals)),
    card('most titles of one event', formatNumber(totals.titlesPerEvent.length), manyTitlesNote(totals)),
    card('marks alone', formatPercent(noise.cosmetic, changes), noiseNote(totals)),
  ]
  return html`<dl class="figures">
${cards}</dl>
`
}

function card(name: string, value: Part, note: string): Html {
  return html`<div><dt>${name}</dt><dd><span class="value">${typeof value === 'string' ? keepUnitsTogether(value) : value}</span> <span class="note">${keepUnitsTogether(note)}</span></dd></div>\n`
}

function firstChangeNote({ firstChange }: AuditTotals): string {
  const { known, p25, p75, withinTenHours, withinDay } = firstChange
  if (known === 0) return 'none is known of an event that was followed from its beginning'
  const quarters = known < 4 ? '' : `; a quarter ${withinText(p25)}, three quarters ${withinText(p75)}`
  return `median over ${formatCount(known, 'followed event')}${quarters}; ${formatPercent(withinTenHours, known)} within ten hours, ${formatPercent(withinDay, known)} within a day`
}

function numbersNote({ numbers: { known, changes } }: AuditTotals): string {
  if (changes === 0) return 'no number changed'
  if (known === 0) return `none is known, of ${formatCount(changes, 'change')} of a number`
  return `median over ${formatNumber(known)} of ${formatCount(changes, 'change')} of a number`
}

function severityFigures({ bySeverity, changes }: AuditTotals): Html[] {
  return severities
    .toReversed()
    .map(
      (one) =>
        html`<span class="gravity ${one}"><span aria-hidden="true">${severitySymbols[one]}</span> ${keepUnitsTogether(`${formatNumber(bySeverity[one])} ${one}, ${formatPercent(bySeverity[one], changes)}`)}</span> `,
    )
}

function undoneNote({ reverted, changes, eventsReverted, eventsRetitled, flipFlops }: AuditTotals): string {
  const times = flipFlops === 0 ? '' : `, more than once on ${formatNumber(flipFlops)}`
  return `${formatNumber(reverted)} of ${formatCount(changes, 'change')}; a title returned on ${formatShare(eventsReverted, eventsRetitled, 'retitled events')}${times}`
}

function noiseNote({ noise, changes }: AuditTotals): string {
  const folded =
    noise.folded === 0
      ? ''
      : `; ${formatCount(noise.folded, 'snapshot')} in which nothing editorial changed are folded away`
  return `${formatNumber(noise.cosmetic)} of ${formatCount(changes, 'change')} in typography or punctuation${folded}`
}

function manyTitlesNote({ titlesPerEvent, events }: AuditTotals): string {
  const three = titlesPerEvent.slice(2).reduce((sum, own) => sum + own, 0)
  return `three titles or more: ${formatShare(three, events, 'events')}`
}

/** The events changed most, each with a link to its titles where those stand in the page. */
export function mostChangedList(mostChanged: readonly MostChangedEvent[], listed: ReadonlySet<EventId>): Html {
  const items = mostChanged.map(({ event, title, day, changes }) => {
    const words = html`<span${languageAttributes(title, '')}>${title}</span>`
    const name = listed.has(event) ? html`<a href="#${eventAnchor(event)}">${words}</a>` : words
    return html`<li><b class="times">${formatNumber(changes)}</b> ${name}${day === null ? null : html` <span class="aside">${day}</span>`}</li>\n`
  })
  return html`<ol class="most">
${items}</ol>
`
}
