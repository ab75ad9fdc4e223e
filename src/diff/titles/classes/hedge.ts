import type { Severity } from '../../../model/change.ts'
import { mergeEvidence, noEvidence, pairingEvidence, pairingsOf, termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import { sharesSpeaker, speakerClausesOf } from '../speaker-clauses.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isNumber, type Term } from '../terms.ts'

/**
 * A claim that both titles make becomes more or less certain, or a number that both have more or less exact.
 * - `A ship sinks` -> `A ship reportedly sinks`
 * - `At least six die` -> `Six die`
 * - `Nearly 90 march` -> `Almost 90 march` (editorial: the force is the same)
 */
export const hedgeRule = termRule({
  kind: 'hedge',
  severity: 'factual',
  detect: (terms) => {
    if (terms.hunks.some((hunk) => changesCertainty(hunk, terms))) return true
    return speechVerbChange(terms)?.severity ?? (pairingsOf(terms, 'hedge').length > 0 && 'editorial')
  },
  words: (terms) => {
    const verbs = speechVerbChange(terms)
    return mergeEvidence(
      ...terms.hunks.map((hunk) => {
        const { removed, added } = changedHedges(hunk, terms)
        const numbers = (own: readonly Term[]) => (changesExactness(hunk) ? own.filter(isNumber) : [])
        return termEvidence(terms, [...numbers(hunk.removed), ...removed], [...numbers(hunk.added), ...added])
      }),
      verbs === null ? noEvidence : termEvidence(terms, [verbs.before], [verbs.after]),
      pairingEvidence(pairingsOf(terms, 'hedge')),
    )
  },
})

function changesCertainty(hunk: TermHunk, terms: TermComparison): boolean {
  const { removed, added } = changedHedges(hunk, terms)
  return changesExactness(hunk) || removed.length + added.length > 0
}

/** Whether an exact number replaces a vague one, or the reverse. */
function changesExactness({ removed, added }: TermHunk): boolean {
  return (hasNumber(removed, true) && hasNumber(added, false)) || (hasNumber(added, true) && hasNumber(removed, false))
}

function hasNumber(terms: readonly Term[], vague: boolean): boolean {
  return terms.some((term) => isNumber(term) && term.vague === vague)
}

/** The hedges of a hunk, without those of a number that is new itself. */
function changedHedges({ removed, added }: TermHunk, { before, after }: TermComparison) {
  const isNumberInOne = removed.some(isNumber) !== added.some(isNumber)
  const hedges = (own: readonly Term[], side: ComparedTitle) =>
    own.filter(
      (term, at) =>
        term.kind === 'hedge' &&
        side.sentenceKept[term.sentence] === true &&
        !(isNumberInOne && own.slice(at + 1, at + 3).some(isNumber)),
    )
  return { removed: hedges(removed, before), added: hedges(added, after) }
}

/** The first two verbs with which one speaker is more or less certain. "Say" and "claim" differ in tone only. */
function speechVerbChange({ before, after }: TermComparison): { severity: Severity; before: Term; after: Term } | null {
  const left = speakerClausesOf(before).filter((clause) => !before.matched[clause.term.at])
  const right = speakerClausesOf(after).filter((clause) => !after.matched[clause.term.at])
  for (const one of left) {
    const other = right.find((clause) => one.speech !== clause.speech && sharesSpeaker(one, clause))
    if (other === undefined) continue
    const grades = [one.speech, other.speech]
    const severity = grades.includes('weak') || grades.includes('sure') ? 'factual' : 'editorial'
    return { severity, before: one.term, after: other.term }
  }
  return null
}
