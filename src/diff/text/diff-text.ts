import { diffArrays } from 'diff'
import type { TextDiff } from '../../model/change.ts'
import { type CommonEnds, commonEnds, commonTextEnds } from './common-ends.ts'
import { type DiffRun, DiffRunWriter } from './diff-runs.ts'
import { SegmentBuilder } from './diff-segments.ts'
import { isTokenBoundary, tokeniseForDiff } from './diff-tokens.ts'
import { mergeCloseChanges } from './semantic-cleanup.ts'
import { shiftToSentenceEnds } from './shift-boundaries.ts'
import type { Token } from './tokens.ts'

export { countChangedWords } from './diff-segments.ts'

/** A diff of two texts. */
export interface BoundedDiff {
  readonly diff: TextDiff
  /** True where a part was too different for a word diff, and is one replacement. */
  readonly coarse: boolean
}

// The bounds are counts, not times, so that every machine gives the same result.
const maxWordEdits = 500
const maxCharacters = 1_000_000
// This much of the common ends stays beside a change, so that the change can be shifted to the end of its sentence.
const sharedMarginCharacters = 60

/** Compares two texts word by word. Identical texts give one `same` segment, two empty texts none. */
export function diffText(before: string, after: string): BoundedDiff {
  const { diff, coarse } = diffTextWithin(before, after, maxWordEdits)
  return { diff, coarse }
}

/**
 * The same as {@link diffText} with another bound.
 * @param maxEdits most edits, counted as in {@link alignSequences}
 * @returns the diff and its number of edits, which is `maxEdits` where the diff is coarse
 */
export function diffTextWithin(before: string, after: string, maxEdits: number): BoundedDiff & { edits: number } {
  if (before === after) return { diff: before === '' ? [] : [['same', before]], coarse: false, edits: 0 }
  const segments = new SegmentBuilder()
  const { start, end } = tokenSafeEnds(before, after)
  segments.addSame(before.slice(0, start))
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const edits = appendDiff(segments, left, right, maxEdits)
  segments.addSame(before.slice(before.length - end))
  return { diff: segments.finish(), coarse: edits === null, edits: edits ?? maxEdits }
}

/**
 * Aligns two sequences of strings with Myers' greedy algorithm, as the `diff` package implements it.
 * @param maxEdits most unpaired strings that both sequences have, and most changed runs
 * @returns same and changed runs by turns, in order; null above the bound
 */
export function alignSequences(left: readonly string[], right: readonly string[], maxEdits: number): DiffRun[] | null {
  return searchAlignment(left, right, maxEdits)?.runs ?? null
}

/** Searches only strings that both sequences have. In a rewrite most strings have no partner, and this skips them. */
function searchAlignment(
  left: readonly string[],
  right: readonly string[],
  maxEdits: number,
): { runs: DiffRun[]; edits: number } | null {
  const common = new Set(left).intersection(new Set(right))
  const ids = new Map(common.values().map((text, id) => [text, id]))
  const indexesOf = (texts: readonly string[]) => [...texts.keys()].filter((at) => ids.has(texts[at]!))
  const [leftIndexes, rightIndexes] = [indexesOf(left), indexesOf(right)]
  const leftIds = leftIndexes.map((at) => ids.get(left[at]!)!)
  const rightIds = rightIndexes.map((at) => ids.get(right[at]!)!)
  const changes = diffArrays(leftIds, rightIds, { maxEditLength: maxEdits })
  if (changes === undefined) return null
  const writer = new DiffRunWriter()
  let [leftAt, rightAt, searched] = [0, 0, 0]
  for (const { added, removed, count } of changes) {
    if (added || removed) searched += count
    else
      for (let step = 0; step < count; step++) writer.pair(leftIndexes[leftAt + step]!, rightIndexes[rightAt + step]!)
    if (!added) leftAt += count
    if (!removed) rightAt += count
  }
  const runs = writer.finish(left.length, right.length)
  const edits = Math.max(searched, runs.filter((run) => !run.same).length)
  return edits > maxEdits ? null : { runs, edits }
}

/** The common ends of two texts, without the margin and shortened until no token is cut. */
function tokenSafeEnds(before: string, after: string): CommonEnds {
  const texts = [before, after]
  const hasLinks = texts.some((text) => text.includes('://') || text.includes(']('))
  const shared = commonTextEnds(before, after)
  let start = Math.max(0, shared.start - sharedMarginCharacters)
  while (start > 0 && !texts.every((text) => isTokenBoundary(text, start, hasLinks))) start--
  let end = Math.max(0, shared.end - sharedMarginCharacters)
  while (end > 0 && !texts.every((text) => isTokenBoundary(text, text.length - end, hasLinks))) end--
  return { start, end }
}

/** Appends the word diff of two texts. @returns the number of edits; null above the bounds, with one replacement */
function appendDiff(segments: SegmentBuilder, before: string, after: string, maxEdits: number): number | null {
  if (before.length > maxCharacters || after.length > maxCharacters) {
    segments.addReplacement(before, after)
    return null
  }
  const left = tokeniseForDiff(before)
  const right = tokeniseForDiff(after)
  const [leftTexts, rightTexts] = [left.tokens.map(({ text }) => text), right.tokens.map(({ text }) => text)]
  const aligned = searchAlignment(leftTexts, rightTexts, maxEdits)
  const runs =
    aligned === null
      ? replaceMiddle(leftTexts, rightTexts)
      : shiftToSentenceEnds(mergeCloseChanges(aligned.runs, leftTexts, rightTexts), leftTexts, rightTexts)
  for (const run of runs) {
    if (run.same) appendSame(segments, left.tokens, right.tokens, run)
    else {
      const removed = joinTokens(left.tokens.slice(run.left, run.leftEnd))
      segments.addReplacement(removed, joinTokens(right.tokens.slice(run.right, run.rightEnd)))
    }
  }
  segments.addReplacement(left.tail, right.tail)
  return aligned?.edits ?? null
}

/** Appends equal words. The white space before each word may differ. */
function appendSame(segments: SegmentBuilder, left: readonly Token[], right: readonly Token[], run: DiffRun): void {
  for (let step = 0; run.left + step < run.leftEnd; step++) {
    const { gap, text } = left[run.left + step]!
    segments.addReplacement(gap, right[run.right + step]!.gap)
    segments.addSame(text)
  }
}

function joinTokens(tokens: readonly Token[]): string {
  let text = ''
  for (const token of tokens) text += token.gap + token.text
  return text
}

/** The whole difference as one replacement between the common ends. */
function replaceMiddle(left: readonly string[], right: readonly string[]): DiffRun[] {
  const { start, end } = commonEnds(left.length, right.length, (one, other) => left[one] === right[other])
  const [leftEnd, rightEnd] = [left.length - end, right.length - end]
  return [
    { same: true, left: 0, leftEnd: start, right: 0, rightEnd: start },
    { same: false, left: start, leftEnd, right: start, rightEnd },
    { same: true, left: leftEnd, leftEnd: left.length, right: rightEnd, rightEnd: right.length },
  ]
}
