import type { ChangesEntry } from '../model/page.ts'
import { sameWording } from './wording.ts'

/**
 * Which entry of a later section each entry of an earlier one has become, by index; -1 for none. What says the most in
 * common is matched first: everything, then the wording and the time, the wording, the link with the time, the time.
 */
export function matchEntries(before: readonly ChangesEntry[], after: readonly ChangesEntry[]): number[] {
  const matches = before.map(() => -1)
  const free = new Set(after.keys())
  for (const fits of likenesses) {
    for (const [index, entry] of before.entries()) {
      if (matches[index] !== -1) continue
      for (const place of free) {
        if (!fits(entry, after[place]!)) continue
        matches[index] = place
        free.delete(place)
        break
      }
    }
  }
  return matches
}

const likenesses: readonly ((a: ChangesEntry, b: ChangesEntry) => boolean)[] = [
  (a, b) => a.title === b.title && a.until === b.until && a.target === b.target && a.label === b.label,
  (a, b) => sameWording(a.title, b.title) && a.until === b.until,
  (a, b) => sameWording(a.title, b.title),
  (a, b) => a.target === b.target && a.until === b.until && a.until !== null,
  (a, b) => a.until === b.until && a.until !== null && a.label === b.label,
]
