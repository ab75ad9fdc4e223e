import { monthNames } from '../../../model/time.ts'
import { readWordLists, wordSet } from '../word-lists.ts'

export const shortMonthNames: readonly string[] = 'jan feb mar apr jun jul aug sep sept oct nov dec'.split(' ')

/** By full and short name, from 1. */
export const monthNumbers: ReadonlyMap<string, number> = new Map(
  [...monthNames, ...shortMonthNames].map((name) => {
    const month = monthNames.findIndex((full) => full.startsWith(name.slice(0, 3))) + 1
    return [name, month]
  }),
)

/** Months whose names are also other words. They need a capital and a fitting neighbour. */
export const ambiguousMonths: ReadonlySet<string> = new Set(['march', 'may', 'mar', 'sep', 'jan', 'dec'])

export const weekdayNames: ReadonlySet<string> = wordSet('monday tuesday wednesday thursday friday saturday sunday')

/** Words that date something without a neighbour. */
export const timeWords: ReadonlySet<string> = wordSet(
  'today yesterday tomorrow tonight overnight morning afternoon evening night noon midnight midday weekend dawn dusk midweek christmas easter ramadan',
)

/** Words that date something relative to another time, each with the key of its equals. */
export const relativeTimeWords: ReadonlyMap<string, string> = new Map(
  readWordLists('ago: ago earlier previously previous prior\nlater: later afterwards afterward'),
)

/** Spans that are a date beside one of `timeSpanNeighbours`, and a duration elsewhere. */
export const timeSpans: ReadonlySet<string> = wordSet(
  'second seconds minute minutes hour hours day days week weeks weekend weekends month months year years decade decades century centuries season quarter summer winter spring autumn',
)

export const timeSpanNeighbours: ReadonlySet<string> = wordSet(
  'last next this following previous past after before later earlier ago since early late until every within mid coming current',
)
