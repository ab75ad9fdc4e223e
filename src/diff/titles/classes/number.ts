import { type ClassEvidenceFinder, noEvidence, phrasesOf } from '../class-evidence.ts'
import type { Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * The value of a count, score, size, sum, rank or age changes, comes or goes.
 * - `A blast injures two` -> `A blast injures three`
 * - `A bus crashes` -> `A bus crashes, killing at least 40`
 * - `Losses of 1.5 million` -> `Losses of 15 million`
 */
export const detectNumber: ClassDetector = ({ terms }) => {
  if (terms === null) return null
  const removed = terms.removed.filter(isNumber)
  const added = terms.added.filter(isNumber)
  if (removed.length > 0 && added.length > 0) return 'factual'
  return [...removed, ...added].some((term) => !term.faint && !term.vague) ? 'factual' : null
}

/** The values; where they only came or went, those that count by themselves. */
export const findNumberEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const removed = terms.removed.filter(isNumber)
  const added = terms.added.filter(isNumber)
  const isReplaced = removed.length > 0 && added.length > 0
  const counts = (term: Term) => isReplaced || !(term.faint || term.vague)
  return {
    removed: phrasesOf(removed.filter(counts), terms.before),
    added: phrasesOf(added.filter(counts), terms.after),
  }
}

function isNumber(term: Term): boolean {
  return term.kind === 'number'
}
