import type { Side } from './comparison.ts'
import { isContent, type Term } from './terms.ts'
import type { Speech } from './words/language.ts'

/** A place where a title tells who says something. */
export interface Saying {
  readonly term: Term
  readonly speech: Speech
  readonly speakers: readonly Term[]
}

// A speaker stands at most so many words from the verb.
const reach = 8

/** The sayings of a title, in their order. */
export function sayingsOf(side: Side): Saying[] {
  return side.terms.flatMap((term): Saying[] => {
    if (term.kind === 'attribution') return [{ term, speech: 'plain', speakers: speakersBehind(side, term) }]
    if (term.kind !== 'word' || term.sense.speech === null) return []
    const before = speakersBefore(side, term)
    return [{ term, speech: term.sense.speech, speakers: before.length > 0 ? before : speakersBehind(side, term) }]
  })
}

function speakersBefore(side: Side, saying: Term): Term[] {
  const speakers: Term[] = []
  for (let at = saying.at - 1; at >= Math.max(0, saying.at - reach); at--) {
    const term = side.terms[at]
    if (term === undefined || term.sentence !== saying.sentence || side.terms[at + 1]?.marks.includes(',')) break
    if (term.sense.speech !== null) break
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
