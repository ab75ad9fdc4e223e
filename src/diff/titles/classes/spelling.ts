import { type ClassEvidenceFinder, evidenceOfPairings, mergeEvidence } from '../class-evidence.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * A typo mended or made, or the spelling of the other side of the ocean.
 * - `A vocano erupts` -> `A volcano erupts`
 * - `a shopping centre` -> `a shopping center`
 * - `on Wendesday` -> `on Wednesday`
 */
export const detectSpelling: ClassDetector = ({ hasMisspelling: misspelt, terms }) =>
  misspelt || terms?.pairings.some((pairing) => pairing.kind === 'spelling') ? 'cosmetic' : null

/** The word in both spellings. */
export const findSpellingEvidence: ClassEvidenceFinder = ({ written, corrected: correctedPair, terms }) => {
  const pairings = terms?.pairings.filter(({ kind }) => kind === 'spelling') ?? []
  const left = correctedWords(written[0], correctedPair[0])
  const right = correctedWords(written[1], correctedPair[1])
  return mergeEvidence(evidenceOfPairings(pairings), {
    removed: [...left.map(([slip]) => slip), ...right.map(([, meant]) => meant)],
    added: [...left.map(([, meant]) => meant), ...right.map(([slip]) => slip)],
  })
}

/** The words that were mended, word for word. */
function correctedWords(written: string, corrected: string): (readonly [slip: string, meant: string])[] {
  if (written === corrected) return []
  const meant = corrected.split(' ')
  return written.split(' ').flatMap((word, at) => {
    const other = meant[at]
    return other === undefined || other === word ? [] : [[trimMarks(word), trimMarks(other)] as const]
  })
}

function trimMarks(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}
