import { diffArrays } from 'diff'
import type { TextDiff } from '../../model/change.ts'
import { type DiffRun, DiffRunWriter } from './diff-runs.ts'
import { SegmentBuilder } from './diff-segments.ts'
import { isTokenBoundary, tokeniseForDiff } from './diff-tokens.ts'
import { mergeCloseChanges } from './semantic-cleanup.ts'
import { shiftToSentenceEnds } from './shift-boundaries.ts'
import type { Token } from './tokens.ts'

export type { DiffRun } from './diff-runs.ts'
export { countChangedWords } from './diff-segments.ts'

/** A diff of two texts. `coarse`: some part was too different for words, and is told as one replacement. */
export interface BoundedDiff {
  readonly diff: TextDiff
  readonly coarse: boolean
}

// The bounds are counts of edits and characters, never times, so that every machine gives the same answer.
const maxWordEdits = 500
const maxCharacters = 1_000_000
// Shared ends are left this long beside a change, so that it can be told at the end of its sentence.
const sharedMarginCharacters = 60

/**
 * Compares two texts word by word. The segments rebuild both texts to the character.
 * Identical texts are one `same` segment, two empty ones none.
 */
export function diffText(before: string, after: string): BoundedDiff {
  const { diff, coarse } = diffTextWithin(before, after, maxWordEdits)
  return { diff, coarse }
}

/**
 * The same with at most `maxEdits` edits, as `align` counts them.
 * @returns with how many there were, which is `maxEdits` where they were too many
 */
export function diffTextWithin(before: string, after: string, maxEdits: number): BoundedDiff & { edits: number } {
  if (before === after) return { diff: before === '' ? [] : [['same', before]], coarse: false, edits: 0 }
  const segments = new SegmentBuilder()
  const { start, end } = sharedEnds(before, after)
  segments.addSame(before.slice(0, start))
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const edits = appendDiff(segments, left, right, maxEdits)
  segments.addSame(before.slice(before.length - end))
  return { diff: segments.finish(), coarse: edits === null, edits: edits ?? maxEdits }
}

/**
 * Aligns two sequences of strings (Myers' greedy algorithm, as the `diff` package has it).
 * @param maxEdits how many strings that both sequences have may be without a partner, and how many changes there may be
 * @returns runs in order, same and changed by turns; null where there would be more
 */
export function alignSequences(left: readonly string[], right: readonly string[], maxEdits: number): DiffRun[] | null {
  return searchAlignment(left, right, maxEdits)?.runs ?? null
}

/** Strings that one sequence alone has are left out of the search: they have no partner, and most of a rewrite is such. */
function searchAlignment(
  left: readonly string[],
  right: readonly string[],
  maxEdits: number,
): { runs: DiffRun[]; edits: number } | null {
  const ids = new Map<string, number>()
  for (const text of right) if (!ids.has(text)) ids.set(text, ids.size)
  const isInLeft = new Uint8Array(ids.size)
  const leftIndexes: number[] = []
  const leftIds: number[] = []
  for (const [at, text] of left.entries()) {
    const id = ids.get(text)
    if (id === undefined) continue
    isInLeft[id] = 1
    leftIndexes.push(at)
    leftIds.push(id)
  }
  const rightIndexes: number[] = []
  const rightIds: number[] = []
  for (const [at, text] of right.entries()) {
    const id = ids.get(text)!
    if (isInLeft[id] === 0) continue
    rightIndexes.push(at)
    rightIds.push(id)
  }
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

/** How many characters two texts share at their ends, cut back to where no token is cut. */
function sharedEnds(before: string, after: string): { start: number; end: number } {
  const limit = Math.min(before.length, after.length)
  let start = 0
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++
  const rest = limit - start
  const hasLinks = before.includes('://') || before.includes('](') || after.includes('://') || after.includes('](')
  start = Math.max(0, start - sharedMarginCharacters)
  while (start > 0 && !(isTokenBoundary(before, start, hasLinks) && isTokenBoundary(after, start, hasLinks))) start--
  let end = 0
  while (end < rest && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++
  end = Math.max(0, end - sharedMarginCharacters)
  const isBoundary = (text: string) => isTokenBoundary(text, text.length - end, hasLinks)
  while (end > 0 && !(isBoundary(before) && isBoundary(after))) end--
  return { start, end }
}

/** Appends the word diff of two texts; past the bounds as one replacement, and then the number of edits is null. */
function appendDiff(segments: SegmentBuilder, before: string, after: string, maxEdits: number): number | null {
  if (before.length > maxCharacters || after.length > maxCharacters) {
    segments.addReplacement(before, after)
    return null
  }
  const left = tokeniseForDiff(before)
  const right = tokeniseForDiff(after)
  const leftTexts = left.tokens.map(tokenText)
  const rightTexts = right.tokens.map(tokenText)
  const aligned = searchAlignment(leftTexts, rightTexts, maxEdits)
  const runs =
    aligned === null
      ? replaceMiddle(leftTexts, rightTexts)
      : shiftToSentenceEnds(mergeCloseChanges(aligned.runs, leftTexts, rightTexts), leftTexts, rightTexts)
  for (const run of runs) {
    if (run.same) appendSame(segments, left.tokens, right.tokens, run)
    else
      appendReplacement(
        segments,
        joinTokens(left.tokens, run.left, run.leftEnd),
        joinTokens(right.tokens, run.right, run.rightEnd),
      )
  }
  if (left.tail === right.tail) segments.addSame(left.tail)
  else segments.addReplacement(left.tail, right.tail)
  return aligned?.edits ?? null
}

/** The same text may be cut into other words where other words stand around it. */
function appendReplacement(segments: SegmentBuilder, removed: string, added: string): void {
  if (removed === added) segments.addSame(removed)
  else segments.addReplacement(removed, added)
}

function tokenText(token: Token): string {
  return token.text
}

/** The same words; the white space in front of each may differ. */
function appendSame(segments: SegmentBuilder, left: readonly Token[], right: readonly Token[], run: DiffRun): void {
  let text = ''
  for (let step = 0; run.left + step < run.leftEnd; step++) {
    const one = left[run.left + step]
    const other = right[run.right + step]
    if (one === undefined || other === undefined) break
    if (one.gap === other.gap) {
      text += one.gap + one.text
    } else {
      segments.addSame(text)
      segments.addReplacement(one.gap, other.gap)
      text = one.text
    }
  }
  segments.addSame(text)
}

function joinTokens(tokens: readonly Token[], from: number, until: number): string {
  let text = ''
  for (let at = from; at < until; at++) {
    const token = tokens[at]
    if (token !== undefined) text += token.gap + token.text
  }
  return text
}

function replaceMiddle(left: readonly string[], right: readonly string[]): DiffRun[] {
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  const rest = Math.min(left.length, right.length) - start
  let end = 0
  while (end < rest && left[left.length - 1 - end] === right[right.length - 1 - end]) end++
  const leftEnd = left.length - end
  const rightEnd = right.length - end
  return [
    { same: true, left: 0, leftEnd: start, right: 0, rightEnd: start },
    { same: false, left: start, leftEnd, right: start, rightEnd },
    { same: true, left: leftEnd, leftEnd: left.length, right: rightEnd, rightEnd: right.length },
  ]
}
