import type { TextDiff } from '../../model/change.ts'
import { displayWidth } from './display-width.ts'

/**
 * Whether two short texts are easier to read each by itself than woven together: where what stayed is a small part, or is cut
 * into many pieces. A text that only grew, or only lost something, always reads well woven.
 */
export function isRewrite(diff: TextDiff): boolean {
  const columns = { same: 0, removed: 0, added: 0 }
  let marks = 0
  for (const [kind, text] of diff) {
    columns[kind] += displayWidth(text)
    if (kind !== 'same' && text.trim() !== '') marks++
  }
  const { same, removed, added } = columns
  const smaller = Math.min(removed, added)
  if (smaller === 0) return false
  const kept = same / (same + Math.max(removed, added))
  // found by reading some hundred titles both ways
  return (marks >= 6 && kept < 0.8) || (marks >= 4 && (kept < 0.6 || smaller >= 50)) || (kept < 0.6 && smaller >= 20)
}
