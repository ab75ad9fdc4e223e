import { memoByObject } from '../../model/memo.ts'
import type { SpeechCertainty } from '../language/language.ts'
import type { ComparedTitle } from './term-comparison.ts'
import { isContent, type Term } from './terms.ts'

/** A place where a title says who makes a claim. */
export interface SpeakerClause {
  /** The verb of saying, or a phrase such as "according to". */
  readonly term: Term
  readonly speech: SpeechCertainty
  readonly speakers: readonly Term[]
}

// The largest distance of a speaker from its verb. Behind the verb, half of it.
const maxSpeakerDistanceInTerms = 8

/** The speaker clauses of a title, in their order. */
export const speakerClausesOf = memoByObject((side: ComparedTitle): readonly SpeakerClause[] =>
  side.terms.flatMap((term): SpeakerClause[] => {
    if (term.kind === 'attribution') return [{ term, speech: 'plain', speakers: speakersAfter(side, term) }]
    const { speech } = term.sense
    if ((term.kind !== 'word' && term.kind !== 'hedge') || speech === null || !isClauseVerb(term, side)) return []
    const speakersInFront = speakersBefore(side, term)
    const speakers = speakersInFront.length > 0 ? speakersInFront : speakersAfter(side, term)
    return speakers.length === 0 ? [] : [{ term, speech, speakers }]
  }),
)

/** Whether a word of saying is the verb of its clause: no noun (the reports), participle (claiming) or passive. */
function isClauseVerb(term: Term, { terms, language }: ComparedTitle): boolean {
  if (language.isParticiple(term.surface)) return false
  const previous = terms[term.at - 1]
  if (previous === undefined || previous.sentence !== term.sentence || previous.kind === 'number') return false
  return !language.precedesNoun(previous.surface)
}

function speakersBefore({ terms, language }: ComparedTitle, verb: Term): Term[] {
  const speakers: Term[] = []
  for (let at = verb.at - 1; at >= Math.max(0, verb.at - maxSpeakerDistanceInTerms); at--) {
    const term = terms[at]
    if (term === undefined || term.sentence !== verb.sentence || terms[at + 1]?.marks.includes(',')) break
    if (term.sense.speech !== null || language.opensClause(term.surface)) break
    if (isContent(term)) speakers.push(term)
  }
  return speakers
}

function speakersAfter({ terms }: ComparedTitle, verb: Term): Term[] {
  const speakers: Term[] = []
  for (let at = verb.at + 1; at <= verb.at + maxSpeakerDistanceInTerms / 2; at++) {
    const term = terms[at]
    if (term === undefined || term.sentence !== verb.sentence || term.marks.includes(',')) break
    if (isContent(term)) speakers.push(term)
  }
  return speakers
}

/** Whether two clauses have a speaker in common. */
export function sharesSpeaker(one: SpeakerClause, other: SpeakerClause): boolean {
  return one.speakers.some((speaker) => other.speakers.some((term) => term.key === speaker.key))
}
