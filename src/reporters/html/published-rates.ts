import { methodNotes } from '../../audit/method-notes.ts'
import { comparableRates } from '../../audit/published-rates.ts'
import type { Audit } from '../../model/audit.ts'
import { keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatShare } from '../wording/format-share.ts'
import { type Html, html } from './escape.ts'

/** How the figures of an audit come about. */
export function methodList(audit: Pick<Audit, 'totals' | 'filter'>): Html {
  return html`<ul class="method">
${methodNotes(audit).map((text) => html`<li>${text}</li>\n`)}</ul>
`
}

/** Published rates with ours beside them; null where none compares. */
export function publishedRatesTable({ totals, filter }: Pick<Audit, 'totals' | 'filter'>): Html | null {
  const rates = comparableRates(filter)
  if (rates.length === 0) return null
  const rows = rates.map(({ what, percent, population, source, note, here }) => {
    const { part, whole, of } = here(totals)
    const study = html`<span class="aside">${source}${note === null ? null : `: ${note}`}</span>`
    return html`<tr><th scope="row">${what}</th><td>${keepUnitsTogether(formatShare(part, whole, of))}</td><td>${percent}\u{a0}% of ${population}<br>${study}</td></tr>\n`
  })
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Published rates">
<table class="rates">
<thead><tr><th scope="col">share</th><th scope="col">here</th><th scope="col">published</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
`
}
