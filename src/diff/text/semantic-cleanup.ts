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
    const current = measure(run, left, right)
    const [previous, separator] = [merged.at(-2), merged.at(-1)]
    const isSeparate = run.same || !previous || !separator || isLongEnough(separator, previous, current)
    if (isSeparate) merged.push(current)
    else merged.splice(-2, 2, mergeRuns([previous, separator, current]))
  }
  return mergeRewrites(merged)
}

interface MeasuredRun extends DiffRun {
  /** Words of each side, in half words. */
  readonly removed: number
  readonly added: number
  /** True where numbers replace numbers. */
  readonly isNumbers: boolean
  /** Words and punctuation on the left, without the middle dot of foreign names in Chinese and Japanese. */
  readonly tokens: number
}

/** Whether the equal run between two changes is long enough to keep them apart. */
function isLongEnough(separator: MeasuredRun, previous: MeasuredRun, next: MeasuredRun): boolean {
  if (previous.isNumbers || next.isNumbers) return true
  const [before, after] = [previous, next].map(({ removed, added }) => Math.max(removed, added)) as [number, number]
  const replacements = [previous, next].filter(isReplacement).length
  // One character of a script without spaces is less than a word.
  if (separator.tokens === 1 && separator.removed === 1) return before === 0 || after === 0 || replacements === 0
  if (replacements < 2) return true
  return separator.removed > maxSeparatorHalfWords || separator.removed * 3 > Math.min(before, after)
}

/** Joins three or more changes that leave little of either text between them. Equal words are chance there. */
function mergeRewrites(runs: readonly MeasuredRun[]): MeasuredRun[] {
  const merged: MeasuredRun[] = []
  for (let from = 0; from < runs.length; from++) {
    const run = runs[from]!
    const until = run.same || run.isNumbers ? from : lastOfRewrite(runs, from)
    merged.push(until === from ? run : mergeRuns(runs.slice(from, until + 1)))
    from = until
  }
  return merged
}

/** Index of the last change of a rewrite that starts at a change. The largest change does not count: it may be a new sentence. */
function lastOfRewrite(runs: readonly MeasuredRun[], from: number): number {
  let last = from
  let [kept, removed, added, changes] = [0, 0, 0, 0]
  let largest = runs[from]!
  for (let at = from; at < runs.length; at++) {
    const run = runs[at]!
    if (run.same) {
      if (run.removed > maxSeparatorHalfWords) break
      kept += run.removed
      continue
    }
    if (run.isNumbers) break
    removed += run.removed
    added += run.added
    if (run.removed + run.added > 0) changes++
    if (run.removed + run.added > largest.removed + largest.added) largest = run
    if (changes >= minRewriteChanges && kept < Math.min(removed - largest.removed, added - largest.added)) last = at
  }
  return last
}

/** Joins several runs to one change. */
function mergeRuns(runs: readonly MeasuredRun[]): MeasuredRun {
  const { leftEnd, rightEnd } = runs.at(-1)!
  const sum = (field: 'removed' | 'added' | 'tokens') => runs.reduce((total, run) => total + run[field], 0)
  const sizes = { removed: sum('removed'), added: sum('added'), tokens: sum('tokens') }
  return { ...runs[0]!, ...sizes, same: false, leftEnd, rightEnd, isNumbers: false }
}

function measure(run: DiffRun, left: readonly string[], right: readonly string[]): MeasuredRun {
  const removed = left.slice(run.left, run.leftEnd)
  const added = right.slice(run.right, run.rightEnd)
  return {
    ...run,
    removed: halfWords(removed),
    added: halfWords(added),
    isNumbers: isNumeric(removed) && isNumeric(added),
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
