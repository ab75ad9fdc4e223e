import type { AuditGroup, Grouping } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import { groupEvents, stoodText } from '../wording/audit-figures.ts'
import { figure, together } from '../wording/quantity.ts'
import { symbols } from '../wording/severity-symbols.ts'
import { shareOf } from '../wording/share.ts'
import { type Html, html } from './escape.ts'

/** The groups that were asked for, as a table. */
export function groupTable(groups: readonly AuditGroup[], by: Grouping): Html {
  const heads = severities.toReversed().map((one) => html`<th scope="col">${symbols[one]} ${one}</th>`)
  const rows = groups.map(
    (group) => html`<tr>
<th scope="row"><bdi>${group.key ?? `without ${by}`}</bdi></th><td>${figure(group.changes)}</td><td>${together(groupEvents(group))}</td>
${severities.toReversed().map((one) => html`<td>${figure(group.bySeverity[one])}</td>`)}
<td>${together(shareOf(group.silent, group.changes))}</td><td>${stoodText(group.medianMinutesStood)}</td></tr>
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
