import { madeSingly } from '../../audit/bulk.ts'
import { conditionsOf } from '../../audit/conditions.ts'
import type { Audit, AuditFilter, AuditTotals, TitleChange } from '../../model/audit.ts'
import type { Day } from '../../model/time.ts'
import type { Reporter } from '../look.ts'
import { headlineOf } from '../wording/audit-figures.ts'
import { moment } from '../wording/moment.ts'
import { figure, together } from '../wording/quantity.ts'
import { changeAnchor } from './anchors.ts'
import { auditStyle } from './audit-style.ts'
import { auditScript } from './browser-script.ts'
import { bulkList } from './bulk-changes.ts'
import { comparison, method } from './comparison.ts'
import { type Html, html, type Part } from './escape.ts'
import { eventTitles, eventTitlesPart } from './event-titles.ts'
import { figures, mostChangedList } from './figures.ts'
import { filterForm, keyHelp } from './filter-form.ts'
import { groupTable } from './groups.ts'
import { page } from './page.ts'
import { changesOverTime, classesBySeverity, perEvent, untilFirstChange } from './plots/audit-plots.ts'
import { patterns } from './plots/plot.ts'
import { plotStyle } from './plots/plot-style.ts'
import { type Around, titleChange } from './title-change.ts'

/** An audit as a page of its own: figures, plots, every change, and the titles of each event side by side. */
export const auditHtml: Reporter<Audit> = (audit, { timeZone }) =>
  page({
    title: `Title changes: ${figure(audit.totals.changes)}`,
    content: content(audit, timeZone),
    style: `${plotStyle}${auditStyle}`,
    script: auditScript(),
  })

function content(audit: Audit, timeZone: string): Html {
  const { changes, totals, groups, filter } = audit
  const single = madeSingly(audit)
  const events = eventTitles(changes)
  const titles = new Map(events.map((own) => [own.event, own.titles.length]))
  const plots = [changesOverTime(totals), untilFirstChange(totals), classesBySeverity(totals), perEvent(totals)]
  const rows = [...single, ...totals.bulk.flatMap(({ members }) => members)]
  const around = { timeZone, titles, listed: new Set(rows.map(changeAnchor)) }
  const { groupBy } = filter
  const parts: readonly (readonly [id: string, heading: string, part: Part])[] = [
    ['figures', 'Figures', totals.changes === 0 ? null : figures(totals)],
    [
      'plots',
      'Plots',
      totals.changes === 0 || plots.every((own) => own === null)
        ? null
        : html`${patterns}<div class="plots">\n${plots}</div>\n`,
    ],
    ['compared', 'Beside published rates', totals.changes === 0 ? null : comparison(audit)],
    [
      'most',
      'Events changed most',
      totals.mostChanged.length === 0 ? null : mostChangedList(totals.mostChanged, new Set(titles.keys())),
    ],
    ['groups', `By ${groupBy ?? ''}`, groups === null || groupBy === undefined ? null : groupTable(groups, groupBy)],
    [
      'changes',
      'Changes',
      rows.length === 0
        ? null
        : html`<div class="browse">
${filterForm(rows)}<div>
${totals.bulk.length === 0 ? null : html`<h3 class="kind">Made at once</h3>\n${bulkList(totals.bulk, around)}`}${single.length === 0 ? null : singleList(single, around, totals.bulk.length > 0)}<p class="none-shown" id="none" hidden>No change has all of that.</p>
</div>
</div>
`,
    ],
    [
      'events',
      'Titles of each event',
      events.length === 0
        ? null
        : html`<p class="note" id="events-note">Events with two changes or more: what all titles share stands once, and each title’s reading where they differ.</p>\n${events.map((own) => eventTitlesPart(own, timeZone))}`,
    ],
    ['method', 'How it is counted', totals.changes === 0 ? null : method(audit)],
  ]
  const there = parts.filter(([, , part]) => part !== null)
  const sections = there.map(
    ([id, heading, part]) => html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${part}</section>
`,
  )
  return html`<header>
<h1>Title changes</h1>
${lede(totals, filter, changes.length, timeZone)}${there.length < 2 ? null : html`<nav aria-label="Parts"><ul>${there.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>\n`}</header>
${sections}${rows.length === 0 ? null : keyHelp}`
}

/** @param apart whether other changes stand before them */
function singleList(single: readonly TitleChange[], around: Omit<Around, 'singly'>, apart: boolean): Html {
  return html`${apart ? html`<h3 class="kind">Made one by one</h3>\n` : null}<ol class="changes">
${single.map((change) => titleChange(change, { ...around, singly: true }))}</ol>
`
}

/** What was looked at, and what was asked for. */
function lede(totals: AuditTotals, filter: AuditFilter, listed: number, timeZone: string): Html {
  const { changes, byDay } = totals
  const [first, last] = [byDay[0]?.day, byDay.at(-1)?.day]
  const sum: Part =
    changes === 0
      ? headlineOf(totals, filter)
      : [
          together(headlineOf(totals, filter)),
          first === undefined || last === undefined ? null : [', ', stretchOf(first, last)],
          '.',
        ]
  const asked = conditionsOf(filter, (at) => moment(at, timeZone)).map(({ words, quoted }): Part => {
    return quoted === null ? words : html`${words} <q><bdi>${quoted}</bdi></q>`
  })
  const left = listed < changes ? ` ${figure(listed)} of them are listed.` : ''
  return html`<p class="lede">${sum}${left}</p>
${asked.length === 0 ? null : html`<p class="note">Only ${asked.map((one, at) => [at === 0 ? '' : ', ', one])}.</p>\n`}<p class="note">Times are in ${timeZone}.</p>
`
}

function stretchOf(first: Day, last: Day): Html {
  const time = (day: Day) => html`<time datetime="${day}">${day}</time>`
  return first === last ? html`on ${time(first)}` : html`from ${time(first)} to ${time(last)}`
}
