import { type DiffRun, isReplacement, shiftRanges } from './diff-runs.ts'

/** Shifts insertions and removals that fit at several positions to the one where they end with a sentence. */
export function shiftToSentenceEnds(runs: DiffRun[], left: readonly string[], right: readonly string[]): DiffRun[] {
  for (let at = 1; at + 1 < runs.length; at++) {
    const [before, run, after] = [runs[at - 1]!, runs[at]!, runs[at + 1]!]
    if (run.same || isReplacement(run)) continue
    const distance = shiftDistance(run, before, after, run.left === run.leftEnd ? right : left)
    if (distance === 0) continue
    runs[at - 1] = shiftRanges(before, 0, distance)
    runs[at] = shiftRanges(run, distance, distance)
    runs[at + 1] = shiftRanges(after, distance, 0)
  }
  return runs
}

/**
 * @param tokens the tokens of the side that has the run
 * @returns how many tokens to shift the run to the right; negative to the left
 */
function shiftDistance(run: DiffRun, before: DiffRun, after: DiffRun, tokens: readonly string[]): number {
  const isInsertion = run.left === run.leftEnd
  const [from, until] = isInsertion ? [run.right, run.rightEnd] : [run.left, run.leftEnd]
  if (endsSentence(tokens[until - 1])) return 0
  for (let by = 1; by <= before.leftEnd - before.left && tokens[from - by] === tokens[until - by]; by++) {
    if (endsSentence(tokens[until - by - 1])) return -by
  }
  for (let by = 1; by <= after.leftEnd - after.left && tokens[from + by - 1] === tokens[until + by - 1]; by++) {
    if (endsSentence(tokens[until + by - 1])) return by
  }
  return 0
}

function endsSentence(token = ''): boolean {
  return /^[.!?。！？]$/.test(token)
}
