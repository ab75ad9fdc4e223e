import { type ChangeClass, type Severity, severities } from '../../model/change.ts'

/** The gravest of some severities; cosmetic for none. */
export function highestSeverity(all: Iterable<Severity>): Severity {
  let grade = 0
  for (const severity of all) grade = Math.max(grade, severities.indexOf(severity))
  return severities[grade] ?? 'cosmetic'
}

const classesByDefault: Record<Severity, readonly ChangeClass[]> = {
  cosmetic: ['typography', 'punctuation', 'spelling', 'grammar', 'number-style', 'markup-junk'],
  editorial: ['topic-prefix', 'wording', 'rewrite', 'detail-added', 'detail-removed', 'revert'],
  factual: ['attribution', 'hedge', 'status', 'number', 'date', 'name', 'negation'],
}

const defaultSeverities = new Map(
  severities.flatMap((severity) => classesByDefault[severity].map((kind): [ChangeClass, Severity] => [kind, severity])),
)

/** The severity that a class has by itself; details can be graver, by what they are about. */
export function defaultSeverity(kind: ChangeClass): Severity {
  return defaultSeverities.get(kind) ?? 'editorial'
}
