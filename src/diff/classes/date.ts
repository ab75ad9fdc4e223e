import type { Comparison } from '../comparison.ts'
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
  const dates = [...terms.removed, ...terms.added].filter((term) => term.kind === 'date')
  if (dates.length === 0) return null
  return isBackground(dates, terms) ? 'editorial' : 'factual'
}

const background = /day$|^[0-9]{4}-[0-9]+$/

/** A weekday that comes or goes alone, or the years of somebody's life or office in brackets. */
function isBackground(dates: readonly Term[], { removed, added }: Comparison): boolean {
  const [only] = dates
  if (dates.length !== 1 || only === undefined) return false
  const isAlone = removed.length === 0 || added.length === 0 || !removed.includes(only) !== !added.includes(only)
  return isAlone && background.test(only.key)
}
