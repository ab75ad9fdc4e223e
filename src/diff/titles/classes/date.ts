import { type ClassEvidenceFinder, noEvidence, phrasesOf } from '../class-evidence.ts'
import type { ComparedTitle } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * A date, time, day, year or period changes, comes or goes.
 * - `set for Monday morning` -> `set for Monday evening`
 * - `begin on March 3` -> `begin on March 4`
 * - `The mayor resigns` -> `The mayor resigns on Friday` (editorial: the day of the news itself)
 */
export const detectDate: ClassDetector = ({ terms }) => {
  if (terms === null) return null
  const { removed, added, before, after } = terms
  const dates = [...datesOf(removed, before), ...datesOf(added, after)]
  if (dates.length === 0) return null
  return isBackgroundDate(dates) ? 'editorial' : 'factual'
}

export const findDateEvidence: ClassEvidenceFinder = ({ terms }) => {
  if (terms === null) return noEvidence
  const { removed, added, before, after } = terms
  return { removed: datePhrases(datesOf(removed, before), before), added: datePhrases(datesOf(added, after), after) }
}

/** A day of the month is told with its month, though that stands in both. */
function datePhrases(dates: readonly Term[], side: ComparedTitle): Term[][] {
  const neighbours = dates.flatMap(({ at }) => side.terms.slice(Math.max(0, at - 1), at + 2))
  return phrasesOf([...dates, ...neighbours.filter((term) => term.kind === 'date')], side)
}

const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/
const timeOfDay = /^time:/
const yearOrPeriod = /^(?:[0-9]{4}|decade:.*|rel:.*)$/

/** The dates among some terms. When a new sentence only tells the day of the week or a year, that dates no event. */
function datesOf(terms: readonly Term[], side: ComparedTitle): Term[] {
  const dates = terms.filter((term) => term.kind === 'date')
  return dates.filter((term) => {
    if (side.sentenceKept[term.sentence]) return true
    const inSentence = side.terms.filter((other) => other.kind === 'date' && other.sentence === term.sentence)
    return (
      !inSentence.every((other) => weekday.test(other.key) || timeOfDay.test(other.key)) &&
      !inSentence.every((other) => yearOrPeriod.test(other.key))
    )
  })
}

const yearRange = /^[0-9]{4}-[0-9]+$/

/** A weekday that comes or goes alone, or the years of somebody's life or office. */
function isBackgroundDate(dates: readonly Term[]): boolean {
  const [only] = dates
  return dates.length === 1 && only !== undefined && (weekday.test(only.key) || yearRange.test(only.key))
}
