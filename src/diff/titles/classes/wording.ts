import type { ChangeClass } from '../../../model/change.ts'
import { type ClassWords, noWords, phrasesOf, together, wordsOfPairings } from '../class-evidence.ts'
import type { Comparison, Hunk, Side } from '../term-comparison.ts'
import { isContent, type Term, weigh } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'
import { termsOfSource } from './attribution.ts'
import { nameSeverity } from './name.ts'
import { isOpposed } from './negation.ts'
import { isRewritten } from './rewrite.ts'
import { replacesStage } from './status.ts'

/**
 * The same facts in other words, in another order, or under another accepted name.
 * - `A blaze ruins a church` -> `A fire ruins a church`
 * - `The UK votes` -> `The United Kingdom votes`
 * - `In June, voters decide` -> `Voters decide in June`
 */
export const wording: ClassRule = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  const { pairings, hunks, moved } = terms
  if (pairings.some((pairing) => kinds.has(pairing.kind))) return 'editorial'
  if (moved.some((term) => term.kind !== 'function')) return 'editorial'
  return hunks.some((hunk) => isReworded(hunk, terms)) ? 'editorial' : null
}

const kinds: ReadonlySet<ChangeClass> = new Set<ChangeClass>(['wording', 'hedge'])

/** The words in place of each other; those that only changed their places are not told. */
export const wordingWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const places = terms.hunks.filter((hunk) => isReworded(hunk, terms))
  return together(wordsOfPairings(terms.pairings.filter(({ kind }) => kinds.has(kind))), {
    removed: places.flatMap(({ removed }) => phrasesOf(trimmed(removed), terms.before)),
    added: places.flatMap(({ added }) => phrasesOf(trimmed(added), terms.after)),
  })
}

/** Without the small words at the end, which belong to what follows. */
function trimmed(terms: readonly Term[]): readonly Term[] {
  return terms.slice(0, terms.findLastIndex((term) => !isSmall(term)) + 1)
}

/** Whether words of content stand in place of others, or go where they are told elsewhere. */
function isReworded(hunk: Hunk, terms: Comparison): boolean {
  const { removed, added } = hunk
  if (added.every(isSmall) && isRepeated(removed, terms.after)) return true
  if (removed.every(isSmall) && isRepeated(added, terms.before)) return true
  if (weigh(removed) === 0 || weigh(added) === 0 || isOtherClass(hunk, terms)) return false
  return [...removed, ...added].some((term) => term.kind === 'word') || nameSeverity(hunk, terms) === null
}

function isRepeated(own: readonly Term[], other: Side): boolean {
  return weigh(own) > 0 && own.every((term) => !isContent(term) || other.says(term))
}

/** Whether what differs is wholly another stage of affairs, another source, or the opposite. */
function isOtherClass(hunk: Hunk, { before, after }: Comparison): boolean {
  const sources = new Set([...termsOfSource(before, after), ...termsOfSource(after, before)])
  const content = [...hunk.removed, ...hunk.added].filter(isContent)
  if (content.every((term) => sources.has(term)) || isOpposed(hunk)) return true
  return replacesStage(hunk) && content.every((term) => term.sense.states.length > 0)
}

function isSmall(term: Term): boolean {
  return term.kind === 'function'
}
