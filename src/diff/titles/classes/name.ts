import type { Severity } from '../../../model/change.ts'
import { startsWithCapital } from '../../language/draft-terms.ts'
import { areDistinctWords, editDistance } from '../../language/english/spelling.ts'
import {
  type ClassEvidenceFinder,
  evidenceOfPairings,
  mergeEvidence,
  noEvidence,
  phrasesOf,
} from '../class-evidence.ts'
import type { ComparedTitle, TermComparison, TermHunk } from '../term-comparison.ts'
import { isContent, type Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * A person, place, organisation or thing becomes another one.
 * - `A ship sinks off Malta` -> `A ship sinks off Cyprus`
 * - `in northeast Iran` -> `in northwest Iran`
 * - `Aston Martin wins in GT` -> `Aston Martin wins in GTE` (editorial: a name told more exactly)
 */
export const detectName: ClassDetector = ({ terms }) => {
  if (terms === null) return null
  const found = terms.hunks.map((hunk) => nameSeverity(hunk, terms))
  if (found.includes('factual')) return 'factual'
  const isRespelt = terms.pairings.some((pairing) => pairing.kind === 'name')
  return isRespelt || found.includes('editorial') ? 'editorial' : null
}

/** The names on both sides of each place where one stands for another; bare subjects are words by themselves. */
export const findNameEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const { before, after, hunks, pairings } = terms
  const nameHunks = hunks.filter((hunk) => nameSeverity(hunk, terms) !== null)
  const names = (own: readonly Term[]) => (own.some(isName) ? own.filter(isName) : own)
  return mergeEvidence(
    {
      removed: nameHunks.flatMap(({ removed }) => phrasesOf(names(removed), before)),
      added: nameHunks.flatMap(({ added }) => phrasesOf(names(added), after)),
    },
    evidenceOfPairings(pairings.filter(({ kind }) => kind === 'name')),
  )
}

/** The gravity of names in place of names, null where they are none; where more is described than named on either side, they may be the same. */
export function nameSeverity(hunk: TermHunk, terms: TermComparison): Severity | null {
  const { removed, added } = hunk
  if (removed.some(isAttribution) !== added.some(isAttribution)) return null
  if (isBracketed(removed, terms.before) && isBracketed(added, terms.after)) return null
  if (areBareSubjects(hunk, terms)) return 'factual'
  if (isMostlyDescription(removed) || isMostlyDescription(added)) return endsInOtherName(hunk, terms) ? 'factual' : null
  const left = removed.filter(isName)
  const right = added.filter(isName)
  if (left.length === 0 || right.length === 0) return null
  const [one] = left
  const [other] = right
  const isVariant =
    left.length === 1 &&
    right.length === 1 &&
    one !== undefined &&
    other !== undefined &&
    isNameVariant(one, other, terms)
  return isVariant ? 'editorial' : 'factual'
}

/** Whether all of it stands in brackets, where names are explained: the party and seat of a member. */
function isBracketed(own: readonly Term[], side: ComparedTitle): boolean {
  const first = own[0]
  const behind = side.terms[(own.at(-1)?.at ?? 0) + 1]
  return first?.marks.includes('(') === true && (behind?.marks ?? side.tail).includes(')')
}

/** Whether both sides end in a name, each another beginning of one that goes on alike: Atlantic and Pacific Time. */
function endsInOtherName({ removed, added }: TermHunk, { before }: TermComparison): boolean {
  const one = removed.at(-1)
  const other = added.at(-1)
  const next = before.terms[(one?.at ?? before.terms.length) + 1]
  return one?.kind === 'name' && other?.kind === 'name' && next?.kind === 'name' && next.marks === ''
}

/**
 * Whether one word in place of another opens a sentence, without an article and before a verb: a title speaks so of
 * firms and people (`Boeing recalls`), and hardly of things.
 */
function areBareSubjects({ removed, added }: TermHunk, { before }: TermComparison): boolean {
  const [one] = removed
  const [other] = added
  if (one === undefined || other === undefined || removed.length + added.length > 2) return false
  const next = before.terms[one.at + 1]
  const isBare = (term: Term) =>
    term.opening &&
    startsWithCapital(term.surface) &&
    isContent(term) &&
    !term.sense.isRole &&
    !/[^su]s$/.test(term.surface)
  return isBare(one) && isBare(other) && next?.marks === '' && /^\p{Ll}+s$/u.test(next.surface) && next.kind === 'word'
}

function isAttribution(term: Term): boolean {
  return term.kind === 'attribution'
}

function isName(term: Term): boolean {
  return term.kind === 'name'
}

function isMostlyDescription(terms: readonly Term[]): boolean {
  return terms.filter((term) => term.kind === 'word').length > terms.filter(isName).length
}

/** Whether one name is the other told more exactly (GTE and LMGTE), or one part of a full name in other letters. */
function isNameVariant(one: Term, other: Term, { before }: TermComparison): boolean {
  const left = one.surface
  const right = other.surface
  if (/^\p{Lu}{3,}$/u.test(left) && /^\p{Lu}{3,}$/u.test(right)) return left.includes(right) || right.includes(left)
  const previous = before.terms[one.at - 1]
  const next = before.terms[one.at + 1]
  const isPartOfName =
    (previous?.kind === 'name' && before.matched[previous.at] === true && one.marks === '') ||
    (next?.kind === 'name' && before.matched[next.at] === true && next.marks === '')
  const letters = Math.max(left.length, right.length)
  return (
    isPartOfName &&
    letters < 40 &&
    !areDistinctWords(left.toLowerCase(), right.toLowerCase()) &&
    editDistance(left.toLowerCase(), right.toLowerCase()) * minLettersPerTypo <= letters
  )
}

// Among so many letters one may differ for two names to be one.
const minLettersPerTypo = 3
