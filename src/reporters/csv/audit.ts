import type { Audit, AuditGroup, AuditGrouping, ClassReason, TitleChange } from '../../model/audit.ts'
import type { Instant } from '../../model/time.ts'
import { plainRendering, type Reporter, type StreamReporter } from '../render-options.ts'
import { formatWeight, reasonText } from '../terminal/evidence.ts'
import { paint } from '../terminal/spans.ts'
import { titleDiffSpans } from '../terminal/word-diff.ts'
import { listedGroups } from '../wording/audit-figures.ts'
import { byteOrderMark, type Cell, csvRow } from './row.ts'

type Fields<Item> = Readonly<Record<string, (item: Item) => Cell>>

/** Separates the items of a list in one cell. */
const listSeparator = '; '

const changeFields: Fields<TitleChange> = {
  at_utc: ({ to }) => spreadsheetTime(to.at),
  severity: ({ severity }) => severity,
  classes: ({ classes }) => classes.join(listSeparator),
  silent: ({ silent }) => silent,
  body_changed: ({ bodyChanged }) => bodyChanged,
  minutes_stood: ({ minutesStood }) => minutesStood,
  title_before: ({ from }) => from.title,
  title_after: ({ to }) => to.title,
  diff: ({ diff }) => paint(titleDiffSpans(diff, plainRendering), false),
  reasons: ({ reasons }) => reasons.flatMap(classTexts).join(listSeparator),
  event: ({ event }) => event,
  day: ({ day }) => day,
  topic: ({ topic }) => topic,
  path_before: ({ from }) => from.path,
  path_after: ({ to }) => to.path,
  version_before: ({ from }) => from.number,
  version_after: ({ to }) => to.number,
  before_at_utc: ({ from }) => spreadsheetTime(from.at),
  undone_at_utc: ({ reverted }) => spreadsheetTime(reverted?.at ?? null),
  undone_by_version: ({ reverted }) => reverted?.number ?? null,
  undone_after_minutes: ({ reverted }) => reverted?.minutes ?? null,
  origin: ({ origin }) => origin.kind,
  commit: ({ origin }) => (origin.kind === 'commit' ? origin.sha : null),
  author: ({ origin }) => (origin.kind === 'commit' ? origin.author : null),
  link_score: ({ link }) => link?.score ?? null,
  link_reasons: linkReasonsText,
  sources: ({ sources }) => sources.join(listSeparator),
}

/** Title changes for spreadsheets, one in each row. */
export const auditCsv: StreamReporter<TitleChange> = () => ({
  start: byteOrderMark + csvRow(Object.keys(changeFields)),
  item: (change) => rowOf(change, changeFields),
})

/** A whole audit: a row for each group if there are groups, else for each change. */
export const wholeAuditCsv: Reporter<Audit> = (audit, options) => {
  const groups = listedGroups(audit)
  if (groups !== null) {
    const fields = groupFields(audit.filter.groupBy)
    return byteOrderMark + csvRow(Object.keys(fields)) + groups.map((group) => rowOf(group, fields)).join('')
  }
  const { start = '', item } = auditCsv(options)
  return start + audit.changes.map(item).join('')
}

function groupFields(by: AuditGrouping | undefined): Fields<AuditGroup> {
  return {
    [by ?? 'group']: ({ key }) => key,
    changes: ({ changes }) => changes,
    events: ({ events }) => events,
    of_events: ({ of }) => of,
    silent: ({ silent }) => silent,
    factual: ({ bySeverity }) => bySeverity.factual,
    editorial: ({ bySeverity }) => bySeverity.editorial,
    cosmetic: ({ bySeverity }) => bySeverity.cosmetic,
    median_minutes_stood: ({ medianMinutesStood }) => medianMinutesStood,
  }
}

function rowOf<Item>(item: Item, fields: Fields<Item>): string {
  return csvRow(Object.values(fields).map((field) => field(item)))
}

/** A time without `T` and `Z`, which spreadsheets do not read. */
function spreadsheetTime(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}

/** `number: two → three`; nothing for a class without words as its reason. */
function classTexts({ kind, removed, added }: ClassReason): string[] {
  if (removed.length === 0 && added.length === 0) return []
  return [`${kind}: ${removed.join(', ') || '–'} → ${added.join(', ') || '–'}`]
}

/** The evidence for one event; null if the path did not change. */
function linkReasonsText({ from, to, link }: TitleChange): string | null {
  if (link === null || from.path === to.path) return null
  return link.reasons.map((reason) => `${reasonText(reason)} ${formatWeight(reason.weight)}`).join(listSeparator)
}
