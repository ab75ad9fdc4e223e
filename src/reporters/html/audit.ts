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
import {
  changesOverTime,
  classesBySeverity,
  timeUntilFirstChange,
  titlesAndVersionsPerEvent,
} from './plots/audit-plots.ts'
import { plotPatterns } from './plots/plot.ts'
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

function auditContent(audit: Audit, timeZone: string): Html {
  const { changes, totals, groups, filter } = audit
  const single = changesOutsideBulk(audit)
  const events = eventTitles(changes)
  const titles = new Map(events.map((own) => [own.event, own.titles.length]))
  const plots = [
    changesOverTime(totals),
    timeUntilFirstChange(totals),
    classesBySeverity(totals),
    titlesAndVersionsPerEvent(totals),
  ]
  const rows = [...single, ...totals.bulk.flatMap(({ members }) => members)]
  const context = { timeZone, titleCounts: titles, listedAnchors: new Set(rows.map(changeAnchor)) }
  const { groupBy } = filter
  const parts: readonly (readonly [id: string, heading: string, part: Part])[] = [
    ['figures', 'Figures', totals.changes === 0 ? null : figureCards(totals)],
    [
      'plots',
      'Plots',
      totals.changes === 0 || plots.every((own) => own === null)
        ? null
        : html`${plotPatterns}<div class="plots">\n${plots}</div>\n`,
    ],
    ['compared', 'Published rates', totals.changes === 0 ? null : publishedRatesTable(audit)],
    [
      'most',
      'Most changed events',
      totals.mostChanged.length === 0 ? null : mostChangedList(totals.mostChanged, new Set(titles.keys())),
    ],
    [
      'groups',
      `By ${groupBy ?? ''}`,
      groups === null || groupBy === undefined ? null : groupTableHtml(groups, groupBy),
    ],
    [
      'changes',
      'Changes',
      rows.length === 0
        ? null
        : html`<div class="browse">
${filterForm(rows)}<div>
${totals.bulk.length === 0 ? null : html`<h3 class="kind">Bulk changes</h3>\n${bulkChangeList(totals.bulk, context)}`}${single.length === 0 ? null : singleList(single, context, totals.bulk.length > 0)}<p class="none-shown" id="none" hidden>No change matches the filter.</p>
</div>
</div>
`,
    ],
    [
      'events',
      'Titles of each event',
      events.length === 0
        ? null
        : html`<p class="note" id="events-note">Events with two changes or more: the words that all titles share, and the words of each title where they differ.</p>\n${events.map((own) => eventTitlesPart(own, timeZone))}`,
    ],
    ['method', 'How it is counted', totals.changes === 0 ? null : methodList(audit)],
  ]
  const present = parts.filter(([, , part]) => part !== null)
  const sections = present.map(
    ([id, heading, part]) => html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${part}</section>
`,
  )
  return html`<header>
<h1>Title changes</h1>
${introduction(totals, filter, changes.length, timeZone)}${present.length < 2 ? null : html`<nav aria-label="Parts"><ul>${present.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>\n`}</header>
${sections}${rows.length === 0 ? null : keyHelp}`
}

/** @param hasOthersBefore whether bulk changes are listed before them */
function singleList(
  single: readonly TitleChange[],
  context: Omit<ChangeContext, 'isMadeSingly'>,
  hasOthersBefore: boolean,
): Html {
  return html`${hasOthersBefore ? html`<h3 class="kind">Single changes</h3>\n` : null}<ol class="changes">
${single.map((change) => titleChange(change, { ...context, isMadeSingly: true }))}</ol>
`
}

/** The headline, the days and the filter. */
function introduction(totals: AuditTotals, filter: AuditFilter, listed: number, timeZone: string): Html {
  const { changes, byDay } = totals
  const [first, last] = [byDay[0]?.day, byDay.at(-1)?.day]
  const sum: Part =
    changes === 0
      ? headlineOf(totals, filter)
      : [
          keepUnitsTogether(headlineOf(totals, filter)),
          first === undefined || last === undefined ? null : [', ', dayRange(first, last)],
          '.',
        ]
  const asked = filterConditions(filter, (at) => formatTime(at, timeZone)).map(({ words, quoted }): Part => {
    return quoted === null ? words : html`${words} <q><bdi>${quoted}</bdi></q>`
  })
  const left = listed < changes ? ` ${formatNumber(listed)} of them are listed.` : ''
  return html`<p class="lede">${sum}${left}</p>
${asked.length === 0 ? null : html`<p class="note">Only ${asked.map((one, at) => [at === 0 ? '' : ', ', one])}.</p>\n`}<p class="note">Times are in ${timeZone}.</p>
`
}

function dayRange(first: Day, last: Day): Html {
  const time = (day: Day) => html`<time datetime="${day}">${day}</time>`
  return first === last ? html`on ${time(first)}` : html`from ${time(first)} to ${time(last)}`
}
