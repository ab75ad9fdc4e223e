import type { Language } from '../language/language.ts'
import type { DiffRun } from '../text/diff-text.ts'
import { pairEquivalentTerms, spellingVariantClass, type TermPairing } from './equivalent-terms.ts'
import { alignTerms } from './term-alignment.ts'
import { isContent, isNumber, type Term, type TermList, totalContentWeight } from './terms.ts'

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
  /** The content weight of all hunks. */
  readonly removedWeight: number
  readonly addedWeight: number
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
  const runs = alignTerms(before.terms, after.terms)
  const found = runs
    .filter((run) => !run.same)
    .map((run) => ({
      removed: before.terms.slice(run.left, run.leftEnd),
      added: after.terms.slice(run.right, run.rightEnd),
      at: run.left,
    }))
  const { hunks: remaining, moved } = separateMoved(found)
  const paired = remaining.map((hunk) => ({
    ...pairEquivalentTerms(hunk.removed, hunk.added, before.language),
    at: hunk.at,
  }))
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
    pairings: [
      ...same.flatMap((pair) => variantPairing(pair, before.language)),
      ...paired.flatMap((one) => one.pairings),
    ],
    removed,
    added,
    removedWeight: totalContentWeight(removed),
    addedWeight: totalContentWeight(added),
    keptShare: keptShareOf(left, right, moved),
  }
}

function samePairs(run: DiffRun, before: readonly Term[], after: readonly Term[]): SameTermPair[] {
  const pairs: SameTermPair[] = []
  for (let step = 0; run.left + step < run.leftEnd; step++) {
    const one = before[run.left + step]
    const other = after[run.right + step]
    if (one === undefined || other === undefined) break
    if (one.surface !== other.surface || one.marks !== other.marks)
      pairs.push({ before: one, after: other, followsSame: step > 0 })
  }
  return pairs
}

function variantPairing({ before, after }: SameTermPair, language: Language): TermPairing[] {
  const kind = spellingVariantClass(before, after, language)
  return kind === null ? [] : [{ before, after, kind }]
}

/** Takes out terms that were removed from one hunk and added in another: they only moved. */
function separateMoved(hunks: readonly TermHunk[]): { hunks: readonly TermHunk[]; moved: Term[] } {
  if (hunks.length < 2) return { hunks, moved: [] }
  const addedKeys = new Map<string, number>()
  for (const hunk of hunks) for (const { key } of hunk.added) addedKeys.set(key, (addedKeys.get(key) ?? 0) + 1)
  const moved: Term[] = []
  const movedKeys = new Map<string, number>()
  const left = hunks.map((hunk) =>
    hunk.removed.filter((term) => {
      const count = addedKeys.get(term.key) ?? 0
      if (count === 0) return true
      addedKeys.set(term.key, count - 1)
      movedKeys.set(term.key, (movedKeys.get(term.key) ?? 0) + 1)
      moved.push(term)
      return false
    }),
  )
  if (moved.length === 0) return { hunks, moved }
  const right = hunks.map((hunk) =>
    hunk.added.filter((term) => {
      const count = movedKeys.get(term.key) ?? 0
      if (count > 0) movedKeys.set(term.key, count - 1)
      return count === 0
    }),
  )
  return { hunks: hunks.map(({ at }, index) => ({ removed: left[index] ?? [], added: right[index] ?? [], at })), moved }
}

function readComparedTitle(list: TermList, changed: readonly Term[]): ComparedTitle {
  const { terms } = list
  const matched = terms.map(() => true)
  for (const term of changed) matched[term.at] = false
  const contentBySentence: number[] = []
  const keptBySentence: number[] = []
  for (const term of terms) {
    const weight = isNumber(term) || isContent(term) ? 1 : 0
    contentBySentence[term.sentence] = (contentBySentence[term.sentence] ?? 0) + weight
    keptBySentence[term.sentence] = (keptBySentence[term.sentence] ?? 0) + (matched[term.at] ? weight : 0)
  }
  const sentenceKept = contentBySentence.map(
    (weight, at) => weight === 0 || (keptBySentence[at] ?? 0) >= weight * minKeptShare,
  )
  let keys: Set<string> | null = null
  const hasTerm = ({ key }: Term) => {
    keys ??= new Set(terms.map((term) => term.key))
    return keys.has(key)
  }
  return { ...list, matched, sentenceKept, hasTerm }
}

/** Moved terms count half, because a rewritten text also repeats words at other places. */
function keptShareOf(left: ComparedTitle, right: ComparedTitle, moved: readonly Term[]): number {
  const content = Math.max(totalContentWeight(left.terms), totalContentWeight(right.terms))
  const keptOf = (side: ComparedTitle) => totalContentWeight(side.terms.filter((term) => side.matched[term.at]))
  return content === 0 ? 1 : (Math.min(keptOf(left), keptOf(right)) - totalContentWeight(moved) / 2) / content
}
