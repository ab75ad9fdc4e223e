import { type DiffRun, isReplacement } from './diff-runs.ts'

/** An insertion or removal that could as well stand a little earlier or later is told where it ends with its sentence. */
export function shiftToSentenceEnds(runs: DiffRun[], left: readonly string[], right: readonly string[]): DiffRun[] {
  for (let at = 1; at + 1 < runs.length; at++) {
    const run = runs[at]
    const before = runs[at - 1]
    const after = runs[at + 1]
    if (run === undefined || run.same || isReplacement(run) || before === undefined || after === undefined) continue
    const by = shiftDistance(run, before, after, run.left === run.leftEnd ? right : left)
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
function shiftDistance(run: DiffRun, before: DiffRun, after: DiffRun, tokens: readonly string[]): number {
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
