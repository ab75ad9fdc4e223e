import { canonicalSources, scoreSameEvent, WordingProfile } from '../../identity/scoring/score-same-event.ts'
import { type WeightedWords, weightedWords, wordSimilarity } from '../../identity/scoring/similarity.ts'
import type { EventId, VersionRecord } from '../../model/event.ts'
import { addToList } from '../../model/multimap.ts'
import { samePageReason } from './neighbour-evidence.ts'

/** An event's version before and after a group; null where it was not shown. */
export interface EventUpdate {
  readonly event: EventId
  readonly before: VersionRecord | null
  readonly after: VersionRecord | null
}

/** A merge of one event into another, or a split of a new event from another. */
export interface EventRelation {
  readonly kind: 'merge' | 'split'
  /** The event that continues. */
  readonly whole: EventId
  /** The event that ended in it, or that came from it. */
  readonly part: EventId
}

/** A wording is part of another that has at least this share of its words. */
const minIncludedShare = 0.7
/** A wording is no part of another that has at most this share of its words. */
const maxExcludedShare = 0.45
/** Log odds from which an ended event merged into another. */
const minMergeLogOdds = 3
/** A longer title may contain fewer words by chance. */
const minWords = 5

/**
 * Finds merges and splits among the updates of one group. In a merge, an ended wording is part of another event's new wording
 * and not of its former one, or clearly scores as one event with the new one. In a split, a new wording was part of another
 * event's former wording and is not part of its new one. Only events of one day that share a page or a source are compared.
 */
export function findRelations(all: readonly EventUpdate[]): EventRelation[] {
  const updates = combinedUpdates(all)
  const reworded = updates.filter(({ before, after }) => before !== null && after !== null)
  if (reworded.length === 0 || reworded.length === updates.length) return []
  const updatesByFeature = new Map<string, EventUpdate[]>()
  for (const update of reworded)
    for (const feature of new Set([...featuresOf(update.before!), ...featuresOf(update.after!)]))
      addToList(updatesByFeature, feature, update)
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

/** Combines several updates of one event into one. */
function combinedUpdates(updates: readonly EventUpdate[]): EventUpdate[] {
  const whole = new Map<EventId, EventUpdate>()
  for (const update of updates) {
    const first = whole.get(update.event)
    whole.set(update.event, first ? { ...update, before: first.before } : update)
  }
  // An event that only existed within the group has no update.
  return [...whole.values()].filter(({ before, after }) => before !== null || after !== null)
}

/**
 * The event whose new wording scores highest as one event with an ended wording, and higher than its former wording does; null
 * where none reaches the threshold.
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

/** The share of some words, by weight, that a wording contains, 0 to 1. */
function includedShare(words: WeightedWords, { title }: VersionRecord): number {
  const { dice } = wordSimilarity(words, weightedWords(title))
  // From twice the shared weight over both totals to the shared weight over the total of `words`.
  return (dice * (words.total + weightedWords(title).total)) / (2 * words.total)
}

/** Keys that two related wordings have in common: their page or a source, with the day. */
function featuresOf({ path, day, sources }: VersionRecord): string[] {
  return [path, ...canonicalSources(sources)].map((place) => `${place} ${day ?? ''}`)
}
