import type { Change, ChangeClass, Severity } from '../../model/change.ts'
import { symbols } from '../wording/severity-symbols.ts'
import type { Span } from './spans.ts'

/** `● number, date`, or the severity's name where a change has no class. */
export function gravity({ severity, classes }: Pick<Change, 'severity' | 'classes'>): Span {
  return [severity, `${symbols[severity]} ${named(severity, classes)}`]
}

function named(severity: Severity, classes: readonly ChangeClass[]): string {
  return classes.length === 0 ? severity : classes.join(', ')
}
