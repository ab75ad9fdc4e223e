import { changesOutsideBulk } from '../../audit/bulk-changes.ts'
import type { Audit, AuditGroup, TitleChange } from '../../model/audit.ts'
import type { RenderOptions, Reporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { type Line, plainSpan, type Style } from '../terminal/spans.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { oneLine, titleDiffSpans } from '../terminal/word-diff.ts'
import { bulkNote, groupCells, groupColumns, listedGroups, minutesText } from '../wording/audit-figures.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { formatTime } from '../wording/format-time.ts'
import { severitiesDescending } from '../wording/severity.ts'
import { changeDetails } from './audit-details.ts'
import { changeTable } from './audit-table.ts'
import { auditTotalsText } from './audit-totals.ts'

/** Title changes, or groups of them: on a terminal a table with totals below it, in a pipe one line each. */
export const auditText: Reporter<Audit> = (audit, options) => {
  const { changes, totals } = audit
  const groups = listedGroups(audit)
  if (!Number.isFinite(options.width)) {
    return groups === null
      ? changes.map((change) => changeLine(change, options)).join('')
      : groups.map((group) => groupLine(group, options)).join('')
  }
  if (totals.changes === 0) return auditTotalsText(audit, options)
  if (groups !== null) {
    const left = limitNote(groups.length, audit.groups?.length ?? 0, 'group', options)
    return `${groupTable(groups, audit.filter.groupBy ?? 'group', options)}\n${auditTotalsText(audit, options)}${left}`
  }
  const listed = options.verbose ? audit : { ...audit, changes: changesOutsideBulk(audit) }
  const bulk = bulkNote(changes.length - listed.changes.length, 'below', '-v')
  const left = limitNote(changes.length, totals.changes, 'change', options)
  return [
    changeTable(listed, options),
    bulk === '' ? '' : renderBlock([['quiet', `\n${bulk}`]], options),
    `\n${auditTotalsText(audit, options)}${left}`,
  ].join('')
}

function changeLine(change: TitleChange, options: RenderOptions): string {
  const { to, severity, classes, silent, minutesStood, diff } = change
  const facts = [
    to.at === null ? 'time-unknown' : formatTime(to.at, options.timeZone),
    severity,
    classes.join(',') || '-',
    silent ? 'silent' : 'noted',
    minutesStood === null ? '-' : minutesText(minutesStood),
    oneLine(to.path),
  ]
  const line = renderBlock([plainSpan(`${facts.join('  ')}  `), ...titleDiffSpans(diff, options)], options)
  return options.verbose ? line + changeDetails(change, options) : line
}

function groupLine(group: AuditGroup, options: RenderOptions): string {
  const { key, changes, events, of, silent, bySeverity, medianMinutesStood: median } = group
  const facts = [
    formatCount(changes, 'change'),
    of === null ? formatCount(events, 'event') : `${formatNumber(events)} of ${formatCount(of, 'event')}`,
    `${formatNumber(silent)} silent`,
    ...severitiesDescending.map((severity) => `${formatNumber(bySeverity[severity])} ${severity}`),
    median === null ? '-' : minutesText(median),
    key === null ? '-' : oneLine(key),
  ]
  return renderBlock([plainSpan(facts.join('  '))], options)
}

function groupTable(groups: readonly AuditGroup[], name: string, options: RenderOptions): string {
  const columns = [...groupColumns.map((head): Column => ({ head, right: true })), { head: name, grows: true } as const]
  const rows = groups.map((group): Line[] => {
    const severe = severitiesDescending.map((one): Style => (group.bySeverity[one] === 0 ? 'quiet' : one))
    const styles: Style[] = ['strong', 'plain', 'plain', ...severe, 'plain']
    const cells = groupCells(group).map((text, at): Line => [[styles[at] ?? 'plain', text]])
    return [...cells, [group.key === null ? ['quiet', 'none'] : ['strong', oneLine(group.key)]]]
  })
  return renderTable(columns, rows, options).join('')
}

function limitNote(shown: number, all: number, one: string, options: RenderOptions): string {
  if (shown >= all) return ''
  const note = `${formatCount(shown, one)} shown, ${formatNumber(all - shown)} left out by --limit`
  return renderBlock([['editorial', `\n${note}`]], options)
}
