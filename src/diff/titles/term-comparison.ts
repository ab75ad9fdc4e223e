import type { Run } from '../text/diff-text.ts'
import { type Pairing, pairLookalikes } from './equivalent-terms.ts'
import { writingClass } from './spelling-variant.ts'
import { alignTerms } from './term-alignment.ts'
import { isContent, type Term, type TermList, weigh } from './terms.ts'

/** Terms without a counterpart at one place of the two titles. */
export interface Hunk {
  readonly removed: readonly Term[]
  readonly added: readonly Term[]
  /** Where it stands among the terms of the title before. */
  readonly at: number
}

/** One side of a comparison. */
export interface Side extends TermList {
  /** By place: whether a term stands in the other title too. */
  readonly matched: readonly boolean[]
  /** By number of the sentence: whether the other title still tells it, in these or other words. */
  readonly standing: readonly boolean[]
  /** Whether a term says what this title says anywhere. */
  says(term: Term): boolean
}

/** Two titles term by term. */
export interface Comparison {
  readonly before: Side
  readonly after: Side
  /** What differs, without what has only moved and what is one word written in two ways. */
  readonly hunks: readonly Hunk[]
  /** Terms that are the same in both at the same place, but for how they are written or marked. */
  readonly same: readonly SamePair[]
  /** Whether the last terms of both are the same. */
  readonly endsAlike: boolean
  /** Terms that left one place and came at another. */
  readonly moved: readonly Term[]
  /** Terms that are one word written or worded in two ways. */
  readonly pairings: readonly Pairing[]
  /** The terms of all hunks. */
  readonly removed: readonly Term[]
  readonly added: readonly Term[]
  /** How much the terms of all hunks say. */
  readonly gone: number
  readonly come: number
  /** How much of the content of the longer title stands in the other, from 0 to 1. */
  readonly kept: number
}

export interface SamePair {
  readonly before: Term
  readonly after: Term
  /** Whether the terms in front of the two are the same as well. */
  readonly inside: boolean
}

// A sentence still stands where this share of its content does.
const standingShare = 0.3

/** Compares two titles, cut into terms. */
export function compareTerms(before: TermList, after: TermList): Comparison {
  const runs = alignTerms(before.terms, after.terms)
  const found = runs
    .filter((run) => !run.same)
    .map((run) => ({
      removed: before.terms.slice(run.left, run.leftEnd),
      added: after.terms.slice(run.right, run.rightEnd),
      at: run.left,
    }))
  const { hunks: still, moved } = cancelMoved(found)
  const paired = still.map((hunk) => ({ ...pairLookalikes(hunk.removed, hunk.added), at: hunk.at }))
  const hunks = paired.filter((hunk) => hunk.removed.length + hunk.added.length > 0)
  const same = runs.filter((run) => run.same).flatMap((run) => samePairs(run, before.terms, after.terms))
  const removed = hunks.flatMap((hunk) => hunk.removed)
  const added = hunks.flatMap((hunk) => hunk.added)
  const left = readSide(before, removed)
  const right = readSide(after, added)
  return {
    before: left,
    after: right,
    hunks,
    same,
    endsAlike: runs.at(-1)?.same === true,
    moved,
    pairings: [...same.flatMap(writingPairing), ...paired.flatMap((one) => one.pairings)],
    removed,
    added,
    gone: weigh(removed),
    come: weigh(added),
    kept: shareKept(left, right, moved),
  }
}

function samePairs(run: Run, before: readonly Term[], after: readonly Term[]): SamePair[] {
  const pairs: SamePair[] = []
  for (let step = 0; run.left + step < run.leftEnd; step++) {
    const one = before[run.left + step]
    const other = after[run.right + step]
    if (one === undefined || other === undefined) break
    if (one.surface !== other.surface || one.marks !== other.marks)
      pairs.push({ before: one, after: other, inside: step > 0 })
  }
  return pairs
}

function writingPairing({ before, after }: SamePair): Pairing[] {
  const kind = writingClass(before, after)
  return kind === null ? [] : [{ before, after, kind }]
}

/** What left one place and came at another has only moved. */
function cancelMoved(hunks: readonly Hunk[]): { hunks: readonly Hunk[]; moved: Term[] } {
  if (hunks.length < 2) return { hunks, moved: [] }
  const coming = new Map<string, number>()
  for (const hunk of hunks) for (const { key } of hunk.added) coming.set(key, (coming.get(key) ?? 0) + 1)
  const moved: Term[] = []
  const movedKeys = new Map<string, number>()
  const left = hunks.map((hunk) =>
    hunk.removed.filter((term) => {
      const count = coming.get(term.key) ?? 0
      if (count === 0) return true
      coming.set(term.key, count - 1)
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

function readSide({ terms, tail }: TermList, changed: readonly Term[]): Side {
  const matched = terms.map(() => true)
  for (const term of changed) matched[term.at] = false
  const whole: number[] = []
  const kept: number[] = []
  for (const term of terms) {
    const weight = term.kind === 'number' || isContent(term) ? 1 : 0
    whole[term.sentence] = (whole[term.sentence] ?? 0) + weight
    kept[term.sentence] = (kept[term.sentence] ?? 0) + (matched[term.at] ? weight : 0)
  }
  const standing = whole.map((weight, at) => weight === 0 || (kept[at] ?? 0) >= weight * standingShare)
  let keys: Set<string> | null = null
  const says = ({ key }: Term) => {
    keys ??= new Set(terms.map((term) => term.key))
    return keys.has(key)
  }
  return { terms, tail, matched, standing, says }
}

/** What moved counts half: in a text put anew the same words come again, elsewhere. */
function shareKept(left: Side, right: Side, moved: readonly Term[]): number {
  const content = Math.max(weigh(left.terms), weigh(right.terms))
  const keptOf = (side: Side) => weigh(side.terms.filter((term) => side.matched[term.at]))
  return content === 0 ? 1 : (Math.min(keptOf(left), keptOf(right)) - weigh(moved) / 2) / content
}
