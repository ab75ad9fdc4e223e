import { termEvidence } from '../class-evidence.ts'
import { termRule } from '../class-rule.ts'
import type { ComparedTitle, TermComparison } from '../term-comparison.ts'
import type { Term } from '../terms.ts'

/**
 * A date, time, day, year or period changes, or is added or removed.
 * - `set for Monday morning` -> `set for Monday evening`
 * - `begin on March 3` -> `begin on March 4`
 * - `The mayor resigns` -> `The mayor resigns on Friday` (editorial: the day of the news itself)
 */
export const dateRule = termRule({
  kind: 'date',
  severity: 'factual',
  detect: (terms) => {
    const { removed, added } = changedDates(terms)
    const [date, ...others] = [...removed, ...added]
    if (date === undefined) return false
    const { isWeekday } = terms.before.language
    // A weekday alone, or the years of a life or an office, do not date the event.
    return others.length === 0 && (isWeekday(date.key) || yearRange.test(date.key)) ? 'editorial' : true
  },
  words: (terms) => {
    const { removed, added } = changedDates(terms)
    return termEvidence(terms, withAdjacentDates(removed, terms.before), withAdjacentDates(added, terms.after))
  },
})

function changedDates({ removed, added, before, after }: TermComparison): { removed: Term[]; added: Term[] } {
  return { removed: datesOf(removed, before), added: datesOf(added, after) }
}

/** The dates with their neighbours: a day of the month is quoted with its month, though both titles have that. */
function withAdjacentDates(dates: readonly Term[], side: ComparedTitle): Term[] {
  const neighbours = dates.flatMap(({ at }) => side.terms.slice(Math.max(0, at - 1), at + 2))
  return [...dates, ...neighbours.filter((term) => term.kind === 'date')]
}

const timeOfDay = /^time:/
const yearOrPeriod = /^(?:[0-9]{4}|decade:.*|rel:.*)$/
const yearRange = /^[0-9]{4}-[0-9]+$/

/** The dates among some terms. A weekday or year alone in a new sentence does not date the event, and is left out. */
function datesOf(terms: readonly Term[], side: ComparedTitle): Term[] {
  const { isWeekday } = side.language
  const dates = terms.filter((term) => term.kind === 'date')
  return dates.filter((term) => {
    if (side.sentenceKept[term.sentence]) return true
    const inSentence = side.terms.filter((other) => other.kind === 'date' && other.sentence === term.sentence)
    return (
      !inSentence.every(({ key }) => isWeekday(key) || timeOfDay.test(key)) &&
      !inSentence.every(({ key }) => yearOrPeriod.test(key))
    )
  })
}
