import { type ChangeClass, type Severity, severities } from '../../model/change.ts'

export const severitiesDescending = severities.toReversed()

/** A symbol beside the colour. A fuller circle is a higher severity. */
export const severitySymbols: Readonly<Record<Severity, string>> = { cosmetic: '○', editorial: '◐', factual: '●' }

/** `● factual`. */
export function severityText(severity: Severity): string {
  return `${severitySymbols[severity]} ${severity}`
}

/** `● factual: number, date`. */
export function severityAndClasses(severity: Severity, classes: readonly ChangeClass[]): string {
  return severityText(severity) + (classes.length === 0 ? '' : `: ${classes.join(', ')}`)
}
