import { canonicalSources, scoreSameEvent, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import { type WeightedWords, weightedWords, wordSimilarity } from '../../identity/scoring/similarity.ts'
import type { EventId, VersionRecord } from '../../model/event.ts'
import type { Day } from '../../model/time.ts'
import { samePageReason } from './neighbour-evidence.ts'

/** What became of an event at a moment: its wording before, and after; null where it was not yet, or is no more. */
export interface EventUpdate {
  readonly event: EventId
  readonly before: VersionRecord | null
  readonly after: VersionRecord | null
}

/** One event took in another that ended, or a new one was cut out of it. */
export interface EventRelation {
  readonly kind: 'merge' | 'split'
  /** The event that goes on. */
  readonly whole: EventId
  /** The event that ended in it, or that came out of it. */
  readonly part: EventId
}

/** The share of a wording's words that another one has, from which it is said there. */
const minIncludedShare = 0.7
/** The share that the wording had at most which did not say it yet, or says it no longer. */
const maxExcludedShare = 0.45
/** Log odds from which an event that ended went on in another. */
const minMergeLogOdds = 3
/** With fewer words, others have them all by chance. */
const minWords = 5

/**
 * The events that merged or split among those that turned at once: a wording that went is told within the new wording of
 * another event, which did not tell it before, or is so like it that there is no doubt; or a wording that came was part of
 * another event's wording, which does not tell it any more. Only events of one day that share a page or a source are compared.
 */
export function findRelations(all: readonly EventUpdate[]): EventRelation[] {
  const updates = combinedUpdates(all)
  const reworded = updates.filter(({ before, after }) => before !== null && after !== null)
  if (reworded.length === 0 || reworded.length === updates.length) return []
  const updatesByFeature = new Map<string, EventUpdate[]>()
  for (const update of reworded)
    for (const feature of featuresOfUpdate(update))
      updatesByFeature.set(feature, [...(updatesByFeature.get(feature) ?? []), update])
  return updates.flatMap(({ event, before, after }): EventRelation[] => {
    const wording = before === null ? after : after === null ? before : null
    if (wording === null) return []
    const words = weightedWords(wording.title)
    if (words.weights.size < minWords) return []
    const others = new Set(featuresOf(wording).flatMap((feature) => updatesByFeature.get(feature) ?? []))
    const related = [...others].find((update) => {
      const [excluding, including] = after === null ? [update.before!, update.after!] : [update.after!, update.before!]
      return includedShare(words, including) >= minIncludedShare && includedShare(words, excluding) <= maxExcludedShare
    })
    const whole = related ?? (after === null ? likeliestSuccessor(wording, others) : null)
    return whole ? [{ kind: after === null ? 'merge' : 'split', whole: whole.event, part: event }] : []
  })
}

/** One turn for each event, from its first wording of the moment to its last: it may have taken several steps at once. */
function combinedUpdates(updates: readonly EventUpdate[]): EventUpdate[] {
  const whole = new Map<EventId, EventUpdate>()
  for (const update of updates) {
    const first = whole.get(update.event)
    whole.set(update.event, first ? { ...update, before: first.before } : update)
  }
  // what came and went at once is nothing that turned
  return [...whole.values()].filter(({ before, after }) => before !== null || after !== null)
}

/**
 * The event whose new wording an ended one would be taken for, were it not another event's already: where it came so much
 * closer to it at this moment that there is no doubt.
 */
function likeliestSuccessor(ended: VersionRecord, others: ReadonlySet<EventUpdate>): EventUpdate | null {
  const found = [...others]
    .map((update) => ({ update, odds: logOddsOf(ended, update.after!) }))
    .filter(({ update, odds }) => odds >= minMergeLogOdds && odds > logOddsOf(ended, update.before!))
  return found.sort((a, b) => b.odds - a.odds)[0]?.update ?? null
}

function logOddsOf(former: VersionRecord, version: VersionRecord): number {
  const context = former.path === version.path ? [samePageReason(version.path)] : []
  const profile = (record: VersionRecord) => new WordingProfile(record, record.body ?? '')
  return scoreSameEvent(profile(former), profile(version), context).odds
}

/** The weight of some words that a wording has too, 0 to 1. */
function includedShare(words: WeightedWords, { title }: VersionRecord): number {
  const { dice } = wordSimilarity(words, weightedWords(title))
  // twice what is shared over both sums, and so of these words alone
  return (dice * (words.total + weightedWords(title).total)) / (2 * words.total)
}

function featuresOfUpdate({ before, after }: EventUpdate): Set<string> {
  return new Set([...featuresOf(before!), ...featuresOf(after!)])
}

/** What two wordings have in common that may be kin. */
function featuresOf({ path, day, sources }: VersionRecord): string[] {
  return [`${path} ${dayOf(day)}`, ...canonicalSources(sources).map((url) => `${url} ${dayOf(day)}`)]
}

function dayOf(day: Day | null): string {
  return day ?? ''
}
