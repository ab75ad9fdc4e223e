import { methodNotes } from '../../audit/method-notes.ts'
import { comparableRates } from '../../audit/published-rates.ts'
import type { Audit, AuditFilter, AuditTotals, BulkChange, TitleChange, TitleState } from '../../model/audit.ts'
import type { Reporter, StreamReporter } from '../render-options.ts'
import { listedGroups } from '../wording/audit-figures.ts'
import { jsonDocument, ndjsonLine, timeJson } from './document.ts'
import { originJson } from './version.ts'

/** The whole audit as a document. */
export const auditJson: Reporter<Audit> = (audit) =>
  jsonDocument({
    changes: audit.changes.map(titleChangeJson),
    totals: totalsJson(audit.totals),
    groups: audit.groups,
    filter: filterJson(audit.filter),
    method: methodNotes(audit),
    published: comparableRates(audit.filter).map(({ here, ...rate }) => ({ ...rate, here: here(audit.totals) })),
  })

/** One title change a line. */
export const auditNdjson: StreamReporter<TitleChange> = () => ({
  item: (change) => ndjsonLine(titleChangeJson(change)),
})

/** The whole as lines: one a group where the changes are grouped, else one a change. */
export const wholeAuditNdjson: Reporter<Audit> = (audit) =>
  (listedGroups(audit) ?? audit.changes.map(titleChangeJson)).map(ndjsonLine).join('')

function titleChangeJson(change: TitleChange) {
  const { event, day, topic, from, to, classes, severity, silent, bodyChanged, minutesStood, diff } = change
  const { reasons, reverted, link, origin, sources } = change
  return {
    event,
    day,
    topic,
    from: stateJson(from),
    to: stateJson(to),
    classes,
    severity,
    silent,
    bodyChanged,
    minutesStood,
    diff,
    reasons,
    reverted: reverted && { ...reverted, at: timeJson(reverted.at) },
    link,
    origin: originJson(origin),
    sources,
  }
}

function stateJson({ number, title, path, at }: TitleState) {
  return { number, title, path, at: timeJson(at) }
}

/** What was asked for; null where nothing was. */
function filterJson({ since, until, kinds, severity, match, topic, silent, limit, sort, groupBy }: AuditFilter) {
  return {
    since: timeJson(since ?? null),
    until: timeJson(until ?? null),
    kinds: kinds ?? null,
    severity: severity ?? null,
    match: match ?? null,
    topic: topic ?? null,
    silent: silent ?? null,
    limit: limit ?? null,
    sort: sort ?? null,
    groupBy: groupBy ?? null,
  }
}

function totalsJson({ span, bulk, ...totals }: AuditTotals) {
  const { events, eventsRetitled, changes, byClass, bySeverity, medianMinutesToFirstChange, ...rest } = totals
  return {
    events,
    eventsRetitled,
    changes,
    byClass,
    bySeverity,
    medianMinutesToFirstChange,
    span: { from: timeJson(span.from), until: timeJson(span.until) },
    ...rest,
    bulk: bulk.map(bulkJson),
  }
}

/** Its changes are in the list; each is told by its event and the number of its new version. */
function bulkJson({ what, at, origin, changes, events, members }: BulkChange) {
  const memberVersions = members.map(({ event, to }) => ({ event, number: to.number }))
  return { what, at: timeJson(at), origin: originJson(origin), changes, events, members: memberVersions }
}
