import { type ClassWords, type Evidence, noWords, together, wordsOfPairings } from '../class-evidence.ts'
import type { Comparison, SamePair, Side } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

// A comma so close behind words that came or went alone belongs to them.
const near = 2

/**
 * Punctuation or letter case only: commas, full stops, quote marks put on or taken off, capitals, hyphens.
 * - `A ship sinks off Malta killing two` -> `A ship sinks off Malta, killing two`
 * - `The Senate Committee meets` -> `The Senate committee meets`
 * - `A US ship sinks` -> `A U.S. ship sinks`
 */
export const punctuation: ClassRule = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  if (terms.pairings.some((pairing) => pairing.kind === 'punctuation')) return 'cosmetic'
  if (endsOtherwise(terms)) return 'cosmetic'
  return terms.same.some((pair) => isRemarked(pair, terms)) ? 'cosmetic' : null
}

/** What is written otherwise, marks between two words with both of them. */
export const punctuationWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const { before, after, pairings, same } = terms
  const remarked = same.filter((pair) => isRemarked(pair, terms))
  return together(
    wordsOfPairings(pairings.filter(({ kind }) => kind === 'punctuation')),
    {
      removed: remarked.map((pair) => withPrevious(pair.before, before)),
      added: remarked.map((pair) => withPrevious(pair.after, after)),
    },
    endsOtherwise(terms) ? endings(terms) : noWords,
  )
}

function endsOtherwise(terms: Comparison): boolean {
  return terms.before.tail !== terms.after.tail && (terms.endsAlike || isFullStop(terms))
}

/** Whether the marks between two words that stand in both are others. */
function isRemarked(pair: SamePair, { hunks }: Comparison): boolean {
  const isNear = ({ at }: Term) =>
    hunks.some(
      (hunk) =>
        (hunk.removed.length === 0 || hunk.added.length === 0) &&
        at > hunk.at + hunk.removed.length &&
        at <= hunk.at + hunk.removed.length + near,
    )
  return (
    pair.inside &&
    pair.before.marks !== pair.after.marks &&
    !pair.before.key.startsWith('unit:') &&
    !(pair.before.marks + pair.after.marks === ',' && isNear(pair.before))
  )
}

function withPrevious(term: Term, { terms }: Side): Term[] {
  return terms.slice(Math.max(0, term.at - 1), term.at + 1)
}

function endings({ before, after }: Comparison): Evidence {
  const [removed, added] = [before, after].map(({ terms, tail }) => `${terms.at(-1)?.surface ?? ''}${tail}`)
  return { removed: [removed ?? ''], added: [added ?? ''] }
}

/** Whether the last sentence of both titles, however it is told, lost or won its full stop. */
function isFullStop({ before, after }: Comparison): boolean {
  const one = before.terms.at(-1)?.sentence
  return before.tail + after.tail === '.' && one === after.terms.at(-1)?.sentence
}
