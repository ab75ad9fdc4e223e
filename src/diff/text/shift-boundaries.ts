import { type DiffRun, isReplacement } from './diff-runs.ts'

/** Shifts insertions and removals that fit at several positions to the one where they end with a sentence. */
export function shiftToSentenceEnds(runs: DiffRun[], left: readonly string[], right: readonly string[]): DiffRun[] {
  for (let at = 1; at + 1 < runs.length; at++) {
    const [before, run, after] = [runs[at - 1]!, runs[at]!, runs[at + 1]!]
    if (run.same || isReplacement(run)) continue
    const distance = shiftDistance(run, before, after, run.left === run.leftEnd ? right : left)
    if (distance === 0) continue
    runs[at - 1] = moveEnds(before, 0, distance)
    runs[at] = moveEnds(run, distance, distance)
    runs[at + 1] = moveEnds(after, distance, 0)
  }
  return runs
}

function moveEnds(run: DiffRun, startBy: number, endBy: number): DiffRun {
  return {
    same: run.same,
    left: run.left + startBy,
    leftEnd: run.leftEnd + endBy,
    right: run.right + startBy,
    rightEnd: run.rightEnd + endBy,
  }
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

const sentenceEndMarks = new Set(['.', '!', '?', '。', '！', '？'])

function endsSentence(token = ''): boolean {
  return sentenceEndMarks.has(token)
}
