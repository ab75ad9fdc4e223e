import type { BulkChange } from '../../model/audit.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { originText } from '../wording/origin.ts'
import { type Html, html } from './escape.ts'
import { type ChangeContext, timeElement, titleChange } from './title-change.ts'

/** Changes that were made to many titles at once, as one entry each with all of its changes folded in it. */
export function bulkChangeList(bulk: readonly BulkChange[], context: Omit<ChangeContext, 'isMadeSingly'>): Html {
  const items = bulk.map(
    ({ what, at, origin, changes, events, members }) => html`<li class="group">
<h3>${timeElement(at, context.timeZone)}</h3>
<p><bdi>${what}</bdi></p>
<p class="facts">${formatCount(changes, 'title change')} on ${formatCount(events, 'event')} · <bdi>${originText(origin)}</bdi></p>
${members.length === 0 ? null : html`<details><summary>the changes</summary><ol class="changes">\n${members.map((change) => titleChange(change, { ...context, isMadeSingly: false }))}</ol></details>`}</li>
`,
  )
  return html`<ol class="bulk" id="bulk">
${items}</ol>
`
}
