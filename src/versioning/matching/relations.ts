import { citedSources, judge, Profile } from '../../identity/scoring/score-same-event.ts'
import { likeness, type Words, wordsOf } from '../../identity/scoring/similarity.ts'
import type { EventId, VersionRecord } from '../../model/event.ts'
import type { Day } from '../../model/time.ts'
import { leftHere } from './neighbour-evidence.ts'

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
/** Log odds from which an event that ended went on in another. */
const beyondDoubt = 3
/** With fewer words, others have them all by chance. */
const fewest = 5

/**
 * The events that merged or split among those that turned at once: a wording that went is told within the new wording of
 * another event, which did not tell it before, or is so like it that there is no doubt; or a wording that came was part of
 * another event's wording, which does not tell it any more. Only events of one day that share a page or a source are compared.
 */
export function kinships(all: readonly Turn[]): Kinship[] {
  const turns = eachOnce(all)
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
    const whole = kin ?? (after === null ? likeliest(wording, others) : null)
    return whole ? [{ kind: after === null ? 'merge' : 'split', whole: whole.event, part: event }] : []
  })
}

/** One turn for each event, from its first wording of the moment to its last: it may have taken several steps at once. */
function eachOnce(turns: readonly Turn[]): Turn[] {
  const whole = new Map<EventId, Turn>()
  for (const turn of turns) {
    const first = whole.get(turn.event)
    whole.set(turn.event, first ? { ...turn, before: first.before } : turn)
  }
  // what came and went at once is nothing that turned
  return [...whole.values()].filter(({ before, after }) => before !== null || after !== null)
}

/**
 * The event whose new wording an ended one would be taken for, were it not another event's already: where it came so much
 * closer to it at this moment that there is no doubt.
 */
function likeliest(ended: VersionRecord, others: ReadonlySet<Turn>): Turn | null {
  const found = [...others]
    .map((turn) => ({ turn, odds: oddsOf(ended, turn.after!) }))
    .filter(({ turn, odds }) => odds >= beyondDoubt && odds > oddsOf(ended, turn.before!))
  return found.sort((a, b) => b.odds - a.odds)[0]?.turn ?? null
}

function oddsOf(former: VersionRecord, version: VersionRecord): number {
  const context = former.path === version.path ? [leftHere(version.path)] : []
  const profile = (record: VersionRecord) => new Profile(record, record.body ?? '')
  return judge(profile(former), profile(version), context).odds
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
