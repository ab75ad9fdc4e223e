import type { SpeechCertainty } from '../language/language.ts'
import type { ComparedTitle } from './term-comparison.ts'
import { isContent, type Term } from './terms.ts'

/** A place where a title tells who says something. */
export interface SpeakerClause {
  readonly term: Term
  readonly speech: SpeechCertainty
  readonly speakers: readonly Term[]
}

// A speaker stands at most so many words from the verb.
const maxSpeakerDistanceInTerms = 8

const clauseCache = new WeakMap<ComparedTitle, readonly SpeakerClause[]>()

/** The sayings of a title, in their order. */
export function speakerClausesOf(side: ComparedTitle): readonly SpeakerClause[] {
  const clauses = clauseCache.get(side) ?? readSpeakerClauses(side)
  clauseCache.set(side, clauses)
  return clauses
}

function readSpeakerClauses(side: ComparedTitle): SpeakerClause[] {
  return side.terms.flatMap((term): SpeakerClause[] => {
    if (term.kind === 'attribution') return [{ term, speech: 'plain', speakers: speakersAfter(side, term) }]
    if ((term.kind !== 'word' && term.kind !== 'hedge') || term.sense.speech === null || !isClauseVerb(term, side))
      return []
    const speakersInFront = speakersBefore(side, term)
    const speakers = speakersInFront.length > 0 ? speakersInFront : speakersAfter(side, term)
    return speakers.length === 0 ? [] : [{ term, speech: term.sense.speech, speakers }]
  })
}

const participle = /ing$/
const beforeNoun =
  /\b(?:the|a|an|this|that|these|those|its|his|her|their|of|to|by|for|from|after|with|on|in|despite|amid|following|any|all|no|is|are|was|were|be|been|being)$/

/** Whether a word of saying is the verb of its clause: no noun (the reports), participle (claiming) or passive. */
function isClauseVerb(term: Term, side: ComparedTitle): boolean {
  if (participle.test(term.surface)) return false
  const previous = side.terms[term.at - 1]
  if (previous === undefined || previous.sentence !== term.sentence || previous.kind === 'number') return false
  return !beforeNoun.test(previous.surface.toLowerCase())
}

// Words behind which another clause begins, with a subject of its own.
const clauseOpener = /^(?:that|which|but|as|after|while|when|because|where)$/i

function speakersBefore(side: ComparedTitle, verb: Term): Term[] {
  const speakers: Term[] = []
  for (let at = verb.at - 1; at >= Math.max(0, verb.at - maxSpeakerDistanceInTerms); at--) {
    const term = side.terms[at]
    if (term === undefined || term.sentence !== verb.sentence || side.terms[at + 1]?.marks.includes(',')) break
    if (term.sense.speech !== null || clauseOpener.test(term.surface)) break
    if (isContent(term)) speakers.push(term)
  }
  return speakers
}

function speakersAfter(side: ComparedTitle, verb: Term): Term[] {
  const speakers: Term[] = []
  for (let at = verb.at + 1; at <= verb.at + maxSpeakerDistanceInTerms / 2; at++) {
    const term = side.terms[at]
    if (term === undefined || term.sentence !== verb.sentence || term.marks.includes(',')) break
    if (isContent(term)) speakers.push(term)
  }
  return speakers
}

/** Whether two sayings have a speaker in common. */
export function sharesSpeaker(one: SpeakerClause, other: SpeakerClause): boolean {
  return one.speakers.some((speaker) => other.speakers.some((term) => term.key === speaker.key))
}
