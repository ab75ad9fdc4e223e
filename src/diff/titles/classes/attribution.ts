import { type ClassWords, noWords } from '../class-evidence.ts'
import { type Saying, sayingsOf, sharesSpeaker } from '../speaker-clauses.ts'
import type { Side } from '../term-comparison.ts'
import { isContent, type Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * Who says it is added, removed or changed, for a claim that both titles make. A new claim with its own speaker is a
 * detail.
 * - `The ship sank` -> `The ship sank, the navy says`
 * - `The mayor says taxes rise` -> `Officials say taxes rise`
 * - `A grave is found` -> `The army claims to have found a grave`
 */
export const attribution: ClassRule = ({ terms }) => {
  if (terms === null) return null
  const { before, after } = terms
  return otherSources(before, after).length + otherSources(after, before).length > 0 ? 'factual' : null
}

/** Who says it, with the verb where that is new too, and all between them. */
export const attributionWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const { before, after } = terms
  return { removed: wordsOfSources(before, after), added: wordsOfSources(after, before) }
}

function wordsOfSources(own: Side, other: Side): Term[][] {
  return otherSources(own, other).flatMap(({ term, speakers }) => {
    const places = [term, ...speakers].filter((word) => !own.matched[word.at]).map(({ at }) => at)
    return places.length === 0 ? [] : [own.terms.slice(Math.min(...places), Math.max(...places) + 1)]
  })
}

/** The terms of one title that tell who says what both titles say, and the verbs with them. They are no detail. */
export function termsOfSource(own: Side, other: Side): ReadonlySet<Term> {
  return new Set(otherSources(own, other).flatMap((saying) => [saying.term, ...saying.speakers]))
}

// A side belongs to one comparison, and several classes ask for its sources.
const known = new WeakMap<Side, readonly Saying[]>()

/** The sayings of one title for which the other has the claim, and not the speaker. */
function otherSources(own: Side, other: Side): readonly Saying[] {
  const sources = known.get(own) ?? findSources(own, other)
  known.set(own, sources)
  return sources
}

function findSources(own: Side, other: Side): Saying[] {
  const others = sayingsOf(other)
  return sayingsOf(own).filter((saying) => {
    if (own.matched[saying.term.at]) return changesSpeaker(saying, others, own)
    const isAnswered = others.some(
      (counterpart) =>
        sharesSpeaker(saying, counterpart) &&
        (!other.matched[counterpart.term.at] || counterpart.term.sentence === saying.term.sentence),
    )
    return !isAnswered && hasOwnSpeaker(saying, own) && claimStands(saying, own)
  })
}

/** Whether a verb of saying that stands in both titles has another subject. */
function changesSpeaker(saying: Saying, others: readonly Saying[], side: Side): boolean {
  if (!saying.speakers.some((term) => !side.matched[term.at])) return false
  const [counterpart, another] = others.filter((other) => other.term.key === saying.term.key)
  if (counterpart === undefined || another !== undefined || counterpart.speakers.length === 0) return false
  return !sharesSpeaker(saying, counterpart)
}

/** Whether the speaker is named in this title alone; somebody in both who now announces what they do says nothing new. */
function hasOwnSpeaker(saying: Saying, side: Side): boolean {
  return saying.speakers.length === 0 || saying.speakers.some((term) => !side.matched[term.at])
}

// The share of what is said that the other title has too, for it to be the same claim.
const sameClaim = 0.3

/** Whether the other title makes the claim too: what stands behind the verb, or before it where nothing does. */
function claimStands(saying: Saying, side: Side): boolean {
  const claim = side.terms.filter(
    (term) => term.sentence === saying.term.sentence && isContent(term) && !saying.speakers.includes(term),
  )
  const behind = untilComma(claim.filter((term) => term.at > saying.term.at))
  const told = behind.length >= 2 ? behind : claim.filter((term) => term.at < saying.term.at)
  const kept = told.filter((term) => side.matched[term.at]).length
  return kept >= 2 && kept >= told.length * sameClaim
}

/** The first clause of what stands behind a verb. */
function untilComma(claim: readonly Term[]): readonly Term[] {
  const end = claim.findIndex((term, at) => at >= 2 && term.marks.includes(','))
  return end < 0 ? claim : claim.slice(0, end)
}
