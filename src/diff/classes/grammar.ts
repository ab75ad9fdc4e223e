import type { Hunk } from '../comparison.ts'
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
  const { pairings, hunks, moved } = terms
  // A verb changes its form with its time: will hear, hears.
  if (hunks.some((hunk) => changesTime(hunk, terms))) return null
  const inflected = pairings.filter((pairing) => pairing.kind === 'grammar')
  const contents = hunks.filter((hunk) => !isGrammarOnly(hunk))
  const isApart = (from: number, until: number) =>
    contents.every((hunk) => until + near < hunk.at || hunk.at + hunk.removed.length + near < from)
  if (inflected.some(({ before }) => isApart(before.at, before.at + 1))) return 'cosmetic'
  if (hunks.some((hunk) => isGrammarOnly(hunk) && isApart(hunk.at, hunk.at + hunk.removed.length))) return 'cosmetic'
  const isMoved = moved.length > 0 && moved.every((term) => term.kind === 'function')
  return isMoved && contents.length === 0 ? 'cosmetic' : null
}

// So near to a change of content, small words only follow it.
const near = 2

/** Whether only small words differ at a place. */
function isGrammarOnly({ removed, added }: Hunk): boolean {
  return [...removed, ...added].every((term) => term.kind === 'function')
}
