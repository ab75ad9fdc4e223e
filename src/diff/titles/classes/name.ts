import type { Severity } from '../../../model/change.ts'
import { startsWithCapital } from '../../language/draft-terms.ts'
import { editDistance } from '../../text/edit-distance.ts'
import { mergeEvidence, pairingEvidence, pairingsOf, termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isContent, isKind, isName, type Term } from '../terms.ts'

/**
 * A person, place, organisation or thing is replaced by another one.
 * - `A ship sinks off Malta` -> `A ship sinks off Cyprus`
 * - `in northeast Iran` -> `in northwest Iran`
 * - `Aston Martin wins in GT` -> `Aston Martin wins in GTE` (editorial: a more exact name)
 */
export const nameRule = termRule({
  kind: 'name',
  severity: 'factual',
  detect: (terms) => {
    const found = terms.hunks.map((hunk) => nameSeverity(hunk, terms))
    if (found.includes('factual')) return true
    return (pairingsOf(terms, 'name').length > 0 || found.includes('editorial')) && 'editorial'
  },
  words: (terms) => {
    // Bare subjects are no terms of the kind "name".
    const names = (own: readonly Term[]) => (own.some(isName) ? own.filter(isName) : own)
    return mergeEvidence(
      ...terms.hunks
        .filter((hunk) => nameSeverity(hunk, terms) !== null)
        .map(({ removed, added }) => termEvidence(terms, names(removed), names(added))),
      pairingEvidence(pairingsOf(terms, 'name')),
    )
  },
})

/** The severity where names replace names, or null. Where a side has more description than names, both may mean the same. */
export function nameSeverity(hunk: TermHunk, terms: TermComparison): Severity | null {
  const { removed, added } = hunk
  if (removed.some(isAttribution) !== added.some(isAttribution)) return null
  if (isBracketed(removed, terms.before) && isBracketed(added, terms.after)) return null
  if (areBareSubjects(hunk, terms)) return 'factual'
  if (isMostlyDescription(removed) || isMostlyDescription(added)) return endsInOtherName(hunk, terms) ? 'factual' : null
  const [one, ...left] = removed.filter(isName)
  const [other, ...right] = added.filter(isName)
  if (one === undefined || other === undefined) return null
  return left.length + right.length === 0 && isNameVariant(one, other, terms) ? 'editorial' : 'factual'
}

/** Whether terms fill a pair of brackets, which explains a name: the party and seat of a member. */
function isBracketed(own: readonly Term[], side: ComparedTitle): boolean {
  const first = own[0]
  const behind = side.terms[(own.at(-1)?.at ?? 0) + 1]
  return first?.marks.includes('(') === true && (behind?.marks ?? side.tail).includes(')')
}

/** Whether both sides end in a name that continues with the same next word: Atlantic and Pacific Time. */
function endsInOtherName({ removed, added }: TermHunk, { before }: TermComparison): boolean {
  const one = removed.at(-1)
  const other = added.at(-1)
  const next = before.terms[(one?.at ?? before.terms.length) + 1]
  return one?.kind === 'name' && other?.kind === 'name' && next?.kind === 'name' && next.marks === ''
}

/**
 * Whether one word replaces another as the first word of a sentence, without an article and before a verb. Titles write
 * companies and people so ("Boeing recalls"), and rarely things.
 */
function areBareSubjects({ removed, added }: TermHunk, { before }: TermComparison): boolean {
  const [one] = removed
  const [other] = added
  if (one === undefined || other === undefined || removed.length + added.length > 2) return false
  const { language } = before
  const next = before.terms[one.at + 1]
  const isBare = (term: Term) =>
    term.opening &&
    startsWithCapital(term.surface) &&
    isContent(term) &&
    !term.sense.isRole &&
    !language.isPlural(term.surface)
  return (
    isBare(one) && isBare(other) && next?.marks === '' && language.isSingularVerb(next.surface) && next.kind === 'word'
  )
}

const isAttribution = isKind('attribution')

function isMostlyDescription(terms: readonly Term[]): boolean {
  return terms.filter((term) => term.kind === 'word').length > terms.filter(isName).length
}

// The letters per edit from which two names are spellings of one.
const minLettersPerEdit = 3
const maxVariantLength = 40

/** Whether one name is a more exact form of the other (GTE and LMGTE), or part of a full name with another spelling. */
function isNameVariant(one: Term, other: Term, { before }: TermComparison): boolean {
  const [left, right] = [one.surface, other.surface]
  if (/^\p{Lu}{3,}$/u.test(left) && /^\p{Lu}{3,}$/u.test(right)) return left.includes(right) || right.includes(left)
  const isSharedName = (term: Term | undefined) => term?.kind === 'name' && before.matched[term.at] === true
  const next = before.terms[one.at + 1]
  const isPartOfName =
    (isSharedName(before.terms[one.at - 1]) && one.marks === '') || (isSharedName(next) && next?.marks === '')
  const letters = Math.max(left.length, right.length)
  const [lowerLeft, lowerRight] = [left.toLowerCase(), right.toLowerCase()]
  return (
    isPartOfName &&
    letters < maxVariantLength &&
    !before.language.areDistinctWords(lowerLeft, lowerRight) &&
    editDistance(lowerLeft, lowerRight) * minLettersPerEdit <= letters
  )
}
