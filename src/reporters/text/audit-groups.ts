import type { AuditGroup, AuditGrouping } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { type Line, plainSpan, type Span } from '../terminal/spans.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { groupEventsText, stoodText } from '../wording/audit-figures.ts'
import { formatCount, formatNumber } from '../wording/format-quantity.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'

const severitiesDescending = severities.toReversed()

/** Groups of title changes as a table, the most changes first. */
export function groupTableText(
  groups: readonly AuditGroup[],
  by: AuditGrouping | undefined,
  options: RenderOptions,
): string {
  const numbers = ['changes', 'events', 'silent', ...severitiesDescending.map((severity) => severitySymbols[severity])]
  const columns: Column[] = [
    ...numbers.map((head): Column => ({ head, right: true })),
    { head: 'half stood', maxWidth: 11 },
    { head: by ?? 'group', grows: true },
  ]
  return renderTable(columns, groups.map(groupRow), options).join('')
}

function groupRow(group: AuditGroup): Line[] {
  const { key, changes, silent, bySeverity, medianMinutesStood } = group
  const severe = severitiesDescending.map(
    (severity): Line => [[bySeverity[severity] === 0 ? 'quiet' : severity, formatNumber(bySeverity[severity])]],
  )
  const name: Span = key === null ? ['quiet', 'none'] : ['strong', oneLine(key)]
  return [
    [['strong', formatNumber(changes)]],
    [plainSpan(groupEventsText(group))],
    [plainSpan(formatNumber(silent))],
    ...severe,
    [plainSpan(stoodText(medianMinutesStood))],
    [name],
  ]
}

/** Groups for a pipe, one line each, the name last. */
export function groupLines(groups: readonly AuditGroup[], options: RenderOptions): string {
  return groups
    .map(({ key, changes, events, of, silent, bySeverity, medianMinutesStood: median }) => {
      const facts = [
        formatCount(changes, 'change'),
        of === null ? formatCount(events, 'event') : `${formatNumber(events)} of ${formatCount(of, 'event')}`,
        `${formatNumber(silent)} silent`,
        ...severitiesDescending.map((severity) => `${formatNumber(bySeverity[severity])} ${severity}`),
        median === null ? '-' : stoodText(median),
        key === null ? '-' : oneLine(key),
      ]
      return renderBlock([plainSpan(facts.join('  '))], options)
    })
    .join('')
}
