import { type ClassWords, noWords, phrasesOf } from '../class-evidence.ts'
import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * The value of a count, score, size, sum, rank or age changes, comes or goes.
 * - `A blast injures two` -> `A blast injures three`
 * - `A bus crashes` -> `A bus crashes, killing at least 40`
 * - `Losses of 1.5 million` -> `Losses of 15 million`
 */
export const number: ClassRule = ({ terms }) => {
  if (terms === null) return null
  const removed = terms.removed.filter(isNumber)
  const added = terms.added.filter(isNumber)
  if (removed.length > 0 && added.length > 0) return 'factual'
  return [...removed, ...added].some((term) => !term.faint && !term.vague) ? 'factual' : null
}

/** The values; where they only came or went, those that count by themselves. */
export const numberWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
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
