import {
  type ClassEvidence,
  type ClassEvidenceFinder,
  evidenceOfPairings,
  mergeEvidence,
  noEvidence,
} from '../class-evidence.ts'
import type { ComparedTitle, SameTermPair, TermComparison } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

// A comma so close behind words that came or went alone belongs to them.
const maxCommaDistanceInTerms = 2

/**
 * Punctuation or letter case only: commas, full stops, quote marks put on or taken off, capitals, hyphens.
 * - `A ship sinks off Malta killing two` -> `A ship sinks off Malta, killing two`
 * - `The Senate Committee meets` -> `The Senate committee meets`
 * - `A US ship sinks` -> `A U.S. ship sinks`
 */
export const detectPunctuation: ClassDetector = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  if (terms.pairings.some((pairing) => pairing.kind === 'punctuation')) return 'cosmetic'
  if (changesFinalMarks(terms)) return 'cosmetic'
  return terms.same.some((pair) => changesMarks(pair, terms)) ? 'cosmetic' : null
}

/** What is written otherwise, marks between two words with both of them. */
export const findPunctuationEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const { before, after, pairings, same } = terms
  const changedPairs = same.filter((pair) => changesMarks(pair, terms))
  return mergeEvidence(
    evidenceOfPairings(pairings.filter(({ kind }) => kind === 'punctuation')),
    {
      removed: changedPairs.map((pair) => withPrevious(pair.before, before)),
      added: changedPairs.map((pair) => withPrevious(pair.after, after)),
    },
    changesFinalMarks(terms) ? finalMarksEvidence(terms) : noEvidence,
  )
}

function changesFinalMarks(terms: TermComparison): boolean {
  return terms.before.tail !== terms.after.tail && (terms.endsWithSameTerm || changesFinalFullStop(terms))
}

/** Whether the marks between two words that stand in both are others. */
function changesMarks(pair: SameTermPair, { hunks }: TermComparison): boolean {
  const isNear = ({ at }: Term) =>
    hunks.some(
      (hunk) =>
        (hunk.removed.length === 0 || hunk.added.length === 0) &&
        at > hunk.at + hunk.removed.length &&
        at <= hunk.at + hunk.removed.length + maxCommaDistanceInTerms,
    )
  return (
    pair.followsSame &&
    pair.before.marks !== pair.after.marks &&
    !pair.before.key.startsWith('unit:') &&
    !(pair.before.marks + pair.after.marks === ',' && isNear(pair.before))
  )
}

function withPrevious(term: Term, { terms }: ComparedTitle): Term[] {
  return terms.slice(Math.max(0, term.at - 1), term.at + 1)
}

function finalMarksEvidence({ before, after }: TermComparison): ClassEvidence {
  const [removed, added] = [before, after].map(({ terms, tail }) => `${terms.at(-1)?.surface ?? ''}${tail}`)
  return { removed: [removed ?? ''], added: [added ?? ''] }
}

/** Whether the last sentence of both titles, however it is told, lost or won its full stop. */
function changesFinalFullStop({ before, after }: TermComparison): boolean {
  const one = before.terms.at(-1)?.sentence
  return before.tail + after.tail === '.' && one === after.terms.at(-1)?.sentence
}
