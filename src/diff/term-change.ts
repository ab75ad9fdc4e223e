import type { ChangeClass } from '../model/change.ts'
import { foldDiacritics } from './normalise.ts'
import type { Note } from './severity.ts'
import type { Term } from './terms.ts'
import { align, type Run } from './text.ts'
import { isMistyped, isSlip } from './words/spelling.ts'
import { stem } from './words/stems.ts'
import { stateOf } from './words/verbs.ts'

interface Side {
  readonly terms: readonly Term[]
  readonly tail: string
}

/** Terms without a counterpart at one place of the two titles. */
interface Hunk {
  removed: Term[]
  added: Term[]
  /** Whether what is removed or added is a sentence of its own. */
  readonly sentence: boolean
}

// From so many words of content on, a detail that comes or goes is one that matters.
const weightyDetail = 4
const weightyClause = 2
// Beyond so many pairs of words a place is another text, and no word of it another's misspelling.
const longestPairing = 2_500
const clauseWords = new Set(
  'and with who which including despite after because while although'.split(' ').map((word) => `function:${word}`),
)

/** Tells the classes of what differs between two titles, cut into terms. */
export function compareTerms(before: Side, after: Side, note: Note): void {
  const left = before.terms
  const right = after.terms
  const runs = align(left.map(keyOf), right.map(keyOf), left.length + right.length) ?? []
  const hunks = runs.filter((run) => !run.same).map((run) => readHunk(run, left, right))
  for (const run of runs) if (run.same) compareSame(run, left, right, note)
  if (before.tail !== after.tail && (runs.at(-1)?.same ?? true)) note('punctuation')
  cancelMoved(hunks, note)
  for (const hunk of hunks) pairLookalikes(hunk, note)
  compareFacts(hunks, note)
  compareContent(hunks, left, right, note)
}

function keyOf(term: Term): string {
  return term.key
}

function readHunk(run: Run, left: readonly Term[], right: readonly Term[]): Hunk {
  const removed = left.slice(run.left, run.leftEnd)
  const added = right.slice(run.right, run.rightEnd)
  const long = removed.length === 0 ? added : added.length === 0 ? removed : []
  const sentence = long.length >= 4 && long.some((term) => term.opening)
  return { removed, added, sentence }
}

/** The same terms in both: how they are written, and the marks between them. */
function compareSame(run: Run, left: readonly Term[], right: readonly Term[], note: Note): void {
  for (let step = 0; run.left + step < run.leftEnd; step++) {
    const one = left[run.left + step]
    const other = right[run.right + step]
    if (one === undefined || other === undefined) break
    if (one.surface !== other.surface) compareWriting(one, other, note)
    if (step > 0 && one.marks !== other.marks && !one.key.startsWith('unit:')) note('punctuation')
  }
}

function compareWriting(one: Term, other: Term, note: Note): void {
  const left = one.surface.toLowerCase()
  const right = other.surface.toLowerCase()
  if (left === right) {
    if (one.opening === other.opening) note('punctuation')
  } else if (left.replaceAll('.', '') === right.replaceAll('.', '')) note('punctuation')
  else if (one.kind === 'number' || one.key.startsWith('unit:')) note('number-style')
  else if (one.kind === 'hedge') {
    note('hedge', 'editorial')
    note('wording')
  } else if (one.kind === 'function') note('grammar')
  else if (one.alias || one.kind === 'date') note('wording')
  else if (foldDiacritics(left) === foldDiacritics(right)) note('typography')
  else if (stem(left) !== stem(right) || isRespeltName(one, left, right)) note('spelling')
  else note('grammar')
}

/** A name has no tense: but for a plural or possessive, another ending is another spelling. */
function isRespeltName(term: Term, left: string, right: string): boolean {
  return term.kind === 'name' && left.replace(/'?s?'?$/, '') !== right.replace(/'?s?'?$/, '')
}

/** What left one place and came at another has only moved. */
function cancelMoved(hunks: readonly Hunk[], note: Note): void {
  if (hunks.length < 2) return
  const added = new Map<string, number>()
  for (const hunk of hunks) for (const term of hunk.added) added.set(term.key, (added.get(term.key) ?? 0) + 1)
  const moved = new Map<string, number>()
  let names = 0
  let words = 0
  for (const hunk of hunks) {
    hunk.removed = hunk.removed.filter((term) => {
      const count = added.get(term.key) ?? 0
      if (count === 0) return true
      added.set(term.key, count - 1)
      moved.set(term.key, (moved.get(term.key) ?? 0) + 1)
      if (term.kind === 'name') names++
      else if (term.kind !== 'function') words++
      return false
    })
  }
  for (const hunk of hunks) {
    hunk.added = hunk.added.filter((term) => {
      const count = moved.get(term.key) ?? 0
      if (count > 0) moved.set(term.key, count - 1)
      return count === 0
    })
  }
  if (names + words > 0) note('wording')
  else if (moved.size > 0) note('grammar')
}

