import { memoByObject } from '../../../model/memo.ts'
import { termRule } from '../class-rule.ts'
import { type SpeakerClause, sharesSpeaker, speakerClausesOf } from '../speaker-clauses.ts'
import type { ComparedTitle, TermComparison } from '../term-comparison.ts'
import { isContent, type Term } from '../terms.ts'

/**
 * The speaker of a claim that both titles make is added, removed or replaced. A new claim with its own speaker is a
 * detail.
 * - `The ship sank` -> `The ship sank, the navy says`
 * - `The mayor says taxes rise` -> `Officials say taxes rise`
 * - `A grave is found` -> `The army claims to have found a grave`
 */
export const attributionRule = termRule({
  kind: 'attribution',
  severity: 'factual',
  detect: (terms) => allChangedClauses(terms).length > 0,
  words: (terms) => {
    const { removed, added } = changedClausesOf(terms)
    return { removed: attributionPhrases(removed, terms.before), added: attributionPhrases(added, terms.after) }
  },
})

/** The speakers, with a verb that is new too, and everything between them. */
function attributionPhrases(clauses: readonly SpeakerClause[], own: ComparedTitle): Term[][] {
  return clauses.flatMap(({ term, speakers }) => {
    const positions = [term, ...speakers].filter((word) => !own.matched[word.at]).map(({ at }) => at)
    return positions.length === 0 ? [] : [own.terms.slice(Math.min(...positions), Math.max(...positions) + 1)]
  })
}

/** The speakers and verbs of changed attributions on both sides. They do not count as details. */
export function attributionTerms(terms: TermComparison): ReadonlySet<Term> {
  return new Set(allChangedClauses(terms).flatMap(({ term, speakers }) => [term, ...speakers]))
}

function allChangedClauses(terms: TermComparison): readonly SpeakerClause[] {
  const { removed, added } = changedClausesOf(terms)
  return [...removed, ...added]
}

/** The attributions of each title for which the other title has the claim, and not the speaker. */
const changedClausesOf = memoByObject(({ before, after }: TermComparison) => ({
  removed: findChangedClauses(before, after),
  added: findChangedClauses(after, before),
}))

function findChangedClauses(own: ComparedTitle, other: ComparedTitle): SpeakerClause[] {
  const others = speakerClausesOf(other)
  return speakerClausesOf(own).filter((clause) => {
    if (own.matched[clause.term.at]) return changesSpeaker(clause, others, own)
    const hasCounterpart = others.some(
      (counterpart) =>
        sharesSpeaker(clause, counterpart) &&
        (!other.matched[counterpart.term.at] || counterpart.term.sentence === clause.term.sentence),
    )
    return !hasCounterpart && hasNewSpeaker(clause, own) && isClaimShared(clause, own)
  })
}

/** Whether a verb of saying that both titles have has another subject. */
function changesSpeaker(clause: SpeakerClause, others: readonly SpeakerClause[], side: ComparedTitle): boolean {
  if (!clause.speakers.some((term) => !side.matched[term.at])) return false
  const [counterpart, another] = others.filter((other) => other.term.key === clause.term.key)
  if (counterpart === undefined || another !== undefined || counterpart.speakers.length === 0) return false
  return !sharesSpeaker(clause, counterpart)
}

/** Whether only this title names the speaker. A person in both titles who announces their own act is no new speaker. */
function hasNewSpeaker({ speakers }: SpeakerClause, side: ComparedTitle): boolean {
  return speakers.length === 0 || speakers.some((term) => !side.matched[term.at])
}

// The share of a claim that the other title must have too.
const minSharedClaim = 0.3

/** Whether the other title makes the claim too: the words behind the verb, or before it where none follow. */
function isClaimShared({ term: verb, speakers }: SpeakerClause, side: ComparedTitle): boolean {
  const claim = side.terms.filter(
    (term) => term.sentence === verb.sentence && isContent(term) && !speakers.includes(term),
  )
  const claimAfterVerb = firstClause(claim.filter((term) => term.at > verb.at))
  const claimTerms = claimAfterVerb.length >= 2 ? claimAfterVerb : claim.filter((term) => term.at < verb.at)
  const kept = claimTerms.filter((term) => side.matched[term.at]).length
  return kept >= 2 && kept >= claimTerms.length * minSharedClaim
}

/** The terms up to the first comma behind at least two. */
function firstClause(claim: readonly Term[]): readonly Term[] {
  const end = claim.findIndex((term, at) => at >= 2 && term.marks.includes(','))
  return end < 0 ? claim : claim.slice(0, end)
}
