import type { Language } from '../language/language.ts'
import { commonEnds } from '../text/common-ends.ts'
import { type DiffRun, DiffRunWriter, isReplacement } from '../text/diff-runs.ts'
import { alignSequences } from '../text/diff-text.ts'
import { pairEquivalentTerms, spellingVariantClass, type TermPairing } from './equivalent-terms.ts'
import { isContent, isFunctionWord, isNumber, type Term, type TermList, totalContentWeight } from './terms.ts'

/** Terms without a counterpart, at one place of the two titles. */
export interface TermHunk {
  readonly removed: readonly Term[]
  readonly added: readonly Term[]
  /** The index of its first term in the title before. */
  readonly at: number
}

/** One side of a comparison. */
export interface ComparedTitle extends TermList {
  /** By index of the term: whether the other title has it too. */
  readonly matched: readonly boolean[]
  /** By number of the sentence: whether the other title has enough of its content. */
  readonly sentenceKept: readonly boolean[]
  /** Whether this title has a term with the same key anywhere. */
  hasTerm(term: Term): boolean
}

/** Two titles, compared term by term. */
export interface TermComparison {
  readonly before: ComparedTitle
  readonly after: ComparedTitle
  /** The differences, without moved terms and pairs of equivalent terms. */
  readonly hunks: readonly TermHunk[]
  /** Aligned terms with the same key that differ in spelling or in the marks before them. */
  readonly same: readonly SameTermPair[]
  /** Whether the last terms of both are the same. */
  readonly endsWithSameTerm: boolean
  /** Terms that both titles have at different places. */
  readonly moved: readonly Term[]
  /** Pairs of equivalent terms. */
  readonly pairings: readonly TermPairing[]
  /** The terms of all hunks. */
  readonly removed: readonly Term[]
  readonly added: readonly Term[]
  /** The share of the longer title's content that both titles have, from 0 to 1. */
  readonly keptShare: number
}

export interface SameTermPair {
  readonly before: Term
  readonly after: Term
  /** Whether the terms in front of both are aligned too. */
  readonly followsSame: boolean
}

// The share of its content with which a sentence counts as kept.
const minKeptShare = 0.3

/** Compares two titles, cut into terms. */
export function compareTerms(before: TermList, after: TermList): TermComparison {
  const { language } = before
  const runs = alignTerms(before.terms, after.terms)
  const found = runs
    .filter((run) => !run.same)
    .map((run) => ({
      removed: before.terms.slice(run.left, run.leftEnd),
      added: after.terms.slice(run.right, run.rightEnd),
      at: run.left,
    }))
  const { hunks: remaining, moved } = separateMoved(found)
  const paired = remaining.map(({ removed, added, at }) => ({ ...pairEquivalentTerms(removed, added, language), at }))
  const hunks = paired.filter((hunk) => hunk.removed.length + hunk.added.length > 0)
  const same = runs.filter((run) => run.same).flatMap((run) => samePairs(run, before.terms, after.terms))
  const removed = hunks.flatMap((hunk) => hunk.removed)
  const added = hunks.flatMap((hunk) => hunk.added)
  const left = readComparedTitle(before, removed)
  const right = readComparedTitle(after, added)
  return {
    before: left,
    after: right,
    hunks,
    same,
    endsWithSameTerm: runs.at(-1)?.same === true,
    moved,
    pairings: [...variantPairings(same, language), ...paired.flatMap((hunk) => hunk.pairings)],
    removed,
    added,
    keptShare: keptShareOf(left, right, moved),
  }
}

/** Aligns terms by their keys. Common terms at both ends are always aligned. */
function alignTerms(before: readonly Term[], after: readonly Term[]): DiffRun[] {
  const isSame = (left: number, right: number) => before[left]?.key === after[right]?.key
  const { start, end } = commonEnds(before.length, after.length, isSame)
  const middleKeys = (terms: readonly Term[]) => terms.slice(start, terms.length - end).map(({ key }) => key)
  const [left, right] = [middleKeys(before), middleKeys(after)]
  const writer = new DiffRunWriter()
  for (let at = 0; at < start; at++) writer.pair(at, at)
  for (const run of alignSequences(left, right, left.length + right.length) ?? []) {
    const length = run.same ? run.leftEnd - run.left : 0
    for (let step = 0; step < length; step++) writer.pair(start + run.left + step, start + run.right + step)
  }
  for (let back = end; back > 0; back--) writer.pair(before.length - back, after.length - back)
  return joinAcrossFunctionWords(writer.finish(before.length, after.length), before)
}

