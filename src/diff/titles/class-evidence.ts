import { isUnspacedScript } from '../text/tokens.ts'
import type { TermPairing } from './equivalent-terms.ts'
import type { ComparedTitle } from './term-comparison.ts'
import type { Term } from './terms.ts'
import type { TitlePair } from './title-pair.ts'

/** What of one title speaks for a class: some of its terms, which are told in their order, or a text that was peeled off. */
export type EvidencePhrase = readonly Term[] | string

/** What of two titles makes a class of change. */
export interface ClassEvidence {
  readonly removed: readonly EvidencePhrase[]
  readonly added: readonly EvidencePhrase[]
}

/** The words for which a class applies to two titles; asked only where it does. */
export type ClassEvidenceFinder = (pair: TitlePair) => ClassEvidence

export const noEvidence: ClassEvidence = { removed: [], added: [] }

/** Both sides of some terms that are one word in two ways. */
export function evidenceOfPairings(pairings: readonly TermPairing[]): ClassEvidence {
  return { removed: pairings.map(({ before }) => [before]), added: pairings.map(({ after }) => [after]) }
}

export function mergeEvidence(...all: readonly ClassEvidence[]): ClassEvidence {
  return { removed: all.flatMap(({ removed }) => removed), added: all.flatMap(({ added }) => added) }
}

// So many small words between two others are told with them: officials of the city.
const maxBridgeTerms = 2

/**
 * Some terms of a title as phrases: those that stand side by side are one, also with small words alone between them, or single
 * characters of a script without spaces, which stand in the other title by chance.
 */
export function phrasesOf(terms: Iterable<Term>, { terms: all }: ComparedTitle): Term[][] {
  const phrases: Term[][] = []
  for (const term of new Set([...terms].sort((a, b) => a.at - b.at))) {
    const open = phrases.at(-1)
    const last = open?.at(-1)
    const between = last === undefined ? [] : all.slice(last.at + 1, term.at)
    const goesOn = last?.sentence === term.sentence && between.length <= maxBridgeTerms && between.every(isBridgeTerm)
    if (open !== undefined && goesOn) open.push(...between, term)
    else phrases.push([term])
  }
  return phrases
}

function isBridgeTerm({ kind, surface }: Term): boolean {
  return kind === 'function' || isUnspacedScript(surface)
}
