import type { AuditFilter } from '../model/audit.ts'
import type { Instant } from '../model/time.ts'

/** A condition of a filter, in words. */
export interface FilterCondition {
  readonly words: string
  /** The person's own text that follows the words; null where there is none. */
  readonly quoted: string | null
}

/**
 * The conditions of a filter, without those that every change meets.
 * @param formatInstant formats a time
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

/** Whether a filter has a condition that a change can fail. */
export function isFiltered(filter: AuditFilter): boolean {
  return filterConditions(filter, String).length > 0
}