const maxJoinedTerms = 3

/** Joins two replacements with only a few function words between them. */
function joinAcrossFunctionWords(runs: readonly DiffRun[], before: readonly Term[]): DiffRun[] {
  const joined: DiffRun[] = []
  for (const run of runs) {
    joined.push(run)
    const [first, between, last] = joined.slice(-3)
    if (first === undefined || between === undefined || last === undefined) continue
    if (!between.same || !isReplacement(first) || !isReplacement(last)) continue
    const terms = before.slice(between.left, between.leftEnd)
    if (terms.length <= maxJoinedTerms && terms.every(isFunctionWord))
      joined.splice(-3, 3, { ...first, leftEnd: last.leftEnd, rightEnd: last.rightEnd })
  }
  return joined
}

function samePairs(run: DiffRun, before: readonly Term[], after: readonly Term[]): SameTermPair[] {
  const pairs = before.slice(run.left, run.leftEnd).map((one, step) => {
    return { before: one, after: after[run.right + step]!, followsSame: step > 0 }
  })
  return pairs.filter(({ before, after }) => before.surface !== after.surface || before.marks !== after.marks)
}

function variantPairings(pairs: readonly SameTermPair[], language: Language): TermPairing[] {
  return pairs.flatMap(({ before, after }) => {
    const kind = spellingVariantClass(before, after, language)
    return kind === null ? [] : [{ before, after, kind }]
  })
}

/** Takes out terms that were removed from one hunk and added in another: they only moved. */
function separateMoved(hunks: readonly TermHunk[]): { hunks: readonly TermHunk[]; moved: readonly Term[] } {
  if (hunks.length < 2) return { hunks, moved: [] }
  const removed = hunks.flatMap((hunk) => hunk.removed)
  const addedByKey = Map.groupBy(
    hunks.flatMap((hunk) => hunk.added),
    ({ key }) => key,
  )
  const counterparts = new Map(
    removed.flatMap((term) => {
      const counterpart = addedByKey.get(term.key)?.shift()
      return counterpart === undefined ? [] : [[term, counterpart] as const]
    }),
  )
  const moved = new Set([...counterparts.keys(), ...counterparts.values()])
  const withoutMoved = (terms: readonly Term[]) => terms.filter((term) => !moved.has(term))
  return {
    hunks: hunks.map((hunk) => ({ removed: withoutMoved(hunk.removed), added: withoutMoved(hunk.added), at: hunk.at })),
    moved: [...counterparts.keys()],
  }
}

function readComparedTitle(list: TermList, changed: readonly Term[]): ComparedTitle {
  const { terms } = list
  const matched = terms.map(() => true)
  for (const term of changed) matched[term.at] = false
  const sentences = Map.groupBy(terms, ({ sentence }) => sentence)
  const isSentenceKept = (sentence: number) => {
    const content = sentences.get(sentence)?.filter((term) => isNumber(term) || isContent(term)) ?? []
    return content.filter((term) => matched[term.at]).length >= content.length * minKeptShare
  }
  const sentenceKept = Array.from({ length: 1 + (terms.at(-1)?.sentence ?? -1) }, (_, at) => isSentenceKept(at))
  const keys = new Set(terms.map(({ key }) => key))
  return { ...list, matched, sentenceKept, hasTerm: ({ key }) => keys.has(key) }
}

/** Moved terms count half, because a rewritten text also repeats words at other places. */
function keptShareOf(left: ComparedTitle, right: ComparedTitle, moved: readonly Term[]): number {
  const content = Math.max(totalContentWeight(left.terms), totalContentWeight(right.terms))
  const keptOf = (side: ComparedTitle) => totalContentWeight(side.terms.filter((term) => side.matched[term.at]))
  return content === 0 ? 1 : (Math.min(keptOf(left), keptOf(right)) - totalContentWeight(moved) / 2) / content
}
