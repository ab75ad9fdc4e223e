import type { ChangesEntry } from '../../model/page.ts'
import { wordingKey } from '../index/wording.ts'

/**
 * Which entry of a later section each entry of an earlier one has become, by index; -1 for none. What says the most in
 * common is matched first: everything, then the wording and the time, the wording, the link with the time, the time.
 */
export function matchEntries(before: readonly ChangesEntry[], after: readonly ChangesEntry[]): number[] {
  const matches = before.map(() => -1)
  const [left, right] = [before.map(signsOf), after.map(signsOf)]
  const free = new Set(after.keys())
  for (const sign of signs) {
    const places = new Map<string, number[]>()
    for (const place of free) {
      const key = right[place]![sign]
      if (key === null) continue
      const known = places.get(key)
      if (known) known.push(place)
      else places.set(key, [place])
    }
    for (const queue of places.values()) queue.reverse()
    for (const [index, own] of left.entries()) {
      const key = own[sign]
      const place = matches[index] !== -1 || key === null ? undefined : places.get(key)?.pop()
      if (place === undefined) continue
      matches[index] = place
      free.delete(place)
    }
  }
  return matches
}

/** By what an entry is known again, the surest first; null where it lacks what that takes. */
const signs = ['whole', 'wordingAndTime', 'wording', 'linkAndTime', 'timeAndLabel'] as const

function signsOf({
  title,
  target,
  until,
  label,
}: ChangesEntry): Readonly<Record<(typeof signs)[number], string | null>> {
  const key = wordingKey(title)
  return {
    whole: `${title}\0${target}\0${until}\0${label}`,
    wordingAndTime: `${key}\0${until}`,
    wording: key,
    linkAndTime: until === null ? null : `${target}\0${until}`,
    timeAndLabel: until === null ? null : `${until}\0${label}`,
  }
}
