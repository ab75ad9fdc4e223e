import { type ClassEvidence, mergeEvidence, noEvidence, pairingEvidence, pairingsOf } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { ComparedTitle, SameTermPair, TermComparison } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import { isRewritten } from './rewrite.ts'

/**
 * Only punctuation or letter case changes: commas, full stops, quotation marks, capitals, hyphens. Marks are quoted with
 * the words on both sides.
 * - `A ship sinks off Malta killing two` -> `A ship sinks off Malta, killing two`
 * - `The Senate Committee meets` -> `The Senate committee meets`
 * - `A US ship sinks` -> `A U.S. ship sinks`
 */
export const punctuationRule = termRule({
  kind: 'punctuation',
  severity: 'cosmetic',
  detect: (terms) =>
    !isRewritten(terms) &&
    (pairingsOf(terms, 'punctuation').length > 0 ||
      changesFinalMarks(terms) ||
      terms.same.some((pair) => changesMarks(pair, terms))),
  words: (terms) => {
    const changedPairs = terms.same.filter((pair) => changesMarks(pair, terms))
    return mergeEvidence(
      pairingEvidence(pairingsOf(terms, 'punctuation')),
      {
        removed: changedPairs.map((pair) => withPrevious(pair.before, terms.before)),
        added: changedPairs.map((pair) => withPrevious(pair.after, terms.after)),
      },
      changesFinalMarks(terms) ? finalMarksEvidence(terms) : noEvidence,
    )
  },
})

/** Whether the marks behind the last word changed, or the last sentence of both titles lost or gained its full stop. */
function changesFinalMarks({ before, after, endsWithSameTerm }: TermComparison): boolean {
  if (before.tail === after.tail) return false
  const endsSameSentence = before.terms.at(-1)?.sentence === after.terms.at(-1)?.sentence
  return endsWithSameTerm || (before.tail + after.tail === '.' && endsSameSentence)
}

// A comma this close behind words that only one title has belongs to them.
const maxCommaDistanceInTerms = 2

/** Whether the marks between two words that both titles have changed. */
function changesMarks({ before, after, followsSame }: SameTermPair, { hunks }: TermComparison): boolean {
  const isBehindOneSidedHunk = ({ at }: Term) =>
    hunks.some((hunk) => {
      const end = hunk.at + hunk.removed.length
      const isOneSided = hunk.removed.length === 0 || hunk.added.length === 0
      return isOneSided && at > end && at <= end + maxCommaDistanceInTerms
    })
  return (
    followsSame &&
    before.marks !== after.marks &&
    !before.key.startsWith('unit:') &&
    !(before.marks + after.marks === ',' && isBehindOneSidedHunk(before))
  )
}

function withPrevious(term: Term, { terms }: ComparedTitle): Term[] {
  return terms.slice(Math.max(0, term.at - 1), term.at + 1)
}

function finalMarksEvidence({ before, after }: TermComparison): ClassEvidence {
  const lastWord = ({ terms, tail }: ComparedTitle) => [`${terms.at(-1)?.surface ?? ''}${tail}`]
  return { removed: lastWord(before), added: lastWord(after) }
}
