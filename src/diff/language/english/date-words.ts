const monthNames = 'january february march april may june july august september october november december'
const shortMonths = 'jan feb mar apr jun jul aug sep sept oct nov dec'

export const monthNumbers: ReadonlyMap<string, number> = new Map([
  ...monthNames.split(' ').map((name, at): [string, number] => [name, at + 1]),
  ...shortMonths
    .split(' ')
    .map((name): [string, number] => [
      name,
      monthNames.split(' ').findIndex((month) => month.startsWith(name.slice(0, 3))) + 1,
    ]),
])

/** Months whose names are also other words: a capital and a neighbour must speak for them. */
export const ambiguousMonths: ReadonlySet<string> = new Set(['march', 'may', 'mar', 'sep', 'jan', 'dec'])

export const weekdayNames: ReadonlySet<string> = new Set(
  'monday tuesday wednesday thursday friday saturday sunday'.split(' '),
)

/** Words that place something in time by themselves, and those that mean the same. */
export const timeWords: ReadonlyMap<string, string> = new Map(
  [
    ...'today yesterday tomorrow tonight overnight morning afternoon evening night noon midnight midday weekend dawn dusk midweek christmas easter ramadan'.split(
      ' ',
    ),
  ].map((word) => [word, word]),
)

/** Words that date something by another time; equals on one line. */
export const relativeTimeWords: ReadonlyMap<string, string> = new Map([
  ['ago', 'ago'],
  ['earlier', 'ago'],
  ['previously', 'ago'],
  ['previous', 'ago'],
  ['prior', 'ago'],
  ['later', 'later'],
  ['afterwards', 'later'],
  ['afterward', 'later'],
])

/** Spans that are a date beside one of the words in `spanNeighbours`, and a mere length elsewhere. */
export const timeSpans: ReadonlySet<string> = new Set(
  'second seconds minute minutes hour hours day days week weeks weekend weekends month months year years decade decades century centuries season quarter summer winter spring autumn'.split(
    ' ',
  ),
)

export const timeSpanNeighbours: ReadonlySet<string> = new Set(
  'last next this following previous past after before later earlier ago since early late until every within mid coming current'.split(
    ' ',
  ),
)
