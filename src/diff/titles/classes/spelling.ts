import { type ClassWords, together, wordsOfPairings } from '../class-evidence.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * A typo mended or made, or the spelling of the other side of the ocean.
 * - `A vocano erupts` -> `A volcano erupts`
 * - `a shopping centre` -> `a shopping center`
 * - `on Wendesday` -> `on Wednesday`
 */
export const spelling: ClassRule = ({ slip, terms }) =>
  slip || terms?.pairings.some((pairing) => pairing.kind === 'spelling') ? 'cosmetic' : null

/** The word in both spellings. */
export const spellingWords: ClassWords = ({ written, spelt, terms }) => {
  const pairings = terms?.pairings.filter(({ kind }) => kind === 'spelling') ?? []
  const left = mended(written[0], spelt[0])
  const right = mended(written[1], spelt[1])
  return together(wordsOfPairings(pairings), {
    removed: [...left.map(([slip]) => slip), ...right.map(([, meant]) => meant)],
    added: [...left.map(([, meant]) => meant), ...right.map(([slip]) => slip)],
  })
}

/** The words that were mended, word for word. */
function mended(written: string, spelt: string): (readonly [slip: string, meant: string])[] {
  if (written === spelt) return []
  const meant = spelt.split(' ')
  return written.split(' ').flatMap((word, at) => {
    const other = meant[at]
    return other === undefined || other === word ? [] : [[bare(word), bare(other)] as const]
  })
}

function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}
