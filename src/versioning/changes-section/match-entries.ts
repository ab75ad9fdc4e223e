import { wordingKey } from '../../identity/scoring/wording-key.ts'
import { addToList } from '../../model/multimap.ts'
import type { ChangesEntry } from '../../model/page.ts'

/**
 * Matches the entries of an earlier section with those of a later one. Entries that are equal are matched first; then those
 * with the same wording and time, wording, link and time, or time and label.
 * @returns for each earlier entry the index of the later one; -1 for none
 */
export function matchEntries(before: readonly ChangesEntry[], after: readonly ChangesEntry[]): number[] {
  const matches = before.map(() => -1)
  const [left, right] = [before.map(matchKeysOf), after.map(matchKeysOf)]
  const free = new Set(after.keys())
  for (const kind of matchKeyKinds) {
    const positions = new Map<string, number[]>()
    for (const position of free) {
      const key = right[position]![kind]
      if (key !== null) addToList(positions, key, position)
    }
    for (const queue of positions.values()) queue.reverse()
    for (const [index, own] of left.entries()) {
      const key = own[kind]
      const position = matches[index] !== -1 || key === null ? undefined : positions.get(key)?.pop()
      if (position === undefined) continue
      matches[index] = position
      free.delete(position)
    }
  }
  return matches
}

/** The keys by which entries are matched, the surest first. */
const matchKeyKinds = ['whole', 'wordingAndTime', 'wording', 'linkAndTime', 'timeAndLabel'] as const

/** Keys are null where the entry has no time. */
function matchKeysOf(entry: ChangesEntry): Readonly<Record<(typeof matchKeyKinds)[number], string | null>> {
  const { title, target, until, label } = entry
  const key = wordingKey(title)
  return {
    whole: `${title}\0${target}\0${until}\0${label}`,
    wordingAndTime: `${key}\0${until}`,
    wording: key,
    linkAndTime: until === null ? null : `${target}\0${until}`,
    timeAndLabel: until === null ? null : `${until}\0${label}`,
  }
}
