import type { Comparison, Hunk, Side } from '../comparison.ts'
import { isContent, type Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * The state of affairs moves: along a line of succession, or from what is to come to what has come.
 * - `The pilot is missing` -> `The pilot is found dead`
 * - `A court will hear the case` -> `A court hears the case`
 * - `A man is charged with theft` -> `A man is acquitted of theft`
 */
export const status: ClassRule = ({ terms }) => {
  if (terms === null) return null
  const moves = terms.hunks.some((hunk) => replacesStage(hunk) || changesTime(hunk, terms))
  return moves || succeeds(terms.after, terms.before, terms.removed) || succeeds(terms.before, terms.after, terms.added)
    ? 'factual'
    : null
}

/** The stages that some terms tell, by line. */
function stagesOf(terms: readonly Term[]): Map<string, Set<string>> {
  const lines = new Map<string, Set<string>>()
  for (const { kind, sense } of terms) {
    if (kind !== 'word') continue
    for (const { line, stage } of sense.states) {
      const stages = lines.get(line)
      if (stages === undefined) lines.set(line, new Set([stage]))
      else stages.add(stage)
    }
  }
  return lines
}

/** Whether one stage of a line stands in place of another. */
function replacesStage({ removed, added }: Hunk): boolean {
  if (removed.length === 0 || added.length === 0) return false
  const left = stagesOf(removed)
  const right = stagesOf(added)
  return [...left].some(([line, stages]) => right.get(line)?.isDisjointFrom(stages) === true)
}

// Lines in which a new stage that is told beside an old one has followed it. Others tell of several people at once.
const successions = new Set(['custody', 'office', 'search', 'ban'])

/** Whether a stage that only one title tells follows one that both tell. */
function succeeds(own: Side, other: Side, others: readonly Term[]): boolean {
  const fresh = stagesOf(own.terms.filter((term) => !own.matched[term.at]))
  const replaced = stagesOf(others)
  const shared = stagesOf(own.terms.filter((term) => own.matched[term.at]))
  const known = stagesOf(other.terms)
  return [...fresh].some(
    ([line, stages]) =>
      successions.has(line) &&
      !replaced.has(line) &&
      shared.get(line)?.isDisjointFrom(stages) === true &&
      known.get(line)?.isDisjointFrom(stages) === true,
  )
}

/** Whether what is to come in one title has come in the other. */
function changesTime({ removed, added }: Hunk, { before, after }: Comparison): boolean {
  const left = removed.find((term) => isFuture(term))
  const right = added.find((term) => isFuture(term))
  if ((left === undefined) === (right === undefined)) return false
  const [term, side, counterpart] = left === undefined ? [right, after, removed] : [left, before, added]
  if (term === undefined || !side.standing[term.sentence]) return false
  const next = side.terms.slice(term.at + 1, term.at + 3).find(isContent)
  return counterpart.some(isContent) || (next !== undefined && side.matched[next.at] === true)
}

/** `would` is mostly the will of a speaker in the past. */
function isFuture(term: Term): boolean {
  if (term.kind === 'function') return term.key === 'function:will' && !/^(?:would|was|were)\b/i.test(term.surface)
  return term.key === 'hedge:expected' || (term.kind === 'word' && term.sense.future)
}
