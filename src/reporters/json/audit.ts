import { methodNotes } from '../../audit/method-notes.ts'
import { comparableRates } from '../../audit/published-rates.ts'
import type { Audit, AuditFilter, AuditTotals, BulkChange, TitleChange, TitleState } from '../../model/audit.ts'
import type { Reporter, StreamReporter } from '../render-options.ts'
import { listedGroups } from '../wording/audit-figures.ts'
import { jsonDocument, ndjsonLine, pick, timeJson } from './document.ts'
import { originJson } from './version.ts'

/** An audit as one document. */
export const auditJson: Reporter<Audit> = (audit) =>
  jsonDocument({
    changes: audit.changes.map(titleChangeJson),
    totals: totalsJson(audit.totals),
    groups: audit.groups,
    filter: filterJson(audit.filter),
    method: methodNotes(audit),
    published: comparableRates(audit.filter).map(({ here, ...rate }) => ({ ...rate, here: here(audit.totals) })),
  })

/** One title change on each line. */
export const auditNdjson: StreamReporter<TitleChange> = () => ({
  item: (change) => ndjsonLine(titleChangeJson(change)),
})

/** A whole audit as lines: one for each group if there are groups, else one for each change. */
export const wholeAuditNdjson: Reporter<Audit> = (audit) =>
  (listedGroups(audit) ?? audit.changes.map(titleChangeJson)).map(ndjsonLine).join('')

function titleChangeJson(change: TitleChange) {
  const { from, to, reverted, origin } = change
  return {
    ...pick(change, 'event', 'day', 'topic'),
    from: stateJson(from),
    to: stateJson(to),
    ...pick(change, 'classes', 'severity', 'silent', 'bodyChanged', 'minutesStood', 'diff', 'reasons'),
    reverted: reverted && { ...reverted, at: timeJson(reverted.at) },
    link: change.link,
    origin: originJson(origin),
    sources: change.sources,
  }
}

function stateJson(state: TitleState) {
  return { ...pick(state, 'number', 'title', 'path'), at: timeJson(state.at) }
}

const conditions = ['kinds', 'severity', 'match', 'topic', 'silent', 'limit', 'sort', 'groupBy'] as const

/** The filter; null for a condition that was not given. */
function filterJson(filter: AuditFilter) {
  return {
    since: timeJson(filter.since ?? null),
    until: timeJson(filter.until ?? null),
    ...Object.fromEntries(conditions.map((name) => [name, filter[name] ?? null])),
  }
}

function totalsJson({ span, bulk, ...totals }: AuditTotals) {
  return {
    // These fields are first; the spread of all fields below keeps their place.
    ...pick(totals, 'events', 'eventsRetitled', 'changes', 'byClass', 'bySeverity', 'medianMinutesToFirstChange'),
    span: { from: timeJson(span.from), until: timeJson(span.until) },
    ...totals,
    bulk: bulk.map(bulkJson),
  }
}

/** A bulk change. Its members are in the list of changes: here they are an event and the number of the new version. */
function bulkJson({ what, at, origin, changes, events, members }: BulkChange) {
  const memberVersions = members.map(({ event, to }) => ({ event, number: to.number }))
  return { what, at: timeJson(at), origin: originJson(origin), changes, events, members: memberVersions }
}
