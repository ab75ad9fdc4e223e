const monthNames = 'january february march april may june july august september october november december'
const shortMonths = 'jan feb mar apr jun jul aug sep sept oct nov dec'

export const months: ReadonlyMap<string, number> = new Map([
  ...monthNames.split(' ').map((name, at): [string, number] => [name, at + 1]),
  ...shortMonths
    .split(' ')
    .map((name): [string, number] => [
      name,
      monthNames.split(' ').findIndex((month) => month.startsWith(name.slice(0, 3))) + 1,
    ]),
])

/** Months whose names are also other words: a capital and a neighbour must speak for them. */
export const doubtfulMonths: ReadonlySet<string> = new Set(['march', 'may', 'mar', 'sep', 'jan', 'dec'])

export const weekdays: ReadonlySet<string> = new Set(
  'monday tuesday wednesday thursday friday saturday sunday'.split(' '),
)

/** Words that place something in time. */
export const timeWords: ReadonlySet<string> = new Set(
  'today yesterday tomorrow tonight overnight morning afternoon evening night noon midnight weekend ago earlier later'.split(
    ' ',
  ),
)

/** Spans that are a date beside one of the words in `spanNeighbours`, and a mere length elsewhere. */
export const spans: ReadonlySet<string> = new Set(
  'second seconds minute minutes hour hours day days week weeks month months year years decade decades century centuries'.split(
    ' ',
  ),
)

export const spanNeighbours: ReadonlySet<string> = new Set(
  'last next this following previous past after before later earlier ago since early late until every within'.split(
    ' ',
  ),
)
