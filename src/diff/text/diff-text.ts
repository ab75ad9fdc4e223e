import { diffArrays } from 'diff'
import type { TextDiff } from '../../model/change.ts'
import { cutPieces, isSeam } from './pieces.ts'
import { type Run, RunWriter } from './runs.ts'
import { SegmentBuilder } from './segments.ts'
import { joinIslands } from './semantic-cleanup.ts'
import { slideToSentences } from './shift-boundaries.ts'
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
 * The same with at most `maxEdits` edits, as `align` counts them.
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
 * @param maxEdits how many strings that both sequences have may be without a partner, and how many changes there may be
 * @returns runs in order, same and changed by turns; null where there would be more
 */
export function align(left: readonly string[], right: readonly string[], maxEdits: number): Run[] | null {
  return search(left, right, maxEdits)?.runs ?? null
}

/** Strings that one sequence alone has are left out of the search: they have no partner, and most of a rewrite is such. */
function search(
  left: readonly string[],
  right: readonly string[],
  maxEdits: number,
): { runs: Run[]; edits: number } | null {
  const ids = new Map<string, number>()
  for (const text of right) if (!ids.has(text)) ids.set(text, ids.size)
  const found = new Uint8Array(ids.size)
  const leftPlaces: number[] = []
  const leftIds: number[] = []
  for (const [at, text] of left.entries()) {
    const id = ids.get(text)
    if (id === undefined) continue
    found[id] = 1
    leftPlaces.push(at)
    leftIds.push(id)
  }
  const rightPlaces: number[] = []
  const rightIds: number[] = []
  for (const [at, text] of right.entries()) {
    const id = ids.get(text)!
    if (found[id] === 0) continue
    rightPlaces.push(at)
    rightIds.push(id)
  }
  const changes = diffArrays(leftIds, rightIds, { maxEditLength: maxEdits })
  if (changes === undefined) return null
  const writer = new RunWriter()
  let [leftAt, rightAt, searched] = [0, 0, 0]
  for (const { added, removed, count } of changes) {
    if (added || removed) searched += count
    else for (let step = 0; step < count; step++) writer.pair(leftPlaces[leftAt + step]!, rightPlaces[rightAt + step]!)
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
  const aligned = search(leftTexts, rightTexts, maxEdits)
  const runs =
    aligned === null
      ? trimmedReplacement(leftTexts, rightTexts)
      : slideToSentences(joinIslands(aligned.runs, leftTexts, rightTexts), leftTexts, rightTexts)
  for (const run of runs) {
    if (run.same) appendSame(segments, left.tokens, right.tokens, run)
    else
      appendReplacement(segments, join(left.tokens, run.left, run.leftEnd), join(right.tokens, run.right, run.rightEnd))
  }
  if (left.tail === right.tail) segments.same(left.tail)
  else segments.replaced(left.tail, right.tail)
  return aligned?.edits ?? null
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