/** Pairs terms that are one word written in two ways: mistyped, or with a character lost on the way. */
function pairLookalikes(hunk: Hunk, note: Note): void {
  const fixed = hunk.removed.some(isFixed) || hunk.added.some(isFixed)
  if (!fixed && hunk.removed.length > 0 && joined(hunk.removed) === joined(hunk.added)) {
    note('punctuation')
    hunk.removed = []
    hunk.added = []
    return
  }
  if (hunk.removed.length * hunk.added.length > longestPairing) return
  hunk.removed = hunk.removed.filter((one) => {
    const at = hunk.added.findIndex((other) => lookalike(one, other) !== null)
    const other = hunk.added[at]
    if (other === undefined) return true
    hunk.added.splice(at, 1)
    note(lookalike(one, other) ?? 'spelling')
    return false
  })
}

/** Letters alone: `re-elected` and `reelected` are one. */
function joined(terms: readonly Term[]): string {
  return terms.map((term) => term.surface.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).join('')
}

function lookalike(one: Term, other: Term): ChangeClass | null {
  if (one.surface.includes('\ufffd') !== other.surface.includes('\ufffd')) {
    return matchesLost(one.surface, other.surface) || matchesLost(other.surface, one.surface) ? 'typography' : null
  }
  if (!isContent(one) && !isContent(other)) return null
  if (isFixed(one) || isFixed(other)) return null
  if (one.key.includes(':') || other.key.includes(':')) return null
  const left = one.surface.toLowerCase()
  const right = other.surface.toLowerCase()
  if (left.startsWith(right) || right.startsWith(left)) {
    const more = left.slice(right.length) + right.slice(left.length)
    if (/^(?:n|an|ian|ern|s|ly|al)$/.test(more)) return one.kind === 'name' ? 'wording' : 'grammar'
  }
  // A short word of what happened has neighbours that tell something else: elected and ejected.
  const telling = stateOf(one.key) !== null || stateOf(other.key) !== null
  const near = telling && left.length < 8 ? isSlip : isMistyped
  return near(left, right) ? 'spelling' : null
}

function isFixed(term: Term): boolean {
  return term.kind === 'number' || term.kind === 'date' || term.kind === 'negation'
}

/** Whether a text with replacement characters can be the other. */
function matchesLost(lost: string, whole: string): boolean {
  if (!lost.includes('\ufffd') || lost.length > 40 || whole.length > 60) return false
  const parts = lost.split(/\ufffd+/)
  // Few, since each multiplies the ways to try.
  if (parts.length > 5) return false
  const pattern = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.{0,3}')}$`, 'i').test(whole)
}

function isContent(term: Term): boolean {
  return term.kind === 'word' || term.kind === 'name'
}

function compareFacts(hunks: readonly Hunk[], note: Note): void {
  const removed = hunks.flatMap((hunk) => hunk.removed)
  const added = hunks.flatMap((hunk) => hunk.added)
  const all = [...removed, ...added]
  const inBoth = hunks.filter((hunk) => !hunk.sentence).flatMap((hunk) => [...hunk.removed, ...hunk.added])
  if (all.some((term) => term.kind === 'number' && !term.vague)) note('number')
  if (all.some((term) => term.kind === 'date')) note('date', isBackground(all) ? 'editorial' : 'factual')
  if (all.some((term) => term.kind === 'negation')) note('negation')
  if (hunks.some(changesCertainty)) note('hedge')
  if (inBoth.some((term) => term.kind === 'attribution')) note('attribution')
  for (const hunk of hunks) compareStates(hunk, note)
  for (const hunk of hunks) compareNames(hunk, note)
}

/** Whether a claim told by both titles is more or less certain; a bound on a number told by one only is part of that detail. */
function changesCertainty(hunk: Hunk): boolean {
  if (hunk.sentence) return false
  const { removed, added } = hunk
  if (hasNumber(removed, true) && hasNumber(added, false)) return true
  if (hasNumber(added, true) && hasNumber(removed, false)) return true
  const numberInOne = removed.some(isNumber) !== added.some(isNumber)
  return [removed, added].some((terms) =>
    terms.some((term, at) => term.kind === 'hedge' && !(numberInOne && terms.slice(at + 1, at + 3).some(isNumber))),
  )
}

