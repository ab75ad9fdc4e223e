import type { State } from '../../language/language.ts'
import { type ClassWords, type Evidence, noWords, phrasesOf, together } from '../class-evidence.ts'
import type { Comparison, Hunk, Side } from '../term-comparison.ts'
import { isContent, type Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'
import { isRewritten } from './rewrite.ts'

/**
 * The state of affairs moves: along a line of succession, or from what is to come to what has come.
 * - `The pilot is missing` -> `The pilot is found dead`
 * - `A court will hear the case` -> `A court hears the case`
 * - `A man is charged with theft` -> `A man is acquitted of theft`
 */
export const status: ClassRule = ({ terms }) => {
  if (terms === null) return null
  const moves = terms.hunks.some((hunk) => replacesStage(hunk) || changesTime(hunk, terms))
  const { before, after, removed, added } = terms
  const decided = announced(before).length + announced(after).length > 0 || (isRewritten(terms) && comesTrue(terms))
  return moves ||
    decided ||
    successors(after, before, removed).length > 0 ||
    successors(before, after, added).length > 0
    ? 'factual'
    : null
}

/** The stages in place of each other, those that followed, and the words that speak of what is to come. */
export const statusWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const { before, after, hunks, removed, added } = terms
  const looksAhead = (side: Side) =>
    isRewritten(terms) && comesTrue(terms)
      ? side.terms.filter((term) => term.sentence === 0 && isToCome(term, side))
      : []
  return together(
    ...hunks.filter(replacesStage).map((hunk) => stagesIn(hunk, terms)),
    ...hunks.filter((hunk) => changesTime(hunk, terms)).map((hunk) => timeIn(hunk, terms)),
    {
      removed: phrasesOf([...announced(before), ...successors(before, after, added), ...looksAhead(before)], before),
      added: phrasesOf([...announced(after), ...successors(after, before, removed), ...looksAhead(after)], after),
    },
  )
}

/** The words for the stages of one line on both sides. */
function stagesIn({ removed, added }: Hunk, { before, after }: Comparison): Evidence {
  const inLine = (own: readonly Term[], others: readonly Term[]) => {
    const lines = new Set(statesOf(others).map(({ line }) => line))
    return own.filter((term) => statesOf([term]).some(({ line }) => lines.has(line)))
  }
  return { removed: phrasesOf(inLine(removed, added), before), added: phrasesOf(inLine(added, removed), after) }
}

// A verb has at most so many words with what belongs to it.
const longestVerb = 3

/** The word for what is to come with the verb behind it; what stands in its place where that may be a verb alone. */
function timeIn({ removed, added }: Hunk, { before, after }: Comparison): Evidence {
  const ofTime = (own: readonly Term[], side: Side) => {
    const from = own.findIndex((term) => isToCome(term, side))
    if (from >= 0) return own.slice(from, from + longestVerb - 1)
    return own.length <= longestVerb ? own : []
  }
  return { removed: phrasesOf(ofTime(removed, before), before), added: phrasesOf(ofTime(added, after), after) }
}

/** The stages that some terms tell. */
function statesOf(terms: readonly Term[]): State[] {
  return terms.flatMap(({ kind, sense }) => (kind === 'word' ? sense.states : []))
}

/** Whether one stage of a line stands in place of another. */
export function replacesStage({ removed, added }: Hunk): boolean {
  const left = statesOf(removed)
  const right = statesOf(added)
  return left.some(({ line }) => {
    const stages = right.filter((state) => state.line === line)
    return stages.length > 0 && stages.every(({ rank }) => left.every((state) => state.rank !== rank))
  })
}

// Lines in which a new stage that is told beside an old one has followed it. Others tell of several people at once.
const successions = new Set(['custody', 'office', 'search', 'ban'])

/** The terms for a stage that only one title tells, and that follows those of its line that both tell. */
function successors(own: Side, other: Side, others: readonly Term[]): readonly Term[] {
  const isInLine = ({ line }: State) => successions.has(line)
  const fresh = own.terms.filter(
    (term) => !own.matched[term.at] && term.sense.states.length > 0 && statesOf([term]).some(isInLine),
  )
  if (fresh.length === 0) return fresh
  const replaced = statesOf(others)
  const known = [...statesOf(other.terms), ...statesOf(own.terms.filter((term) => own.matched[term.at]))]
  const follows = (state: State) => {
    const before = known.filter(({ line }) => line === state.line)
    const isReplaced = replaced.some(({ line }) => line === state.line)
    return !isReplaced && before.length > 0 && before.every(({ rank }) => rank < state.rank)
  }
  return fresh.filter((term) => statesOf([term]).some((state) => isInLine(state) && follows(state)))
}

/** Whether what is to come in one title has come in the other. */
export function changesTime({ removed, added }: Hunk, terms: Comparison): boolean {
  const { before, after } = terms
  const left = removed.find((term) => isToCome(term, before))
  const right = added.find((term) => isToCome(term, after))
  if ((left === undefined) === (right === undefined)) return false
  const [term, side, counterpart] = left === undefined ? [right, after, removed] : [left, before, added]
  if (term === undefined || counterpart.some((other) => other.key === 'function:would')) return false
  if (!(side.standing[term.sentence] || isRewritten(terms))) return false
  const next = side.terms.slice(term.at + 1, term.at + 3).find(isContent)
  return counterpart.some(isContent) || (next !== undefined && side.matched[next.at] === true)
}

/** Would is no such word: it is mostly the will of a speaker in the past. */
function isFuture(term: Term): boolean {
  if (term.kind === 'function') return term.key === 'function:will' && term.surface !== 'to be'
  return term.key === 'hedge:expected' || (term.kind === 'word' && term.sense.future)
}

/** The terms by which what is to come in both titles is announced in one. */
function announced(side: Side): Term[] {
  return side.terms.filter(
    (term) =>
      !side.matched[term.at] &&
      term.sense.states.some(({ stage }) => stage === 'announced') &&
      side.terms.some((other) => other.sentence === term.sentence && side.matched[other.at] && isFuture(other)),
  )
}

/** Whether the first sentence of one of two texts speaks of what is to come, and the other does not. */
function comesTrue({ before, after }: Comparison): boolean {
  const looksAhead = (side: Side) => side.terms.some((term) => term.sentence === 0 && isToCome(term, side))
  return looksAhead(before) !== looksAhead(after)
}

/** Whether a term speaks of what is to come, and not of whether it will. */
function isToCome(term: Term, side: Side): boolean {
  return isFuture(term) && !/^(?:whether|if)$/i.test(side.terms[term.at - 2]?.surface ?? '')
}
