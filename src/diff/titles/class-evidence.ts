import type { ChangeClass } from '../../model/change.ts'
import { isUnspacedScript } from '../text/tokens.ts'
import type { TermPairing } from './equivalent-terms.ts'
import type { ComparedTitle, TermComparison } from './term-comparison.ts'
import { isFunctionWord, type Term } from './terms.ts'

/** A phrase that shows a class: terms in their order, or a text that was cut off before the title was split into terms. */
export type EvidencePhrase = readonly Term[] | string

/** The phrases of two titles that show a class of change. */
export interface ClassEvidence {
  readonly removed: readonly EvidencePhrase[]
  readonly added: readonly EvidencePhrase[]
}

export const noEvidence: ClassEvidence = { removed: [], added: [] }

/** The pairs of equivalent terms whose difference has some class. */
export function pairingsOf(terms: TermComparison | null, kind: ChangeClass): readonly TermPairing[] {
  return terms?.pairings.filter((pairing) => pairing.kind === kind) ?? []
}

/** Both terms of each pair, as phrases of one term. */
export function pairingEvidence(pairings: readonly TermPairing[]): ClassEvidence {
  return { removed: pairings.map(({ before }) => [before]), added: pairings.map(({ after }) => [after]) }
}

/** Terms of both titles as phrases. */
export function termEvidence(terms: TermComparison, removed: Iterable<Term>, added: Iterable<Term>): ClassEvidence {
  return { removed: phrasesOf(removed, terms.before), added: phrasesOf(added, terms.after) }
}

export function mergeEvidence(...all: readonly ClassEvidence[]): ClassEvidence {
  return { removed: all.flatMap(({ removed }) => removed), added: all.flatMap(({ added }) => added) }
}

const maxBridgeTerms = 2

/**
 * Joins terms of a title to phrases. Neighbours form one phrase, also with a few function words between them:
 * "officials of the city". Single characters of a script without spaces also join, since they match by chance.
 */
export function phrasesOf(terms: Iterable<Term>, { terms: all }: ComparedTitle): Term[][] {
  const phrases: Term[][] = []
  for (const term of new Set([...terms].sort((a, b) => a.at - b.at))) {
    const open = phrases.at(-1)
    const last = open?.at(-1)
    const between = last === undefined ? [] : all.slice(last.at + 1, term.at)
    const isNear = last?.sentence === term.sentence && between.length <= maxBridgeTerms && between.every(isBridgeTerm)
    if (open !== undefined && isNear) open.push(...between, term)
    else phrases.push([term])
  }
  return phrases
}

function isBridgeTerm(term: Term): boolean {
  return isFunctionWord(term) || isUnspacedScript(term.surface)
}
