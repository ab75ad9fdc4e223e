import { diffArrays } from 'diff'
import type { TextDiff } from '../model/change.ts'
import { joinIslands } from './islands.ts'
import { cutPieces, isSeam } from './pieces.ts'
import type { Run } from './runs.ts'
import { SegmentBuilder } from './segments.ts'
import { slideToSentences } from './slides.ts'
import type { Token } from './tokens.ts'

export type { Run } from './runs.ts'
export { summariseDiff } from './segments.ts'

/** A diff of two texts. `coarse`: some part was too different for words, and is told as one replacement. */
export interface BoundedDiff {
  readonly diff: TextDiff
  readonly coarse: boolean
}

// The bounds are counts of edits and characters, never times, so that every machine gives the same answer.
const maxWordEdits = 500
const maxCharacters = 1_000_000
// Shared ends are left this long beside a change, so that it can be told at the end of its sentence.
const margin = 60

/**
 * Compares two texts word by word. The segments rebuild both texts to the character.
 * Identical texts are one `same` segment, two empty ones none.
 */
export function diffText(before: string, after: string): BoundedDiff {
  const { diff, coarse } = diffWithin(before, after, maxWordEdits)
  return { diff, coarse }
}

/**
 * The same with at most `maxEdits` edits: words that come or go.
 * @returns with how many there were, which is `maxEdits` where they were too many
 */
export function diffWithin(before: string, after: string, maxEdits: number): BoundedDiff & { edits: number } {
  if (before === after) return { diff: before === '' ? [] : [['same', before]], coarse: false, edits: 0 }
  const segments = new SegmentBuilder()
  const { start, end } = sharedEnds(before, after)
  segments.same(before.slice(0, start))
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const edits = appendDifferent(segments, left, right, maxEdits)
  segments.same(before.slice(before.length - end))
  return { diff: segments.finish(), coarse: edits === null, edits: edits ?? maxEdits }
}

/**
 * Aligns two sequences of strings (Myers' greedy algorithm, as the `diff` package has it).
 * @returns runs in order, same and changed by turns; null where more than `maxEdits` edits would be needed
 */
export function align(left: readonly string[], right: readonly string[], maxEdits: number): Run[] | null {
  const ids = new Map<string, number>()
  const changes = diffArrays(intern(left, ids), intern(right, ids), { maxEditLength: maxEdits })
  if (changes === undefined) return null
  const runs: Run[] = []
  let leftAt = 0
  let rightAt = 0
  for (const { added, removed, count } of changes) {
    const leftEnd = leftAt + (added ? 0 : count)
    const rightEnd = rightAt + (removed ? 0 : count)
    const same = !added && !removed
    const last = runs.at(-1)
    if (last !== undefined && !last.same && !same) runs[runs.length - 1] = { ...last, leftEnd, rightEnd }
    else runs.push({ same, left: leftAt, leftEnd, right: rightAt, rightEnd })
    leftAt = leftEnd
    rightAt = rightEnd
  }
  return runs
}

function intern(texts: readonly string[], ids: Map<string, number>): number[] {
  return texts.map((text) => {
    const known = ids.get(text)
    if (known !== undefined) return known
    ids.set(text, ids.size)
    return ids.size - 1
  })
}

/** How many characters two texts share at their ends, cut back to where no token is cut. */
function sharedEnds(before: string, after: string): { start: number; end: number } {
  const limit = Math.min(before.length, after.length)
  let start = 0
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++
  const rest = limit - start
  const linked = before.includes('://') || before.includes('](') || after.includes('://') || after.includes('](')
  start = Math.max(0, start - margin)
  while (start > 0 && !(isSeam(before, start, linked) && isSeam(after, start, linked))) start--
  let end = 0
  while (end < rest && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++
  end = Math.max(0, end - margin)
  const seam = (text: string) => isSeam(text, text.length - end, linked)
  while (end > 0 && !(seam(before) && seam(after))) end--
  return { start, end }
}

/** Appends the word diff of two texts; past the bounds as one replacement, and then the number of edits is null. */
function appendDifferent(segments: SegmentBuilder, before: string, after: string, maxEdits: number): number | null {
  if (before.length > maxCharacters || after.length > maxCharacters) {
    segments.replaced(before, after)
    return null
  }
  const left = cutPieces(before)
  const right = cutPieces(after)
  const leftTexts = left.tokens.map(tokenText)
  const rightTexts = right.tokens.map(tokenText)
  const aligned = align(leftTexts, rightTexts, maxEdits)
  const runs =
    aligned === null
      ? trimmedReplacement(leftTexts, rightTexts)
      : slideToSentences(joinIslands(aligned, leftTexts, rightTexts), leftTexts, rightTexts)
  for (const run of runs) {
    if (run.same) appendSame(segments, left.tokens, right.tokens, run)
    else
      appendReplacement(segments, join(left.tokens, run.left, run.leftEnd), join(right.tokens, run.right, run.rightEnd))
  }
  if (left.tail === right.tail) segments.same(left.tail)
  else segments.replaced(left.tail, right.tail)
  return aligned && countEdits(aligned)
}

function countEdits(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + (run.same ? 0 : run.leftEnd - run.left + run.rightEnd - run.right), 0)
}

/** The same text may be cut into other words where other words stand around it. */
function appendReplacement(segments: SegmentBuilder, removed: string, added: string): void {
  if (removed === added) segments.same(removed)
  else segments.replaced(removed, added)
}

function tokenText(token: Token): string {
  return token.text
}

/** The same words; the white space in front of each may differ. */
function appendSame(segments: SegmentBuilder, left: readonly Token[], right: readonly Token[], run: Run): void {
  let text = ''
  for (let step = 0; run.left + step < run.leftEnd; step++) {
    const one = left[run.left + step]
    const other = right[run.right + step]
    if (one === undefined || other === undefined) break
    if (one.gap === other.gap) {
      text += one.gap + one.text
    } else {
      segments.same(text)
      segments.replaced(one.gap, other.gap)
      text = one.text
    }
  }
  segments.same(text)
}

function join(tokens: readonly Token[], from: number, until: number): string {
  let text = ''
  for (let at = from; at < until; at++) {
    const token = tokens[at]
    if (token !== undefined) text += token.gap + token.text
  }
  return text
}

function trimmedReplacement(left: readonly string[], right: readonly string[]): Run[] {
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
