import { type ClassEvidenceFinder, noEvidence } from '../class-evidence.ts'
import { type SpeakerClause, sharesSpeaker, speakerClausesOf } from '../speaker-clauses.ts'
import type { ComparedTitle } from '../term-comparison.ts'
import { isContent, type Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * Who says it is added, removed or changed, for a claim that both titles make. A new claim with its own speaker is a
 * detail.
 * - `The ship sank` -> `The ship sank, the navy says`
 * - `The mayor says taxes rise` -> `Officials say taxes rise`
 * - `A grave is found` -> `The army claims to have found a grave`
 */
export const detectAttribution: ClassDetector = ({ terms }) => {
  if (terms === null) return null
  const { before, after } = terms
  return changedClauses(before, after).length + changedClauses(after, before).length > 0 ? 'factual' : null
}

/** Who says it, with the verb where that is new too, and all between them. */
export const findAttributionEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const { before, after } = terms
  return { removed: attributionPhrases(before, after), added: attributionPhrases(after, before) }
}

function attributionPhrases(own: ComparedTitle, other: ComparedTitle): Term[][] {
  return changedClauses(own, other).flatMap(({ term, speakers }) => {
    const positions = [term, ...speakers].filter((word) => !own.matched[word.at]).map(({ at }) => at)
    return positions.length === 0 ? [] : [own.terms.slice(Math.min(...positions), Math.max(...positions) + 1)]
  })
}

/** The terms of one title that tell who says what both titles say, and the verbs with them. They are no detail. */
export function attributionTerms(own: ComparedTitle, other: ComparedTitle): ReadonlySet<Term> {
  return new Set(changedClauses(own, other).flatMap((clause) => [clause.term, ...clause.speakers]))
}

// A side belongs to one comparison, and several classes ask for its sources.
const changedClauseCache = new WeakMap<ComparedTitle, readonly SpeakerClause[]>()

/** The sayings of one title for which the other has the claim, and not the speaker. */
function changedClauses(own: ComparedTitle, other: ComparedTitle): readonly SpeakerClause[] {
  const clauses = changedClauseCache.get(own) ?? findChangedClauses(own, other)
  changedClauseCache.set(own, clauses)
  return clauses
}

function findChangedClauses(own: ComparedTitle, other: ComparedTitle): SpeakerClause[] {
  const others = speakerClausesOf(other)
  return speakerClausesOf(own).filter((clause) => {
    if (own.matched[clause.term.at]) return changesSpeaker(clause, others, own)
    const isAnswered = others.some(
      (counterpart) =>
        sharesSpeaker(clause, counterpart) &&
        (!other.matched[counterpart.term.at] || counterpart.term.sentence === clause.term.sentence),
    )
    return !isAnswered && hasOwnSpeaker(clause, own) && isClaimShared(clause, own)
  })
}

/** Whether a verb of saying that stands in both titles has another subject. */
function changesSpeaker(clause: SpeakerClause, others: readonly SpeakerClause[], side: ComparedTitle): boolean {
  if (!clause.speakers.some((term) => !side.matched[term.at])) return false
  const [counterpart, another] = others.filter((other) => other.term.key === clause.term.key)
  if (counterpart === undefined || another !== undefined || counterpart.speakers.length === 0) return false
  return !sharesSpeaker(clause, counterpart)
}

/** Whether the speaker is named in this title alone; somebody in both who now announces what they do says nothing new. */
function hasOwnSpeaker(clause: SpeakerClause, side: ComparedTitle): boolean {
  return clause.speakers.length === 0 || clause.speakers.some((term) => !side.matched[term.at])
}

// The share of what is said that the other title has too, for it to be the same claim.
const minSharedClaim = 0.3

/** Whether the other title makes the claim too: what stands behind the verb, or before it where nothing does. */
function isClaimShared(clause: SpeakerClause, side: ComparedTitle): boolean {
  const claim = side.terms.filter(
    (term) => term.sentence === clause.term.sentence && isContent(term) && !clause.speakers.includes(term),
  )
  const claimAfterVerb = firstClause(claim.filter((term) => term.at > clause.term.at))
  const claimTerms = claimAfterVerb.length >= 2 ? claimAfterVerb : claim.filter((term) => term.at < clause.term.at)
  const kept = claimTerms.filter((term) => side.matched[term.at]).length
  return kept >= 2 && kept >= claimTerms.length * minSharedClaim
}

/** The first clause of what stands behind a verb. */
function firstClause(claim: readonly Term[]): readonly Term[] {
  const end = claim.findIndex((term, at) => at >= 2 && term.marks.includes(','))
  return end < 0 ? claim : claim.slice(0, end)
}
