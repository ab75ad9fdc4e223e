import { diffArrays } from 'diff'
import type { TextDiff } from '../model/change.ts'
import { SegmentBuilder } from './segments.ts'
import { isSeam, isUnspaced, isWord, type Token, tokenise } from './tokens.ts'

export { summariseDiff } from './segments.ts'

/** A diff of two texts. `coarse`: some part was too different for words, and is told as one replacement. */
export interface BoundedDiff {
  readonly diff: TextDiff
  readonly coarse: boolean
}

// The bounds are counts of edits and characters, never times, so that every machine gives the same answer.
const maxWordEdits = 500
const maxLineEdits = 400
const maxWork = 600_000
const maxCharacters = 1_000_000
// Shared ends are left this long beside a change, so that it can be told at the end of its sentence.
const margin = 300

/**
 * Compares two texts word by word. The segments rebuild both texts to the character.
 * Identical texts are one `same` segment, two empty ones none.
 */
export function diffText(before: string, after: string): BoundedDiff {
  if (before === after) return unchanged(before)
  const segments = new SegmentBuilder()
  const coarse = !appendWords(segments, before, after, maxWordEdits)
  return { diff: segments.finish(), coarse }
}

/**
 * Compares two long texts: lines first, then words within the lines that changed. Rebuilds both texts to the character.
 * Work is bounded over the whole text; blocks past the bound are told as one replacement each.
 */
export function diffBody(before: string, after: string): BoundedDiff {
  if (before === after) return unchanged(before)
  const { start, end } = sharedEnds(before, after)
  const from = lineStart(before, start)
  const until = lineEnd(before, after, end)
  const left = lines(before.slice(from, before.length - until))
  const right = lines(after.slice(from, after.length - until))
  const runs = align(left, right, maxLineEdits)
  const segments = new SegmentBuilder()
  segments.same(before.slice(0, from))
  let coarse = false
  let work = maxWork
  for (const run of runs ?? [wholeReplacement(left, right)]) {
    if (run.same) {
      segments.same(left.slice(run.left, run.leftEnd).join(''))
      continue
    }
    for (const [removed, added] of neighbours(
      left.slice(run.left, run.leftEnd),
      right.slice(run.right, run.rightEnd),
    )) {
      const bound = Math.min(maxWordEdits, Math.floor(Math.sqrt(work)))
      work -= Math.min(bound, Math.ceil((removed.length + added.length) / 4)) ** 2
      if (removed === '' || added === '') segments.replaced(removed, added)
      else if (!appendWords(segments, removed, added, bound)) coarse = true
    }
  }
  segments.same(before.slice(before.length - until))
  return { diff: segments.finish(), coarse }
}

