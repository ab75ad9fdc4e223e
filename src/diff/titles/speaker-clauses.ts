import type { Speech } from '../language/language.ts'
import type { Side } from './term-comparison.ts'
import { isContent, type Term } from './terms.ts'

/** A place where a title tells who says something. */
export interface Saying {
  readonly term: Term
  readonly speech: Speech
  readonly speakers: readonly Term[]
}

// A speaker stands at most so many words from the verb.
const reach = 8

const known = new WeakMap<Side, readonly Saying[]>()

/** The sayings of a title, in their order. */
export function sayingsOf(side: Side): readonly Saying[] {
  const sayings = known.get(side) ?? readSayings(side)
  known.set(side, sayings)
  return sayings
}

function readSayings(side: Side): Saying[] {
  return side.terms.flatMap((term): Saying[] => {
    if (term.kind === 'attribution') return [{ term, speech: 'plain', speakers: speakersBehind(side, term) }]
    if ((term.kind !== 'word' && term.kind !== 'hedge') || term.sense.speech === null || !isVerb(term, side)) return []
    const before = speakersBefore(side, term)
    const speakers = before.length > 0 ? before : speakersBehind(side, term)
    return speakers.length === 0 ? [] : [{ term, speech: term.sense.speech, speakers }]
  })
}

const participle = /ing$/
const beforeOther =
  /\b(?:the|a|an|this|that|these|those|its|his|her|their|of|to|by|for|from|after|with|on|in|despite|amid|following|any|all|no|is|are|was|were|be|been|being)$/

/** Whether a word of saying is the verb of its clause: no noun (the reports), participle (claiming) or passive. */
function isVerb(term: Term, side: Side): boolean {
  if (participle.test(term.surface)) return false
  const previous = side.terms[term.at - 1]
  if (previous === undefined || previous.sentence !== term.sentence || previous.kind === 'number') return false
  return !beforeOther.test(previous.surface.toLowerCase())
}

// Words behind which another clause begins, with a subject of its own.
const newClause = /^(?:that|which|but|as|after|while|when|because|where)$/i

function speakersBefore(side: Side, saying: Term): Term[] {
  const speakers: Term[] = []
  for (let at = saying.at - 1; at >= Math.max(0, saying.at - reach); at--) {
    const term = side.terms[at]
    if (term === undefined || term.sentence !== saying.sentence || side.terms[at + 1]?.marks.includes(',')) break
    if (term.sense.speech !== null || newClause.test(term.surface)) break
    if (isContent(term)) speakers.push(term)
  }
  return speakers
}

function speakersBehind(side: Side, saying: Term): Term[] {
  const speakers: Term[] = []
  for (let at = saying.at + 1; at <= saying.at + reach / 2; at++) {
    const term = side.terms[at]
    if (term === undefined || term.sentence !== saying.sentence || term.marks.includes(',')) break
    if (isContent(term)) speakers.push(term)
  }
  return speakers
}

/** Whether two sayings have a speaker in common. */
export function sharesSpeaker(one: Saying, other: Saying): boolean {
  return one.speakers.some((speaker) => other.speakers.some((term) => term.key === speaker.key))
}
