import type { Severity } from '../../model/change.ts'

/** A symbol beside the colour: the fuller, the graver. */
export const severitySymbols: Readonly<Record<Severity, string>> = { cosmetic: '○', editorial: '◐', factual: '●' }
