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
  const joined: Piece[] = []
  for (const run of runs) {
    const piece = { run, size: sizeOf(run, left, right) }
    const [one, island] = [joined.at(-2), joined.at(-1)]
    if (run.same || one === undefined || island === undefined || !isIsland(island.size, one.size, piece.size))
      joined.push(piece)
    else joined.splice(-2, 2, span([one, island, piece]))
  }
  return joinRewrites(joined).map((piece) => piece.run)
}

interface Piece {
  readonly run: Run
  readonly size: Size
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
function joinRewrites(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (let from = 0; from < pieces.length; from++) {
    const { run, size } = pieces[from]!
    const until = run.same || size.numbers ? from : lastOfRewrite(pieces, from)
    joined.push(until === from ? pieces[from]! : span(pieces.slice(from, until + 1)))
    from = until
  }
  return joined
}

/** The last change of a rewrite that begins with a change. The largest one proves nothing: there may be a new sentence. */
function lastOfRewrite(pieces: readonly Piece[], from: number): number {
  let last = from
  let [kept, removed, added, changes] = [0, 0, 0, 0]
  let largest: Size | null = null
  for (let at = from; at < pieces.length; at++) {
    const { run, size } = pieces[at]!
    if (run.same) {
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

/** Several runs as one change. */
function span(pieces: readonly Piece[]): Piece {
  const [first, last] = [pieces[0]!.run, pieces.at(-1)!.run]
  const run = { same: false, left: first.left, leftEnd: last.leftEnd, right: first.right, rightEnd: last.rightEnd }
  const [left, right] = [sum(pieces, 'left'), sum(pieces, 'right')]
  return { run, size: { left, right, numbers: false, replaces: isReplacement(run), tokens: sum(pieces, 'tokens') } }
}

function sum(pieces: readonly Piece[], part: 'left' | 'right' | 'tokens'): number {
  return pieces.reduce((total, { size }) => total + size[part], 0)
}

function sizeOf(run: Run, left: readonly string[], right: readonly string[]): Size {
  const removed = left.slice(run.left, run.leftEnd)
  const added = right.slice(run.right, run.rightEnd)
  return {
    left: halfWords(removed),
    right: halfWords(added),
    numbers: isNumeric(removed) && isNumeric(added),
    replaces: isReplacement(run),
    tokens: removed.filter((token) => token !== '·' && token !== '・').length,
  }
}

/** A word is two halves, and a character of a script without spaces is one. */
function halfWords(tokens: readonly string[]): number {
  return tokens.reduce((sum, token) => sum + (isUnspaced(token) ? token.length : isWord(token) ? 2 : 0), 0)
}

function isNumeric(tokens: readonly string[]): boolean {
  const words = tokens.filter(isWord)
  return words.length > 0 && words.every((word) => /^\P{L}*\p{N}/u.test(word))
}
