import type { ChangeClass } from '../../model/change.ts'
import type { Hunk } from '../comparison.ts'
import { weigh } from '../terms.ts'
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
  return hunks.some(isReworded) ? 'editorial' : null
}

/** Whether words of content stand in place of others, and not only a name in place of a name. */
function isReworded({ removed, added }: Hunk): boolean {
  return weigh(removed) > 0 && weigh(added) > 0 && [...removed, ...added].some((term) => term.kind === 'word')
}
