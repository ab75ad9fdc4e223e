import { type ClassWords, noWords, phrasesOf } from '../class-evidence.ts'
import type { Side } from '../term-comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * A date, time, day, year or period changes, comes or goes.
 * - `set for Monday morning` -> `set for Monday evening`
 * - `begin on March 3` -> `begin on March 4`
 * - `The mayor resigns` -> `The mayor resigns on Friday` (editorial: the day of the news itself)
 */
export const date: ClassRule = ({ terms }) => {
  if (terms === null) return null
  const { removed, added, before, after } = terms
  const dates = [...datesOf(removed, before), ...datesOf(added, after)]
  if (dates.length === 0) return null
  return isBackground(dates) ? 'editorial' : 'factual'
}

export const dateWords: ClassWords = ({ terms }) => {
  if (terms === null) return noWords
  const { removed, added, before, after } = terms
  return { removed: wholeDates(datesOf(removed, before), before), added: wholeDates(datesOf(added, after), after) }
}

/** A day of the month is told with its month, though that stands in both. */
function wholeDates(dates: readonly Term[], side: Side): Term[][] {
  const around = dates.flatMap(({ at }) => side.terms.slice(Math.max(0, at - 1), at + 2))
  return phrasesOf([...dates, ...around.filter((term) => term.kind === 'date')], side)
}

const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/
const timeOfDay = /^time:/
const looseYear = /^(?:[0-9]{4}|decade:.*|rel:.*)$/

/** The dates among some terms. When a new sentence only tells the day of the week or a year, that dates no event. */
function datesOf(terms: readonly Term[], side: Side): Term[] {
  const dates = terms.filter((term) => term.kind === 'date')
  return dates.filter((term) => {
    if (side.standing[term.sentence]) return true
    const inSentence = side.terms.filter((other) => other.kind === 'date' && other.sentence === term.sentence)
    return (
      !inSentence.every((other) => weekday.test(other.key) || timeOfDay.test(other.key)) &&
      !inSentence.every((other) => looseYear.test(other.key))
    )
  })
}

const lifetime = /^[0-9]{4}-[0-9]+$/

/** A weekday that comes or goes alone, or the years of somebody's life or office. */
function isBackground(dates: readonly Term[]): boolean {
  const [only] = dates
  return dates.length === 1 && only !== undefined && (weekday.test(only.key) || lifetime.test(only.key))
}
