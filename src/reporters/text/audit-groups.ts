import type { AuditGroup, Grouping } from '../../model/audit.ts'
import { severities } from '../../model/change.ts'
import type { Look } from '../look.ts'
import { block } from '../terminal/block.ts'
import { type Line, plain, type Span } from '../terminal/spans.ts'
import { type Column, table } from '../terminal/table.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { groupEvents, stoodText } from '../wording/audit-figures.ts'
import { count, figure } from '../wording/quantity.ts'
import { symbols } from '../wording/severity-symbols.ts'

const gravest = severities.toReversed()

/** Groups of title changes as a table, the most changes first. */
export function groupTable(groups: readonly AuditGroup[], by: Grouping | undefined, look: Look): string {
  const numbers = ['changes', 'events', 'silent', ...gravest.map((severity) => symbols[severity])]
  const columns: Column[] = [
    ...numbers.map((head): Column => ({ head, right: true })),
    { head: 'half stood', most: 11 },
    { head: by ?? 'group', grows: true },
  ]
  return table(columns, groups.map(row), look).join('')
}

function row(group: AuditGroup): Line[] {
  const { key, changes, silent, bySeverity, medianMinutesStood } = group
  const severe = gravest.map(
    (severity): Line => [[bySeverity[severity] === 0 ? 'quiet' : severity, figure(bySeverity[severity])]],
  )
  const name: Span = key === null ? ['quiet', 'none'] : ['strong', oneLine(key)]
  return [
    [['strong', figure(changes)]],
    [plain(groupEvents(group))],
    [plain(figure(silent))],
    ...severe,
    [plain(stoodText(medianMinutesStood))],
    [name],
  ]
}

/** Groups for a pipe, one line each, the name last. */
export function groupLines(groups: readonly AuditGroup[], look: Look): string {
  return groups
    .map(({ key, changes, events, of, silent, bySeverity, medianMinutesStood: median }) => {
      const facts = [
        count(changes, 'change'),
        of === null ? count(events, 'event') : `${figure(events)} of ${count(of, 'event')}`,
        `${figure(silent)} silent`,
        ...gravest.map((severity) => `${figure(bySeverity[severity])} ${severity}`),
        median === null ? '-' : stoodText(median),
        key === null ? '-' : oneLine(key),
      ]
      return block([plain(facts.join('  '))], look)
    })
    .join('')
}
