import type { BulkChange } from '../../model/audit.ts'
import { originText } from '../wording/origin.ts'
import { count } from '../wording/quantity.ts'
import { type Html, html } from './escape.ts'
import { type Around, titleChange, when } from './title-change.ts'

/** Changes that were made to many titles at once, as one entry each with all of its changes folded in it. */
export function bulkList(bulk: readonly BulkChange[], around: Omit<Around, 'singly'>): Html {
  const items = bulk.map(
    ({ what, at, origin, changes, events, members }) => html`<li class="group">
<h3>${when(at, around.timeZone)}</h3>
<p><bdi>${what}</bdi></p>
<p class="facts">${count(changes, 'title change')} on ${count(events, 'event')} · <bdi>${originText(origin)}</bdi></p>
${members.length === 0 ? null : html`<details><summary>the changes</summary><ol class="changes">\n${members.map((change) => titleChange(change, { ...around, singly: false }))}</ol></details>`}</li>
`,
  )
  return html`<ol class="bulk" id="bulk">
${items}</ol>
`
}
