import type { ChangeClass } from '../../model/change.ts'
import type { Comparison, Hunk, Side } from '../comparison.ts'
import { isContent, type Term, weigh } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

/**
 * The same facts in other words, in another order, or under another accepted name.
 * - `A blaze ruins a church` -> `A fire ruins a church`
 * - `The UK votes` -> `The United Kingdom votes`
 * - `In June, voters decide` -> `Voters decide in June`
 */
export const wording: ClassRule = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  const { pairings, hunks, moved } = terms
  const kinds: ChangeClass[] = ['wording', 'hedge']
  if (pairings.some((pairing) => kinds.includes(pairing.kind))) return 'editorial'
  if (moved.some((term) => term.kind !== 'function')) return 'editorial'
  return hunks.some((hunk) => isReworded(hunk, terms)) ? 'editorial' : null
}

/** Whether words of content stand in place of others (and not only a name of a name), or go where they are told elsewhere. */
function isReworded({ removed, added }: Hunk, terms: Comparison): boolean {
  const isRepeated = (own: readonly Term[], other: Side) =>
    weigh(own) > 0 && own.every((term) => !isContent(term) || other.keys.has(term.key))
  if (added.every(isSmall) && isRepeated(removed, terms.after)) return true
  if (removed.every(isSmall) && isRepeated(added, terms.before)) return true
  return weigh(removed) > 0 && weigh(added) > 0 && [...removed, ...added].some((term) => term.kind === 'word')
}

function isSmall(term: Term): boolean {
  return term.kind === 'function'
}
