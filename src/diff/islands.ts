import { isReplacement, type Run } from './runs.ts'
import { isUnspaced, isWord } from './tokens.ts'

// Of an island and of the islands within a rewrite: their size, in half words.
const largestIsland = 6
// Two changes with something between them read well by themselves.
const fewestChanges = 3

/**
 * Joins changes that have too little between them to be read apart: a phrase for a phrase instead of every other word,
 * and a rewrite as one. A number in place of a number always stands alone.
 */
export function joinIslands(runs: readonly Run[], left: readonly string[], right: readonly string[]): Run[] {
  const texts = new Sizes(left, right)
  const joined: Run[] = []
  for (const run of runs) {
    joined.push(run)
    const [one, island] = [joined.at(-3), joined.at(-2)]
    if (run.same || one === undefined || island === undefined) continue
    if (isIsland(texts.of(island), texts.of(one), texts.of(run))) joined.splice(-3, 3, span(one, run))
  }
  return joinRewrites(joined, texts)
}

/** How much a run holds on each side, in half words, and whether it is a number for a number. */
interface Size {
  readonly left: number
  readonly right: number
  readonly numbers: boolean
  readonly replaces: boolean
  /** Words and marks on the left, but for the dot within foreign names. */
  readonly tokens: number
}

/** Whether what two changes have between them is too little to keep them apart. */
function isIsland(island: Size, one: Size, other: Size): boolean {
  if (one.numbers || other.numbers) return false
  const [before, after] = [Math.max(one.left, one.right), Math.max(other.left, other.right)]
  // A single character of a script without spaces is less than a word.
  if (island.tokens === 1 && island.left === 1) return before > 0 && after > 0 && (one.replaces || other.replaces)
  if (!one.replaces || !other.replaces) return false
  return island.left <= largestIsland && island.left * 3 <= Math.min(before, after)
}

/**
 * Joins three changes or more that leave little of either text between them. Words in common are chance there, and a
 * reader sees confetti.
 */
function joinRewrites(runs: readonly Run[], texts: Sizes): Run[] {
  const sizes = runs.map((run) => texts.of(run))
  const joined: Run[] = []
  for (let from = 0; from < runs.length; from++) {
    const until = runs[from]!.same || sizes[from]!.numbers ? from : lastOfRewrite(runs, sizes, from)
    joined.push(until === from ? runs[from]! : span(runs[from]!, runs[until]!))
    from = until
  }
  return joined
}

/** The last change of a rewrite that begins with a change. The largest one proves nothing: there may be a new sentence. */
function lastOfRewrite(runs: readonly Run[], sizes: readonly Size[], from: number): number {
  let last = from
  let [kept, removed, added, changes] = [0, 0, 0, 0]
  let largest: Size | null = null
  for (let at = from; at < runs.length; at++) {
    const size = sizes[at]!
    if (runs[at]!.same) {
      if (size.left > largestIsland) break
      kept += size.left
      continue
    }
    if (size.numbers) break
    removed += size.left
    added += size.right
    if (size.left + size.right > 0) changes++
    if (largest === null || size.left + size.right > largest.left + largest.right) largest = size
    if (changes >= fewestChanges && kept < Math.min(removed - largest.left, added - largest.right)) last = at
  }
  return last
}

function span(first: Run, last: Run): Run {
  return { same: false, left: first.left, leftEnd: last.leftEnd, right: first.right, rightEnd: last.rightEnd }
}

class Sizes {
  readonly #left: readonly string[]
  readonly #right: readonly string[]

  constructor(left: readonly string[], right: readonly string[]) {
    this.#left = left
    this.#right = right
  }

  of(run: Run): Size {
    const removed = this.#left.slice(run.left, run.leftEnd)
    const added = this.#right.slice(run.right, run.rightEnd)
    return {
      left: sizeOf(removed),
      right: sizeOf(added),
      replaces: isReplacement(run),
      tokens: removed.filter((token) => token !== '·' && token !== '・').length,
      numbers: isNumeric(removed) && isNumeric(added),
    }
  }
}

/** A word is two halves, and a character of a script without spaces is one. */
function sizeOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + (isUnspaced(token) ? token.length : isWord(token) ? 2 : 0), 0)
}

function isNumeric(tokens: readonly string[]): boolean {
  const words = tokens.filter(isWord)
  return words.length > 0 && words.every((word) => /^\P{L}*\p{N}/u.test(word))
}
