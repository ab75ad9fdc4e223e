import { termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import { isNumber, type Term } from '../terms.ts'

/**
 * The value of a count, score, size, sum, rank or age changes, or is added or removed.
 * - `A blast injures two` -> `A blast injures three`
 * - `A bus crashes` -> `A bus crashes, killing at least 40`
 * - `Losses of 1.5 million` -> `Losses of 15 million`
 */
export const numberRule = termRule({
  kind: 'number',
  severity: 'factual',
  detect: (terms) =>
    countedNumbers(terms.removed, terms.added).length + countedNumbers(terms.added, terms.removed).length > 0,
  words: (terms) =>
    termEvidence(terms, countedNumbers(terms.removed, terms.added), countedNumbers(terms.added, terms.removed)),
})

/** The numbers of one side. Faint and vague ones count only against numbers of the other side. */
function countedNumbers(own: readonly Term[], others: readonly Term[]): Term[] {
  const isReplaced = others.some(isNumber)
  return own.filter((term) => isNumber(term) && (isReplaced || !(term.faint || term.vague)))
}
