import type { Severity } from '../../model/change.ts'
import type { Comparison, Hunk, Side } from '../comparison.ts'
import { sayingsOf, sharesSpeaker } from '../sayings.ts'
import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * A claim that both titles make becomes more or less certain, a number that both have more or less exact.
 * - `A ship sinks` -> `A ship reportedly sinks`
 * - `At least six die` -> `Six die`
 * - `Nearly 90 march` -> `Almost 90 march` (editorial: the force is the same)
 */
export const hedge: ClassRule = ({ terms }) => {
  if (terms === null) return null
  if (terms.hunks.some((hunk) => changesCertainty(hunk, terms))) return 'factual'
  const spoken = changeOfVerb(terms)
  if (spoken === 'factual') return 'factual'
  return spoken ?? (terms.pairings.some((pairing) => pairing.kind === 'hedge') ? 'editorial' : null)
}

function changesCertainty({ removed, added }: Hunk, { before, after }: Comparison): boolean {
  if (hasNumber(removed, true) && hasNumber(added, false)) return true
  if (hasNumber(added, true) && hasNumber(removed, false)) return true
  const isNumberInOne = removed.some(isNumber) !== added.some(isNumber)
  const qualifies = (side: Side, terms: readonly Term[]) =>
    terms.some(
      (term, at) =>
        term.kind === 'hedge' &&
        side.standing[term.sentence] === true &&
        !(isNumberInOne && terms.slice(at + 1, at + 3).some(isNumber)),
    )
  return qualifies(before, removed) || qualifies(after, added)
}

function hasNumber(terms: readonly Term[], vague: boolean): boolean {
  return terms.some((term) => term.kind === 'number' && term.vague === vague)
}

function isNumber(term: Term): boolean {
  return term.kind === 'number'
}

/** One speaker says it with more or less doubt. To say and to claim differ in tone alone. */
function changeOfVerb({ before, after }: Comparison): Severity | null {
  const left = sayingsOf(before).filter((saying) => !before.matched[saying.term.at])
  const right = sayingsOf(after).filter((saying) => !after.matched[saying.term.at])
  for (const one of left) {
    for (const other of right) {
      if (one.speech === other.speech || !sharesSpeaker(one, other)) continue
      const grades = [one.speech, other.speech]
      return grades.includes('weak') || grades.includes('sure') ? 'factual' : 'editorial'
    }
  }
  return null
}
