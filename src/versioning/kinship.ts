import { likeness, type Words, wordsOf } from '../identity/likeness.ts'
import { citedSources } from '../identity/same-event.ts'
import type { EventId, VersionRecord } from '../model/event.ts'
import type { Day } from '../model/time.ts'

/** What became of an event at a moment: its wording before, and after; null where it was not yet, or is no more. */
export interface Turn {
  readonly event: EventId
  readonly before: VersionRecord | null
  readonly after: VersionRecord | null
}

/** One event took in another that ended, or a new one was cut out of it. */
export interface Kinship {
  readonly kind: 'merge' | 'split'
  /** The event that goes on. */
  readonly whole: EventId
  /** The event that ended in it, or that came out of it. */
  readonly part: EventId
}

/** The share of a wording's words that another one has, from which it is said there. */
const told = 0.7
/** The share that the wording had at most which did not say it yet, or says it no longer. */
const untold = 0.45
/** With fewer words, others have them all by chance. */
const fewest = 5

/**
 * The events that merged or split among those that turned at once: a wording that went is told within the new wording of
 * another event, which did not tell it before; or a wording that came was part of another event's wording, which does not
 * tell it any more. Only events of one day that share a page or a source are compared.
 */
export function kinships(turns: readonly Turn[]): Kinship[] {
  const reworded = turns.filter(({ before, after }) => before !== null && after !== null)
  if (reworded.length === 0 || reworded.length === turns.length) return []
  const near = new Map<string, Turn[]>()
  for (const turn of reworded) for (const sign of signsOf(turn)) near.set(sign, [...(near.get(sign) ?? []), turn])
  return turns.flatMap(({ event, before, after }): Kinship[] => {
    const wording = before === null ? after : after === null ? before : null
    if (wording === null) return []
    const words = wordsOf(wording.title)
    if (words.weights.size < fewest) return []
    const others = new Set(signs(wording).flatMap((sign) => near.get(sign) ?? []))
    const kin = [...others].find((turn) => {
      const [silent, telling] = after === null ? [turn.before!, turn.after!] : [turn.after!, turn.before!]
      return shareIn(words, telling) >= told && shareIn(words, silent) <= untold
    })
    return kin ? [{ kind: after === null ? 'merge' : 'split', whole: kin.event, part: event }] : []
  })
}

/** The weight of some words that a wording has too, 0 to 1. */
function shareIn(words: Words, { title }: VersionRecord): number {
  const { dice } = likeness(words, wordsOf(title))
  // twice what is shared over both sums, and so of these words alone
  return (dice * (words.total + wordsOf(title).total)) / (2 * words.total)
}

function signsOf({ before, after }: Turn): Set<string> {
  return new Set([...signs(before!), ...signs(after!)])
}

/** What two wordings have in common that may be kin. */
function signs({ path, day, sources }: VersionRecord): string[] {
  return [`${path} ${dayOf(day)}`, ...citedSources(sources).map((url) => `${url} ${dayOf(day)}`)]
}

function dayOf(day: Day | null): string {
  return day ?? ''
}
