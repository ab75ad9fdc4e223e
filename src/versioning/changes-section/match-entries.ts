import type { ChangesEntry } from '../../model/page.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'

/**
 * Which entry of a later section each entry of an earlier one has become, by index; -1 for none. What says the most in
 * common is matched first: everything, then the wording and the time, the wording, the link with the time, the time.
 */
export function matchEntries(before: readonly ChangesEntry[], after: readonly ChangesEntry[]): number[] {
  const matches = before.map(() => -1)
  const [left, right] = [before.map(matchKeysOf), after.map(matchKeysOf)]
  const free = new Set(after.keys())
  for (const kind of matchKeyKinds) {
    const positions = new Map<string, number[]>()
    for (const position of free) {
      const key = right[position]![kind]
      if (key === null) continue
      const list = positions.get(key)
      if (list) list.push(position)
      else positions.set(key, [position])
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

/** By what an entry is known again, the surest first; null where it lacks what that takes. */
const matchKeyKinds = ['whole', 'wordingAndTime', 'wording', 'linkAndTime', 'timeAndLabel'] as const

function matchKeysOf({
  title,
  target,
  until,
  label,
}: ChangesEntry): Readonly<Record<(typeof matchKeyKinds)[number], string | null>> {
  const key = wordingKey(title)
  return {
    whole: `${title}\0${target}\0${until}\0${label}`,
    wordingAndTime: `${key}\0${until}`,
    wording: key,
    linkAndTime: until === null ? null : `${target}\0${until}`,
    timeAndLabel: until === null ? null : `${until}\0${label}`,
  }
}
