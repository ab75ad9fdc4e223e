import { type DiffRun, isReplacement } from './diff-runs.ts'
import { isUnspacedScript, isWord } from './tokens.ts'

// Largest run of equal words between two changes, in half words, that is joined with them.
const maxSeparatorHalfWords = 6
// Two changes with equal words between them are readable, so a rewrite has at least three.
const minRewriteChanges = 3

/**
 * Joins changes with too few equal words between them, so that a diff replaces phrases instead of every other word.
 * A number replaced by a number always stays a change of its own.
 */
export function mergeCloseChanges(
  runs: readonly DiffRun[],
  left: readonly string[],
  right: readonly string[],
): DiffRun[] {
  const merged: MeasuredRun[] = []
  for (const run of runs) {
    const current = { run, size: runSizeOf(run, left, right) }
    const [previous, separator] = [merged.at(-2), merged.at(-1)]
    if (
      run.same ||
      previous === undefined ||
      separator === undefined ||
      !isTooShortToSeparate(separator.size, previous.size, current.size)
    )
      merged.push(current)
    else merged.splice(-2, 2, mergeRuns([previous, separator, current]))
  }
  return mergeRewrites(merged).map((measured) => measured.run)
}

interface MeasuredRun {
  readonly run: DiffRun
  readonly size: RunSize
}

interface RunSize {
  /** Words of each side, in half words. */
  readonly left: number
  readonly right: number
  /** True where numbers replace numbers. */
  readonly isNumbers: boolean
  readonly isReplacement: boolean
  /** Words and punctuation on the left, without the middle dot of foreign names in Chinese and Japanese. */
  readonly tokens: number
}

/** Whether the equal run between two changes is too short to keep them apart. */
function isTooShortToSeparate(separator: RunSize, previous: RunSize, next: RunSize): boolean {
  if (previous.isNumbers || next.isNumbers) return false
  const [before, after] = [Math.max(previous.left, previous.right), Math.max(next.left, next.right)]
  // One character of a script without spaces is less than a word.
  if (separator.tokens === 1 && separator.left === 1)
    return before > 0 && after > 0 && (previous.isReplacement || next.isReplacement)
  if (!previous.isReplacement || !next.isReplacement) return false
  return separator.left <= maxSeparatorHalfWords && separator.left * 3 <= Math.min(before, after)
}

/** Joins three or more changes that leave little of either text between them. Equal words are chance there. */
function mergeRewrites(runs: readonly MeasuredRun[]): MeasuredRun[] {
  const merged: MeasuredRun[] = []
  for (let from = 0; from < runs.length; from++) {
    const { run, size } = runs[from]!
    const until = run.same || size.isNumbers ? from : lastOfRewrite(runs, from)
    merged.push(until === from ? runs[from]! : mergeRuns(runs.slice(from, until + 1)))
    from = until
  }
  return merged
}

/** Index of the last change of a rewrite that starts at a change. The largest change does not count: it may be a new sentence. */
function lastOfRewrite(runs: readonly MeasuredRun[], from: number): number {
  let last = from
  let [kept, removed, added, changes] = [0, 0, 0, 0]
  let largest: RunSize | null = null
  for (let at = from; at < runs.length; at++) {
    const { run, size } = runs[at]!
    if (run.same) {
      if (size.left > maxSeparatorHalfWords) break
      kept += size.left
      continue
    }
    if (size.isNumbers) break
    removed += size.left
    added += size.right
    if (size.left + size.right > 0) changes++
    if (largest === null || size.left + size.right > largest.left + largest.right) largest = size
    if (changes >= minRewriteChanges && kept < Math.min(removed - largest.left, added - largest.right)) last = at
  }
  return last
}

/** Joins several runs to one change. */
function mergeRuns(runs: readonly MeasuredRun[]): MeasuredRun {
  const [first, last] = [runs[0]!.run, runs.at(-1)!.run]
  const run = { same: false, left: first.left, leftEnd: last.leftEnd, right: first.right, rightEnd: last.rightEnd }
  const [left, right] = [sumSizes(runs, 'left'), sumSizes(runs, 'right')]
  return {
    run,
    size: { left, right, isNumbers: false, isReplacement: isReplacement(run), tokens: sumSizes(runs, 'tokens') },
  }
}

function sumSizes(runs: readonly MeasuredRun[], field: 'left' | 'right' | 'tokens'): number {
  return runs.reduce((total, { size }) => total + size[field], 0)
}

function runSizeOf(run: DiffRun, left: readonly string[], right: readonly string[]): RunSize {
  const removed = left.slice(run.left, run.leftEnd)
  const added = right.slice(run.right, run.rightEnd)
  return {
    left: halfWords(removed),
    right: halfWords(added),
    isNumbers: isNumeric(removed) && isNumeric(added),
    isReplacement: isReplacement(run),
    tokens: removed.filter((token) => token !== '·' && token !== '・').length,
  }
}

/** A word counts as two halves, a character of a script without spaces as one. */
function halfWords(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + (isUnspacedScript(token) ? token.length : isWord(token) ? 2 : 0), 0)
}

function isNumeric(tokens: readonly string[]): boolean {
  const words = tokens.filter(isWord)
  return words.length > 0 && words.every((word) => /^\P{L}*\p{N}/u.test(word))
}
