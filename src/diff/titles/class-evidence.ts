import { isUnspaced } from '../text/tokens.ts'
import type { Pairing } from './equivalent-terms.ts'
import type { Side } from './term-comparison.ts'
import type { Term } from './terms.ts'
import type { TitlePair } from './title-pair.ts'

/** What of one title speaks for a class: some of its terms, which are told in their order, or a text that was peeled off. */
export type Phrase = readonly Term[] | string

/** What of two titles makes a class of change. */
export interface Evidence {
  readonly removed: readonly Phrase[]
  readonly added: readonly Phrase[]
}

/** The words for which a class applies to two titles; asked only where it does. */
export type ClassWords = (pair: TitlePair) => Evidence

export const noWords: Evidence = { removed: [], added: [] }

/** Both sides of some terms that are one word in two ways. */
export function wordsOfPairings(pairings: readonly Pairing[]): Evidence {
  return { removed: pairings.map(({ before }) => [before]), added: pairings.map(({ after }) => [after]) }
}

export function together(...all: readonly Evidence[]): Evidence {
  return { removed: all.flatMap(({ removed }) => removed), added: all.flatMap(({ added }) => added) }
}

// So many small words between two others are told with them: officials of the city.
const bridge = 2

/**
 * Some terms of a title as phrases: those that stand side by side are one, also with small words alone between them, or single
 * characters of a script without spaces, which stand in the other title by chance.
 */
export function phrasesOf(terms: Iterable<Term>, { terms: all }: Side): Term[][] {
  const phrases: Term[][] = []
  for (const term of new Set([...terms].sort((a, b) => a.at - b.at))) {
    const open = phrases.at(-1)
    const last = open?.at(-1)
    const between = last === undefined ? [] : all.slice(last.at + 1, term.at)
    const goesOn = last?.sentence === term.sentence && between.length <= bridge && between.every(isSmall)
    if (open !== undefined && goesOn) open.push(...between, term)
    else phrases.push([term])
  }
  return phrases
}

function isSmall({ kind, surface }: Term): boolean {
  return kind === 'function' || isUnspaced(surface)
}