/** A stretch of both sequences, aligned (`same`) or one in place of the other. Ends are exclusive. */
export interface Run {
  readonly same: boolean
  readonly left: number
  readonly leftEnd: number
  readonly right: number
  readonly rightEnd: number
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

function unchanged(text: string): BoundedDiff {
  return { diff: text === '' ? [] : [['same', text]], coarse: false }
}

/** How many characters two texts share at their ends, cut back to where no token is cut. */
function sharedEnds(before: string, after: string): { start: number; end: number } {
  const limit = Math.min(before.length, after.length)
  let start = 0
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++
  const rest = limit - start
  start = Math.max(0, start - margin)
  while (start > 0 && !(isSeam(before, start) && isSeam(after, start))) start--
  let end = 0
  while (end < rest && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++
  end = Math.max(0, end - margin)
  while (end > 0 && !(isSeam(before, before.length - end) && isSeam(after, after.length - end))) end--
  return { start, end }
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** Cuts a shared end back to whole lines. */
function lineEnd(before: string, after: string, end: number): number {
  const whole = (text: string, kept: number) => kept === 0 || text[text.length - kept - 1] === '\n'
  if (end === 0 || (whole(before, end) && whole(after, end))) return end
  const newline = before.indexOf('\n', before.length - end)
  return newline < 0 ? 0 : before.length - newline - 1
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Pairs changed lines where their number says which belongs to which; else the block stays one. */
function neighbours(removed: readonly string[], added: readonly string[]): [string, string][] {
  if (removed.length === added.length) return removed.map((line, at) => [line, added[at] ?? ''])
  return [[removed.join(''), added.join('')]]
}

/** Appends a word diff of two texts; past the bounds one replacement, and the answer is false. */
function appendWords(segments: SegmentBuilder, before: string, after: string, maxEdits: number): boolean {
  const { start, end } = sharedEnds(before, after)
  segments.same(before.slice(0, start))
  const fine = appendDifferent(
    segments,
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
    maxEdits,
  )
  segments.same(before.slice(before.length - end))
  return fine
}

/** The same for texts without shared ends. */
function appendDifferent(segments: SegmentBuilder, before: string, after: string, maxEdits: number): boolean {
  if (before.length > maxCharacters || after.length > maxCharacters) {
    segments.replaced(before, after)
    return false
  }
  const left = tokenise(before)
  const right = tokenise(after)
  const leftTexts = left.tokens.map(tokenText)
  const rightTexts = right.tokens.map(tokenText)
  const aligned = align(leftTexts, rightTexts, maxEdits)
  const runs = aligned === null ? trimmedReplacement(leftTexts, rightTexts) : readable(aligned, leftTexts, rightTexts)
  for (const run of runs) {
    if (run.same) appendSame(segments, left.tokens, right.tokens, run)
    else segments.replaced(join(left.tokens, run.left, run.leftEnd), join(right.tokens, run.right, run.rightEnd))
  }
  if (left.tail === right.tail) segments.same(left.tail)
  else segments.replaced(left.tail, right.tail)
  return aligned !== null
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

function wholeReplacement(left: readonly string[], right: readonly string[]): Run {
  return { same: false, left: 0, leftEnd: left.length, right: 0, rightEnd: right.length }
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

/** Makes an exact alignment one that people read: whole phrases in place of alternating words, changes at sentence ends. */
function readable(runs: readonly Run[], left: readonly string[], right: readonly string[]): Run[] {
  const merged: Run[] = []
  for (const run of runs) {
    const last = merged.at(-1)
    const previous = merged.at(-2)
    merged.push(run)
    if (run.same || last === undefined || !last.same || previous === undefined) continue
    if (isIsland(last, previous, run, left, right)) {
      merged.splice(-3, 3, {
        same: false,
        left: previous.left,
        leftEnd: run.leftEnd,
        right: previous.right,
        rightEnd: run.rightEnd,
      })
    }
  }
  return slideToSentences(merged, left, right)
}

/** Whether what two changes have between them is too little to keep them apart. */
function isIsland(island: Run, one: Run, other: Run, left: readonly string[], right: readonly string[]): boolean {
  let words = 0
  let unspaced = 0
  for (let at = island.left; at < island.leftEnd; at++) {
    const token = left[at] ?? ''
    if (!isWord(token)) continue
    words++
    if (isUnspaced(token)) unspaced++
    if (words > 3) return false
  }
  const bothReplace = isReplacement(one) && isReplacement(other)
  if (words === 0) return bothReplace
  const smaller = Math.min(weight(one, left, right), weight(other, left, right))
  return bothReplace && (words === unspaced ? words <= smaller : words * 3 <= smaller)
}

function isReplacement(run: Run): boolean {
  return run.left < run.leftEnd && run.right < run.rightEnd
}

function weight(run: Run, left: readonly string[], right: readonly string[]): number {
  return Math.max(countWords(left, run.left, run.leftEnd), countWords(right, run.right, run.rightEnd))
}

function countWords(tokens: readonly string[], from: number, until: number): number {
  let words = 0
  for (let at = from; at < until; at++) if (isWord(tokens[at] ?? '')) words++
  return words
}

/** An insertion or removal that could as well stand a little earlier or later is told where it ends with its sentence. */
function slideToSentences(runs: Run[], left: readonly string[], right: readonly string[]): Run[] {
  for (let at = 1; at + 1 < runs.length; at++) {
    const run = runs[at]
    const before = runs[at - 1]
    const after = runs[at + 1]
    if (run === undefined || run.same || isReplacement(run) || before === undefined || after === undefined) continue
    const by = slide(run, before, after, run.left === run.leftEnd ? right : left)
    if (by === 0) continue
    runs[at - 1] = { ...before, leftEnd: before.leftEnd + by, rightEnd: before.rightEnd + by }
    runs[at] = {
      same: false,
      left: run.left + by,
      leftEnd: run.leftEnd + by,
      right: run.right + by,
      rightEnd: run.rightEnd + by,
    }
    runs[at + 1] = { ...after, left: after.left + by, right: after.right + by }
  }
  return runs
}

/** By how many tokens to move a run, to the right where above 0; the tokens are those of the side that it stands on. */
function slide(run: Run, before: Run, after: Run, tokens: readonly string[]): number {
  const inserted = run.left === run.leftEnd
  const from = inserted ? run.right : run.left
  const until = inserted ? run.rightEnd : run.leftEnd
  if (endsSentence(tokens[until - 1])) return 0
  for (let by = 1; by <= before.leftEnd - before.left && tokens[from - by] === tokens[until - by]; by++) {
    if (endsSentence(tokens[until - by - 1])) return -by
  }
  for (let by = 1; by <= after.leftEnd - after.left && tokens[from + by - 1] === tokens[until + by - 1]; by++) {
    if (endsSentence(tokens[until + by - 1])) return by
  }
  return 0
}

function endsSentence(token: string | undefined): boolean {
  return token === '.' || token === '!' || token === '?' || token === '。' || token === '！' || token === '？'
}
