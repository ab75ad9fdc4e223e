import { type ClassWords, noWords, phrasesOf, together, wordsOfPairings } from '../class-evidence.ts'
import type { Pairing } from '../equivalent-terms.ts'
import type { Comparison, Hunk } from '../term-comparison.ts'
import type { ClassRule } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'
import { changesTime } from './status.ts'

/**
 * Tense, article, agreement, function words only.
 * - `The ship sank` -> `The ship sinks`
 * - `is towed to port` -> `is towed to the port`
 * - `seven of which` -> `seven of whom`
 */
export const grammar: ClassRule = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  // A verb changes its form with its time: will hear, hears.
  if (terms.hunks.some((hunk) => changesTime(hunk, terms))) return null
  if (inflections(terms).length > 0 || smallChanges(terms).length > 0) return 'cosmetic'
  return movesSmallWords(terms) ? 'cosmetic' : null
}

/** The words in another form, and the small words that came and went. */
export const grammarWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const small = smallChanges(terms)
  return together(wordsOfPairings(inflections(terms)), {
    removed: small.flatMap(({ removed }) => phrasesOf(removed, terms.before)),
    added: small.flatMap(({ added }) => phrasesOf(added, terms.after)),
  })
}

function inflections(terms: Comparison): Pairing[] {
  return terms.pairings.filter(({ kind, before }) => kind === 'grammar' && standsApart(before.at, before.at + 1, terms))
}

/** The places, apart from changes of content, at which only small words differ. */
function smallChanges(terms: Comparison): Hunk[] {
  return terms.hunks.filter((hunk) => isGrammarOnly(hunk) && standsApart(hunk.at, hunk.at + hunk.removed.length, terms))
}

function movesSmallWords({ moved, hunks }: Comparison): boolean {
  return moved.length > 0 && moved.every((term) => term.kind === 'function') && hunks.every(isGrammarOnly)
}

function standsApart(from: number, until: number, { hunks }: Comparison): boolean {
  return hunks.every(
    (hunk) => isGrammarOnly(hunk) || until + near < hunk.at || hunk.at + hunk.removed.length + near < from,
  )
}

// So near to a change of content, small words only follow it.
const near = 2

/** Whether only small words differ at a place. */
function isGrammarOnly({ removed, added }: Hunk): boolean {
  return [...removed, ...added].every((term) => term.kind === 'function')
}
