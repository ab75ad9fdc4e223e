import type { AuditFilter } from '../model/audit.ts'
import type { Instant } from '../model/time.ts'

/** One thing that a filter asks for: our own words, and after them what was asked for in the words of who asks. */
export interface FilterCondition {
  readonly words: string
  readonly quoted: string | null
}

/**
 * What a filter asks for, one by one; nothing of what every change fulfils.
 * @param formatInstant a moment in words
 */
export function filterConditions(filter: AuditFilter, formatInstant: (at: Instant) => string): FilterCondition[] {
  const { since, until, kinds, severity, match, topic, silent } = filter
  const unquoted = (words: string): FilterCondition => ({ words, quoted: null })
  return [
    since === undefined ? null : unquoted(`since ${formatInstant(since)}`),
    until === undefined ? null : unquoted(`before ${formatInstant(until)}`),
    kinds?.length ? unquoted(`of the class ${kinds.join(' or ')}`) : null,
    severity === undefined || severity === 'cosmetic'
      ? null
      : unquoted(severity === 'factual' ? severity : `${severity} or graver`),
    match ? { words: 'with the words', quoted: match } : null,
    topic ? { words: 'of the topic', quoted: topic } : null,
    silent ? unquoted('noted nowhere') : null,
  ].filter((one) => one !== null)
}

/** Whether a filter leaves anything out. */
export function isFiltered(filter: AuditFilter): boolean {
  return filterConditions(filter, String).length > 0
}