function hasNumber(terms: readonly Term[], vague: boolean): boolean {
  return terms.some((term) => term.kind === 'number' && term.vague === vague)
}

function isNumber(term: Term): boolean {
  return term.kind === 'number'
}

/** A weekday, or the year in front of a name, that comes or goes alone. */
function isBackground(all: readonly Term[]): boolean {
  const dates = all.filter((term) => term.kind === 'date')
  return dates.length === 1 && /day$|^[0-9]{4}(?:-[0-9]+)?:name$/.test(dates[0]?.key ?? '')
}

function compareStates(hunk: Hunk, note: Note): void {
  const left = states(hunk.removed)
  const right = states(hunk.added)
  if (left.size > 0 && right.size > 0 && left.isDisjointFrom(right)) note('status')
  else if (
    left.has('future') !== right.has('future') &&
    !hunk.sentence &&
    hunk.removed.length + hunk.added.length <= 12
  )
    note('status')
}

function states(terms: readonly Term[]): Set<string> {
  const found = terms.map((term) =>
    term.key === 'function:will' || term.key === 'hedge:expected' ? 'future' : stateOf(term.key),
  )
  return new Set(found.filter((state) => state !== null))
}

/** A name in place of a name; where more is described than named on either side, it may be the same one. */
function compareNames(hunk: Hunk, note: Note): void {
  if (isDescription(hunk.removed) || isDescription(hunk.added)) return
  const left = hunk.removed.filter((term) => term.kind === 'name')
  const right = hunk.added.filter((term) => term.kind === 'name')
  if (left.length === 0 || right.length === 0 || isAcronym(left, right) || isAcronym(right, left)) return
  note('name')
}

function isDescription(terms: readonly Term[]): boolean {
  return terms.filter((term) => term.kind === 'word').length > terms.filter((term) => term.kind === 'name').length
}

function isAcronym(short: readonly Term[], long: readonly Term[]): boolean {
  const initials = long.map((term) => term.surface.charAt(0)).join('')
  return short.length === 1 && initials.length > 1 && short[0]?.surface.replaceAll('.', '') === initials
}

/** What is left: words of content on one side or on both. */
function compareContent(hunks: readonly Hunk[], left: readonly Term[], right: readonly Term[], note: Note): void {
  let removed = 0
  let added = 0
  const counted = hunks.some((hunk) => [...hunk.removed, ...hunk.added].some(isNumber))
  for (const hunk of hunks) {
    const gone = weigh(hunk.removed)
    const come = weigh(hunk.added)
    removed += gone
    added += come
    if (gone > 0 && come > 0 && !onlyNames(hunk)) note('wording')
    if (come - gone >= 2 || (come > 0 && gone === 0))
      note('detail-added', isWeighty(hunk, come - gone) ? 'factual' : 'editorial')
    if (gone - come >= 2 || (gone > 0 && come === 0))
      note('detail-removed', isWeighty(hunk, gone - come) ? 'factual' : 'editorial')
    const all = [...hunk.removed, ...hunk.added]
    if (all.length > 0 && !counted && all.every((term) => term.kind === 'function')) note('grammar')
  }
  const leftWeight = weigh(left)
  const rightWeight = weigh(right)
  const kept = Math.min(leftWeight - removed, rightWeight - added)
  if (Math.min(removed, added) >= 2 && removed + added >= 6 && kept < Math.max(leftWeight, rightWeight) * 0.4) {
    note('rewrite', 'factual')
  }
}

/** Whether what came or went is a fact of its own: a clause, or many words. */
function isWeighty(hunk: Hunk, weight: number): boolean {
  const pure = hunk.removed.length === 0 || hunk.added.length === 0
  const clause =
    openings(hunk.removed) !== openings(hunk.added) ||
    (pure && [...hunk.removed, ...hunk.added].some((term) => clauseWords.has(term.key)))
  return weight >= (clause ? weightyClause : weightyDetail)
}

/** How many sentences begin within some terms, behind the first. */
function openings(terms: readonly Term[]): number {
  return terms.slice(1).filter((term) => term.opening).length
}

function onlyNames(hunk: Hunk): boolean {
  return [...hunk.removed, ...hunk.added].every((term) => term.kind !== 'word')
}

/** How much terms say, in words; a name counts half, since it mostly describes, and so does a Han character. */
function weigh(terms: readonly Term[]): number {
  let weight = 0
  for (const term of terms)
    if (isContent(term)) weight += term.kind === 'name' || /^\p{Script=Han}$/u.test(term.surface) ? 0.5 : 1
  return weight
}
