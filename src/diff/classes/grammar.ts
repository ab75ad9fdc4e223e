import type { Hunk } from '../comparison.ts'
import type { ClassRule } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

/**
 * Tense, article, agreement, function words only.
 * - `The ship sank` -> `The ship sinks`
 * - `is towed to port` -> `is towed to the port`
 * - `seven of which` -> `seven of whom`
 */
export const grammar: ClassRule = ({ terms }) => {
  if (terms === null || isRewritten(terms)) return null
  const { pairings, hunks, moved } = terms
  if (pairings.some((pairing) => pairing.kind === 'grammar')) return 'cosmetic'
  if (moved.length > 0 && moved.every((term) => term.kind === 'function')) return 'cosmetic'
  return hunks.some(isGrammarOnly) ? 'cosmetic' : null
}

/** Whether only small words differ at a place. */
function isGrammarOnly({ removed, added }: Hunk): boolean {
  return [...removed, ...added].every((term) => term.kind === 'function')
}
