import { isReplacement, type Run } from './runs.ts'
import { isUnspaced, isWord } from './tokens.ts'

/** Makes an exact alignment one that people read: whole phrases in place of alternating words, changes at sentence ends. */
export function readable(runs: readonly Run[], left: readonly string[], right: readonly string[]): Run[] {
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
