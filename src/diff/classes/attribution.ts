import type { Side } from '../comparison.ts'
import { type Saying, sayingsOf, sharesSpeaker } from '../sayings.ts'
import { isContent } from '../terms.ts'
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
  return tellsAnotherSource(terms.before, terms.after) || tellsAnotherSource(terms.after, terms.before)
    ? 'factual'
    : null
}

function tellsAnotherSource(own: Side, other: Side): boolean {
  const others = sayingsOf(other)
  return sayingsOf(own).some(
    (saying) =>
      !own.matched[saying.term.at] &&
      hasOwnSpeaker(saying, own) &&
      !others.some((counterpart) => sharesSpeaker(saying, counterpart)) &&
      claimStands(saying, own),
  )
}

/** Whether the speaker is named in this title alone; somebody in both who now announces what they do says nothing new. */
function hasOwnSpeaker(saying: Saying, side: Side): boolean {
  return saying.speakers.length === 0 || saying.speakers.some((term) => !side.matched[term.at])
}

// The share of what is said that the other title has too, for it to be the same claim.
const sameClaim = 0.4

function claimStands(saying: Saying, side: Side): boolean {
  const claim = side.terms.filter(
    (term) =>
      term.sentence === saying.term.sentence &&
      isContent(term) &&
      term.at !== saying.term.at &&
      !saying.speakers.includes(term),
  )
  const kept = claim.filter((term) => side.matched[term.at]).length
  return kept >= 2 && kept >= claim.length * sameClaim
}
