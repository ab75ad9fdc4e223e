import { mergeEvidence, pairingEvidence, pairingsOf } from '../class-evidence.ts'
import type { ClassRule } from '../class-rule.ts'

/**
 * A typing error is made or corrected, or the spelling changes between British and American.
 * - `A vocano erupts` -> `A volcano erupts`
 * - `a shopping centre` -> `a shopping center`
 * - `on Wendesday` -> `on Wednesday`
 */
export const spellingRule: ClassRule = {
  kind: 'spelling',
  severity: 'cosmetic',
  detect: ({ hasMisspelling, terms }) => hasMisspelling || pairingsOf(terms, 'spelling').length > 0,
  words: ({ written, corrected, terms }) => {
    const left = correctedWords(written[0], corrected[0])
    const right = correctedWords(written[1], corrected[1])
    return mergeEvidence(pairingEvidence(pairingsOf(terms, 'spelling')), {
      removed: [...left.map(([typo]) => typo), ...right.map(([, correction]) => correction)],
      added: [...left.map(([, correction]) => correction), ...right.map(([typo]) => typo)],
    })
  },
}

/** The corrected words, each with its correction. */
function correctedWords(written: string, corrected: string): (readonly [typo: string, correction: string])[] {
  if (written === corrected) return []
  const corrections = corrected.split(' ')
  return written.split(' ').flatMap((word, at) => {
    const correction = corrections[at]
    return correction === undefined || correction === word ? [] : [[trimMarks(word), trimMarks(correction)] as const]
  })
}

function trimMarks(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}
