import type { Reason } from '../../model/event.ts'
import type { EventDraft } from '../../model/page.ts'
import { bodyFingerprint, sketchSimilarity } from './body-fingerprint.ts'
import { daysBetween, roundWeight, type SameEventResult, WordingProfile } from './score-same-event.ts'
import { swapsName, wordSimilarity } from './similarity.ts'

// Weights in log odds, from a logistic regression over pairs that people find hard to decide, rounded.
const priorOdds = -0.4
const containmentWeight = 2.5
const openingWeight = 1.5
const sameTitleWeight = 6
const littleInCommonWeight = -2.5
const followUpWeight = -0.8
const anotherNameWeight = -3
const sameTopicWeight = 0
const oneDayApartWeight = -3.6
const furtherDayWeight = -0.8
const sharedSourceOtherDayWeight = 1.1
const sharedSourceSameDayWeight = -1.1
const bodyWeight = 4

/** Containment below which two titles have little in common. */
const minContainment = 0.15

/**
 * Scores whether two drafts report one event, from the drafts alone. Two things count most: how much of the shorter title
 * the longer one contains, and whether both open alike. One article is cited for several events of a day as often as for
 * two wordings of one event, so a shared source counts for one event only where the days differ.
 * @returns a score from 0 to 1, above one half for one event; the prior and the reasons' weights sum up to its log odds
 */
export function sameEvent(a: EventDraft, b: EventDraft): SameEventResult {
  const [one, other] = [
    new WordingProfile(a, bodyFingerprint(a.body ?? '')),
    new WordingProfile(b, bodyFingerprint(b.body ?? '')),
  ]
  const reasons: Reason[] = [...titleReasons(one, other), ...dayAndSourceReasons(one, other)]
  if (one.topic && one.topic === other.topic)
    reasons.push({ kind: 'same-topic', value: one.topic, weight: sameTopicWeight })
  const bodySimilarity = one.body && other.body ? sketchSimilarity(one.body, other.body) : 0
  if (bodySimilarity > 0.3)
    reasons.push({
      kind: 'body-likeness',
      value: bodySimilarity.toFixed(2),
      weight: roundWeight(bodyWeight * bodySimilarity),
    })
  const odds = reasons.reduce((sum, { weight }) => sum + weight, priorOdds)
  return { same: odds > 0, score: roundWeight(1 / (1 + Math.exp(-odds))), odds, reasons }
}

function* titleReasons(a: WordingProfile, b: WordingProfile): Iterable<Reason> {
  if (a.title === b.title || (a.key !== '' && a.key === b.key)) {
    yield { kind: 'same-title', value: a.title, weight: sameTitleWeight }
    return
  }
  const similarity = wordSimilarity(a.words, b.words)
  const openingSimilarity = wordSimilarity(a.opening, b.opening)
  const weight = containmentWeight * similarity.containment + openingWeight * openingSimilarity.dice
  yield { kind: 'title-likeness', value: similarity.containment.toFixed(2), weight: roundWeight(weight) }
  if (similarity.containment < minContainment) {
    yield { kind: 'conflict', value: 'hardly a word in common', weight: littleInCommonWeight }
  }
  if (refersBack(a.title) || refersBack(b.title)) {
    yield { kind: 'conflict', value: 'one refers to what was told before', weight: followUpWeight }
  }
  if (similarity.dice > 0.4 && swapsName(a.words, b.words)) {
    yield { kind: 'conflict', value: 'another name in the same sentence', weight: anotherNameWeight }
  }
}

/** Whether a title needs an earlier report to be understood: "The suspect is named", "They also claim". */
function refersBack(title: string): boolean {
  return (
    /^"?(?:The \p{Ll}|(?:These|This|That|It|They|He|She|His|Her|Their|Its|Another|Others)\b)/u.test(title) ||
    /\balso\b|\bthe (?:move|decision|measure|statement|vote|attack|incident|result)s?\b/.test(title)
  )
}

function* dayAndSourceReasons(a: WordingProfile, b: WordingProfile): Iterable<Reason> {
  const shared = a.sources.find((url) => b.sources.includes(url))
  const days = a.day === null || b.day === null ? 0 : daysBetween(a.day, b.day)
  if (days > 0) {
    const weight = roundWeight(oneDayApartWeight + furtherDayWeight * Math.min(3, days - 1))
    yield { kind: 'conflict', value: days === 1 ? 'one day apart' : `${days} days apart`, weight }
  } else if (a.day !== null && b.day !== null) yield { kind: 'same-day', value: a.day, weight: 0 }
  if (shared !== undefined) {
    yield {
      kind: 'shared-source',
      value: shared,
      weight: days > 0 ? sharedSourceOtherDayWeight : sharedSourceSameDayWeight,
    }
  }
}
