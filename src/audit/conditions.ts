import type { AuditFilter } from '../model/audit.ts'
import type { Instant } from '../model/time.ts'

/** One thing that a filter asks for: our own words, and after them what was asked for in the words of who asks. */
export interface Condition {
  readonly words: string
  readonly quoted: string | null
}

/**
 * What a filter asks for, one by one; nothing of what every change fulfils.
 * @param told a moment in words
 */
export function conditionsOf(filter: AuditFilter, told: (at: Instant) => string): Condition[] {
  const { since, until, kinds, severity, match, topic, silent } = filter
  const own = (words: string): Condition => ({ words, quoted: null })
  return [
    since === undefined ? null : own(`since ${told(since)}`),
    until === undefined ? null : own(`before ${told(until)}`),
    kinds?.length ? own(`of the class ${kinds.join(' or ')}`) : null,
    severity === undefined || severity === 'cosmetic'
      ? null
      : own(severity === 'factual' ? severity : `${severity} or graver`),
    match ? { words: 'with the words', quoted: match } : null,
    topic ? { words: 'of the topic', quoted: topic } : null,
    silent ? own('noted nowhere') : null,
  ].filter((one) => one !== null)
}

/** Whether a filter leaves anything out. */
export function isNarrowed(filter: AuditFilter): boolean {
  return conditionsOf(filter, String).length > 0
}
