import type { Severity } from '../../../model/change.ts'
import { type ClassWords, type Evidence, noWords, phrasesOf, together, wordsOfPairings } from '../class-evidence.ts'
import { sayingsOf, sharesSpeaker } from '../speaker-clauses.ts'
import type { Comparison, Hunk, Side } from '../term-comparison.ts'
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
  if (spoken?.severity === 'factual') return 'factual'
  return spoken?.severity ?? (terms.pairings.some((pairing) => pairing.kind === 'hedge') ? 'editorial' : null)
}

/** The words of doubt, the numbers in more and less exact words, the verbs of one speaker. */
export const hedgeWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const { before, after, hunks, pairings } = terms
  const spoken = changeOfVerb(terms)
  return together(
    ...hunks.map((hunk) => certaintyOf(hunk, terms)),
    spoken === null ? noWords : { removed: phrasesOf([spoken.one], before), added: phrasesOf([spoken.other], after) },
    wordsOfPairings(pairings.filter(({ kind }) => kind === 'hedge')),
  )
}

function changesCertainty(hunk: Hunk, { before, after }: Comparison): boolean {
  return (
    isRounded(hunk) || qualifiers(hunk, hunk.removed, before).length + qualifiers(hunk, hunk.added, after).length > 0
  )
}

function certaintyOf(hunk: Hunk, { before, after }: Comparison): Evidence {
  const numbers = (terms: readonly Term[]) => (isRounded(hunk) ? terms.filter(isNumber) : [])
  return {
    removed: phrasesOf([...numbers(hunk.removed), ...qualifiers(hunk, hunk.removed, before)], before),
    added: phrasesOf([...numbers(hunk.added), ...qualifiers(hunk, hunk.added, after)], after),
  }
}

/** Whether an exact number stands in place of a vague one. */
function isRounded({ removed, added }: Hunk): boolean {
  return (hasNumber(removed, true) && hasNumber(added, false)) || (hasNumber(added, true) && hasNumber(removed, false))
}

/** The hedges of one side of a place; one before a number that is new with it is a part of what is new. */
function qualifiers({ removed, added }: Hunk, own: readonly Term[], side: Side): Term[] {
  const isNumberInOne = removed.some(isNumber) !== added.some(isNumber)
  return own.filter(
    (term, at) =>
      term.kind === 'hedge' &&
      side.standing[term.sentence] === true &&
      !(isNumberInOne && own.slice(at + 1, at + 3).some(isNumber)),
  )
}

function hasNumber(terms: readonly Term[], vague: boolean): boolean {
  return terms.some((term) => term.kind === 'number' && term.vague === vague)
}

function isNumber(term: Term): boolean {
  return term.kind === 'number'
}

/** One speaker says it with more or less doubt. To say and to claim differ in tone alone. */
function changeOfVerb({ before, after }: Comparison): { severity: Severity; one: Term; other: Term } | null {
  const left = sayingsOf(before).filter((saying) => !before.matched[saying.term.at])
  const right = sayingsOf(after).filter((saying) => !after.matched[saying.term.at])
  for (const one of left) {
    for (const other of right) {
      if (one.speech === other.speech || !sharesSpeaker(one, other)) continue
      const grades = [one.speech, other.speech]
      const severity = grades.includes('weak') || grades.includes('sure') ? 'factual' : 'editorial'
      return { severity, one: one.term, other: other.term }
    }
  }
  return null
}
