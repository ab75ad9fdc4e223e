import type { Change, ChangeClass, Severity } from '../../model/change.ts'
import { severitySymbols } from '../wording/severity-symbols.ts'
import type { Span } from './spans.ts'

/** `● number, date`, or the severity's name where a change has no class. */
export function severityMark({ severity, classes }: Pick<Change, 'severity' | 'classes'>): Span {
  return [severity, `${severitySymbols[severity]} ${severityLabel(severity, classes)}`]
}

function severityLabel(severity: Severity, classes: readonly ChangeClass[]): string {
  return classes.length === 0 ? severity : classes.join(', ')
}
