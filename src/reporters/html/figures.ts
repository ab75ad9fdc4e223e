import type { AuditTotals, MostChanged } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { EventId } from '../../model/event.ts'
import { stoodText, withinText } from '../wording/audit-figures.ts'
import { count, figure, together } from '../wording/quantity.ts'
import { symbols } from '../wording/severity-symbols.ts'
import { percent, shareOf } from '../wording/share.ts'
import { eventAnchor } from './anchors.ts'
import { type Html, html, type Part } from './escape.ts'
import { spoken } from './segments.ts'

/** What an audit comes to: each figure with what it is a part of. */
export function figures(totals: AuditTotals): Html {
  const { events, eventsRetitled, changes, silent, withBody, reverted, firstChange, followed, numbers, noise } = totals
  const cards = [
    card('title changes', figure(changes), `on ${shareOf(eventsRetitled, events, 'events')}`),
    card(
      'retitled, of those followed',
      percent(followed.retitled, followed.events),
      `${figure(followed.retitled)} of ${count(followed.events, 'event')} that the record followed from the beginning`,
    ),
    card('by severity', severityFigures(totals), `of ${count(changes, 'change')}`),
    card(
      'silent',
      percent(silent, changes),
      `${figure(silent)} of ${count(changes, 'change')} that nothing in the page notes`,
    ),
    card(
      'text changed too',
      percent(withBody, changes),
      `${figure(withBody)} of ${figure(changes)} came with a change of the text`,
    ),
    card('until the first change', stoodText(firstChange.median), firstChangeNote(totals)),
    card('half-life of a number', stoodText(numbers.median), numbersNote(totals)),
    card('undone', percent(reverted, changes), returned(totals)),
    card('most titles of one event', figure(totals.titlesPerEvent.length), severalTitles(totals)),
    card('marks alone', percent(noise.cosmetic, changes), noiseNote(totals)),
  ]
  return html`<dl class="figures">
${cards}</dl>
`
}

function card(name: string, value: Part, note: string): Html {
  return html`<div><dt>${name}</dt><dd><span class="value">${typeof value === 'string' ? together(value) : value}</span> <span class="note">${together(note)}</span></dd></div>\n`
}

function firstChangeNote({ firstChange }: AuditTotals): string {
  const { known, p25, p75, withinTenHours, withinDay } = firstChange
  if (known === 0) return 'none is known of an event that was followed from its beginning'
  const quarters = known < 4 ? '' : `; a quarter ${withinText(p25)}, three quarters ${withinText(p75)}`
  return `median over ${count(known, 'followed event')}${quarters}; ${percent(withinTenHours, known)} within ten hours, ${percent(withinDay, known)} within a day`
}

function numbersNote({ numbers: { known, changes } }: AuditTotals): string {
  if (changes === 0) return 'no number changed'
  if (known === 0) return `none is known, of ${count(changes, 'change')} of a number`
  return `median over ${figure(known)} of ${count(changes, 'change')} of a number`
}

function severityFigures({ bySeverity, changes }: AuditTotals): Html[] {
  return severities
    .toReversed()
    .map(
      (one) =>
        html`<span class="gravity ${one}"><span aria-hidden="true">${symbols[one]}</span> ${together(`${figure(bySeverity[one])} ${one}, ${percent(bySeverity[one], changes)}`)}</span> `,
    )
}

function returned({ reverted, changes, eventsReverted, eventsRetitled, flipFlops }: AuditTotals): string {
  const times = flipFlops === 0 ? '' : `, more than once on ${figure(flipFlops)}`
  return `${figure(reverted)} of ${count(changes, 'change')}; a title returned on ${shareOf(eventsReverted, eventsRetitled, 'retitled events')}${times}`
}

function noiseNote({ noise, changes }: AuditTotals): string {
  const folded =
    noise.folded === 0 ? '' : `; ${count(noise.folded, 'snapshot')} in which nothing editorial changed are folded away`
  return `${figure(noise.cosmetic)} of ${count(changes, 'change')} in typography or punctuation${folded}`
}

function severalTitles({ titlesPerEvent, events }: AuditTotals): string {
  const three = titlesPerEvent.slice(2).reduce((sum, own) => sum + own, 0)
  return `three titles or more: ${shareOf(three, events, 'events')}`
}

/** The events changed most, each with a link to its titles where those stand in the page. */
export function mostChangedList(most: readonly MostChanged[], listed: ReadonlySet<EventId>): Html {
  const items = most.map(({ event, title, day, changes }) => {
    const words = html`<span${spoken(title, '')}>${title}</span>`
    const name = listed.has(event) ? html`<a href="#${eventAnchor(event)}">${words}</a>` : words
    return html`<li><b class="times">${figure(changes)}</b> ${name}${day === null ? null : html` <span class="aside">${day}</span>`}</li>\n`
  })
  return html`<ol class="most">
${items}</ol>
`
}
