import type { AuditGroup, AuditGrouping } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import { groupEventsText, stoodText } from '../wording/audit-figures.ts'
import { formatNumber, keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatShare } from '../wording/format-share.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'
import { type Html, html } from './escape.ts'

/** The groups that were asked for, as a table. */
export function groupTableHtml(groups: readonly AuditGroup[], by: AuditGrouping): Html {
  const heads = severities.toReversed().map((one) => html`<th scope="col">${severitySymbols[one]} ${one}</th>`)
  const rows = groups.map(
    (group) => html`<tr>
<th scope="row"><bdi>${group.key ?? `without ${by}`}</bdi></th><td>${formatNumber(group.changes)}</td><td>${keepUnitsTogether(groupEventsText(group))}</td>
${severities.toReversed().map((one) => html`<td>${formatNumber(group.bySeverity[one])}</td>`)}
<td>${keepUnitsTogether(formatShare(group.silent, group.changes))}</td><td>${stoodText(group.medianMinutesStood)}</td></tr>
`,
  )
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Changes by ${by}">
<table class="numbers">
<thead><tr><th scope="col">${by}</th><th scope="col">changes</th><th scope="col">events</th>${heads}<th scope="col">silent</th><th scope="col">median time stood</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
`
}
