import { changesOutsideBulk } from '../../audit/bulk-changes.ts'
import { filterConditions } from '../../audit/filter-conditions.ts'
import type { Audit, AuditFilter, AuditTotals, TitleChange } from '../../model/audit.ts'
import type { Day } from '../../model/time.ts'
import { auditScript } from '../browser-script.ts'
import type { Reporter } from '../render-options.ts'
import { headlineOf } from '../wording/audit-figures.ts'
import { formatNumber, keepUnitsTogether } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { changeAnchor } from './anchors.ts'
import { auditStyle } from './audit-style.ts'
import { type Html, html, type Part } from './escape.ts'
import { eventTitles, eventTitlesPart } from './event-titles.ts'
import { figureCards, groupTableHtml, methodList, mostChangedList, publishedRatesTable } from './figures.ts'
import { filterForm, keyHelp } from './filter-form.ts'
import { htmlPage } from './html-page.ts'
import { auditPlots } from './plots/audit-plots.ts'
import { plotStyle } from './plots/plot-style.ts'
import { bulkChangeList, type ChangeContext, titleChange } from './title-change.ts'

/** An audit as a web page: figures, plots, every change, and the titles of each event side by side. */
export const auditHtml: Reporter<Audit> = (audit, { timeZone }) =>
  htmlPage({
    title: `Title changes: ${formatNumber(audit.totals.changes)}`,
    content: auditContent(audit, timeZone),
    style: `${plotStyle}${auditStyle}`,
    script: auditScript(),
  })

type Section = readonly [id: string, heading: string, content: Part]

function auditContent(audit: Audit, timeZone: string): Html {
  const { changes, totals, groups, filter } = audit
  const { groupBy } = filter
  const single = changesOutsideBulk(audit)
  const events = eventTitles(changes)
  const titleCounts = new Map(events.map((own) => [own.event, own.titles.length]))
  const listed = [...single, ...totals.bulk.flatMap(({ members }) => members)]
  const context = { timeZone, titleCounts, listedAnchors: new Set(listed.map(changeAnchor)) }
  const hasChanges = totals.changes > 0
  const optional: (Section | false)[] = [
    hasChanges && ['figures', 'Figures', figureCards(totals)],
    hasChanges && ['plots', 'Plots', auditPlots(totals)],
    hasChanges && ['compared', 'Published rates', publishedRatesTable(audit)],
    totals.mostChanged.length > 0 && ['most', 'Most changed events', mostChangedList(totals.mostChanged, titleCounts)],
    groups !== null && groupBy !== undefined && ['groups', `By ${groupBy}`, groupTableHtml(groups, groupBy)],
    listed.length > 0 && ['changes', 'Changes', changeLists(listed, single, totals, context)],
    events.length > 0 && [
      'events',
      'Titles of each event',
      html`<p class="note" id="events-note">Events with two changes or more: the words that all titles share, and the words of each title where they differ.</p>\n${events.map((own) => eventTitlesPart(own, timeZone))}`,
    ],
    hasChanges && ['method', 'How it is counted', methodList(audit)],
  ]
  const sections = optional.flatMap((section) => (section === false || section[2] === null ? [] : [section]))
  const links = sections.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li>`)
  return html`<header>
<h1>Title changes</h1>
${introduction(totals, filter, changes.length, timeZone)}${links.length < 2 ? null : html`<nav aria-label="Parts"><ul>${links}</ul></nav>\n`}</header>
${sections.map(sectionElement)}${listed.length === 0 ? null : keyHelp}`
}

function sectionElement([id, heading, content]: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}</section>
`
}

function changeLists(
  listed: readonly TitleChange[],
  single: readonly TitleChange[],
  { bulk }: AuditTotals,
  context: Omit<ChangeContext, 'isMadeSingly'>,
): Html {
  const heading = (text: string) => html`<h3 class="kind">${text}</h3>\n`
  const items = single.map((change) => titleChange(change, { ...context, isMadeSingly: true }))
  return html`<div class="browse">
${filterForm(listed)}<div>
${bulk.length === 0 ? null : [heading('Bulk changes'), bulkChangeList(bulk, context)]}${single.length === 0 ? null : [bulk.length > 0 ? heading('Single changes') : null, html`<ol class="changes">\n${items}</ol>\n`]}<p class="none-shown" id="none" hidden>No change matches the filter.</p>
</div>
</div>
`
}

/** The headline, the days and the filter. */
function introduction(totals: AuditTotals, filter: AuditFilter, listed: number, timeZone: string): Html {
  const { changes, byDay } = totals
  const [first, last] = [byDay[0]?.day, byDay.at(-1)?.day]
  const headline = keepUnitsTogether(headlineOf(totals, filter))
  const days = first === undefined || last === undefined ? null : [', ', dayRange(first, last)]
  const conditions = filterConditions(filter, (at) => formatTime(at, timeZone)).map(({ words, quoted }, at): Part => {
    return [at === 0 ? '' : ', ', quoted === null ? words : html`${words} <q><bdi>${quoted}</bdi></q>`]
  })
  const left = listed < changes ? ` ${formatNumber(listed)} of them are listed.` : ''
  return html`<p class="lede">${changes === 0 ? headline : [headline, days, '.']}${left}</p>
${conditions.length === 0 ? null : html`<p class="note">Only ${conditions}.</p>\n`}<p class="note">Times are in ${timeZone}.</p>
`
}

function dayRange(first: Day, last: Day): Html {
  const time = (day: Day) => html`<time datetime="${day}">${day}</time>`
  return first === last ? html`on ${time(first)}` : html`from ${time(first)} to ${time(last)}`
}
