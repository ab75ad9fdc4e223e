import type { Reason } from '../../model/event.ts'
import type { EventDraft } from '../../model/page.ts'
import { bodyPrint, sketchLikeness } from './body-fingerprint.ts'
import { daysBetween, type Judgement, Profile, roundWeight, titleKey } from './score-same-event.ts'
import { likeness, swapsName } from './similarity.ts'

// Weights in log odds, fitted by logistic regression to pairs that people find hard to tell, and rounded.
const prior = -0.4
const containment = 2.5
const opening = 1.5
const sameTitle = 6
const littleInCommon = -2.5
const followUp = -0.8
const anotherName = -3
const sameTopic = 0
const oneDayApart = -3.6
const eachDayMore = -0.8
const sharedAcrossDays = 1.1
const sharedWithinDay = -1.1
const body = 4

/** Below this share of the shorter title's words two titles have little in common. */
const little = 0.15

/**
 * Judges whether two drafts report one event from what they say alone, without knowing whether one took the other's place.
 * How much of the shorter title the longer one holds decides, and whether they open alike. One article is cited for several
 * events of a day as often as for two wordings of one, so that it counts for an event only where the days differ.
 * @returns score 0 to 1, from one half on they are one event, with the reasons whose weights sum up to its log odds
 */
export function sameEvent(a: EventDraft, b: EventDraft): Judgement {
  const [one, other] = [new Profile(a, bodyPrint(a.body ?? '')), new Profile(b, bodyPrint(b.body ?? ''))]
  const reasons: Reason[] = [...wordReasons(one, other), ...dayAndSource(one, other)]
  if (one.topic && one.topic === other.topic) reasons.push({ kind: 'same-topic', value: one.topic, weight: sameTopic })
  const grade = one.body && other.body ? sketchLikeness(one.body, other.body) : 0
  if (grade > 0.3) reasons.push({ kind: 'body-likeness', value: grade.toFixed(2), weight: roundWeight(body * grade) })
  const odds = reasons.reduce((sum, { weight }) => sum + weight, prior)
  return { same: odds > 0, score: roundWeight(1 / (1 + Math.exp(-odds))), odds, reasons }
}

function* wordReasons(a: Profile, b: Profile): Iterable<Reason> {
  if (a.title === b.title || (titleKey(a.title) !== '' && a.key === b.key)) {
    yield { kind: 'same-title', value: a.title, weight: sameTitle }
    return
  }
  const like = likeness(a.words, b.words)
  const starts = likeness(a.opening, b.opening)
  const weight = containment * like.containment + opening * starts.dice
  yield { kind: 'title-likeness', value: like.containment.toFixed(2), weight: roundWeight(weight) }
  if (like.containment < little) {
    yield { kind: 'conflict', value: 'hardly a word in common', weight: littleInCommon }
  }
  if (followsUp(a.title) || followsUp(b.title)) {
    yield { kind: 'conflict', value: 'one refers to what was told before', weight: followUp }
  }
  if (like.dice > 0.4 && swapsName(a.words, b.words)) {
    yield { kind: 'conflict', value: 'another name in the same sentence', weight: anotherName }
  }
}

/** Whether a title speaks of something that must have been told already: "The suspect is named", "They also claim". */
function followsUp(title: string): boolean {
  return (
    /^"?(?:The \p{Ll}|(?:These|This|That|It|They|He|She|His|Her|Their|Its|Another|Others)\b)/u.test(title) ||
    /\balso\b|\bthe (?:move|decision|measure|statement|vote|attack|incident|result)s?\b/.test(title)
  )
}

function* dayAndSource(a: Profile, b: Profile): Iterable<Reason> {
  const shared = a.sources.find((url) => b.sources.includes(url))
  const days = a.day === null || b.day === null ? 0 : daysBetween(a.day, b.day)
  if (days > 0) {
    const weight = roundWeight(oneDayApart + eachDayMore * Math.min(3, days - 1))
    yield { kind: 'conflict', value: days === 1 ? 'one day apart' : `${days} days apart`, weight }
  } else if (a.day !== null && b.day !== null) yield { kind: 'same-day', value: a.day, weight: 0 }
  if (shared !== undefined) {
    yield { kind: 'shared-source', value: shared, weight: days > 0 ? sharedAcrossDays : sharedWithinDay }
  }
}
