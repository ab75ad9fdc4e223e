import { alignSequences, type DiffRun } from '../text/diff-text.ts'
import type { Term } from './terms.ts'

/**
 * Aligns the terms of two titles by their keys. What is shared at both ends is set aside first, and small words alone
 * between two replacements are part of them.
 */
export function alignTerms(before: readonly Term[], after: readonly Term[]): DiffRun[] {
  const limit = Math.min(before.length, after.length)
  let start = 0
  while (start < limit && before[start]?.key === after[start]?.key) start++
  let end = 0
  while (end < limit - start && before[before.length - 1 - end]?.key === after[after.length - 1 - end]?.key) end++
  const left = before.slice(start, before.length - end).map(keyOf)
  const right = after.slice(start, after.length - end).map(keyOf)
  const runs: DiffRun[] = []
  if (start > 0) runs.push({ same: true, left: 0, leftEnd: start, right: 0, rightEnd: start })
  for (const run of alignMiddle(left, right)) {
    runs.push({
      same: run.same,
      left: run.left + start,
      leftEnd: run.leftEnd + start,
      right: run.right + start,
      rightEnd: run.rightEnd + start,
    })
  }
  if (end > 0) {
    runs.push({
      same: true,
      left: before.length - end,
      leftEnd: before.length,
      right: after.length - end,
      rightEnd: after.length,
    })
  }
  return joinAcrossFunctionWords(runs, before)
}

function keyOf(term: Term): string {
  return term.key
}

function alignMiddle(left: readonly string[], right: readonly string[]): DiffRun[] {
  if (left.length === 0 && right.length === 0) return []
  const whole = { same: false, left: 0, leftEnd: left.length, right: 0, rightEnd: right.length }
  if (left.length === 0 || right.length === 0) return [whole]
  return alignSequences(left, right, left.length + right.length) ?? [whole]
}

/** Two replacements with nothing but small words between them are one. */
function joinAcrossFunctionWords(runs: readonly DiffRun[], before: readonly Term[]): DiffRun[] {
  const joined: DiffRun[] = []
  for (const run of runs) {
    joined.push(run)
    const [first, sharedRun, last] = joined.slice(-3)
    if (first === undefined || sharedRun === undefined || last === undefined) continue
    if (!sharedRun.same || !isReplacement(first) || !isReplacement(last)) continue
    const between = before.slice(sharedRun.left, sharedRun.leftEnd)
    if (between.length > 3 || between.some((term) => term.kind !== 'function')) continue
    joined.splice(-3, 3, { ...first, leftEnd: last.leftEnd, rightEnd: last.rightEnd })
  }
  return joined
}

function isReplacement(run: DiffRun): boolean {
  return !run.same && run.left < run.leftEnd && run.right < run.rightEnd
}
