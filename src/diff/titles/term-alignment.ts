import { align, type Run } from '../text/diff-text.ts'
import type { Term } from './terms.ts'

/**
 * Aligns the terms of two titles by their keys. What is shared at both ends is set aside first, and small words alone
 * between two replacements are part of them.
 */
export function alignTerms(before: readonly Term[], after: readonly Term[]): Run[] {
  const limit = Math.min(before.length, after.length)
  let start = 0
  while (start < limit && before[start]?.key === after[start]?.key) start++
  let end = 0
  while (end < limit - start && before[before.length - 1 - end]?.key === after[after.length - 1 - end]?.key) end++
  const left = before.slice(start, before.length - end).map(keyOf)
  const right = after.slice(start, after.length - end).map(keyOf)
  const runs: Run[] = []
  if (start > 0) runs.push({ same: true, left: 0, leftEnd: start, right: 0, rightEnd: start })
  for (const run of middleRuns(left, right)) {
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
  return joinAcrossSmallWords(runs, before)
}

function keyOf(term: Term): string {
  return term.key
}

function middleRuns(left: readonly string[], right: readonly string[]): Run[] {
  if (left.length === 0 && right.length === 0) return []
  const whole = { same: false, left: 0, leftEnd: left.length, right: 0, rightEnd: right.length }
  if (left.length === 0 || right.length === 0) return [whole]
  return align(left, right, left.length + right.length) ?? [whole]
}

/** Two replacements with nothing but small words between them are one. */
function joinAcrossSmallWords(runs: readonly Run[], before: readonly Term[]): Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    joined.push(run)
    const [first, island, last] = joined.slice(-3)
    if (first === undefined || island === undefined || last === undefined) continue
    if (!island.same || !isReplacement(first) || !isReplacement(last)) continue
    const between = before.slice(island.left, island.leftEnd)
    if (between.length > 3 || between.some((term) => term.kind !== 'function')) continue
    joined.splice(-3, 3, { ...first, leftEnd: last.leftEnd, rightEnd: last.rightEnd })
  }
  return joined
}

function isReplacement(run: Run): boolean {
  return !run.same && run.left < run.leftEnd && run.right < run.rightEnd
}
