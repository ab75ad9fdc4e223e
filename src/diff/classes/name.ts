import type { Severity } from '../../model/change.ts'
import type { Hunk } from '../comparison.ts'
import type { Term } from '../terms.ts'
import type { ClassRule } from '../title-pair.ts'

/**
 * A person, place, organisation or thing becomes another one.
 * - `A ship sinks off Malta` -> `A ship sinks off Cyprus`
 * - `in northeast Iran` -> `in northwest Iran`
 * - `Aston Martin wins in GT` -> `Aston Martin wins in GTE` (editorial: a name told more exactly)
 */
export const name: ClassRule = ({ terms }) => {
  if (terms === null) return null
  const found = terms.hunks.map(severityOf)
  if (found.includes('factual')) return 'factual'
  return found.includes('editorial') ? 'editorial' : null
}

/** Names in place of names; where more is described than named on either side, they may be the same. */
function severityOf({ removed, added }: Hunk): Severity | null {
  if (isDescription(removed) || isDescription(added)) return null
  const left = removed.filter(isName)
  const right = added.filter(isName)
  if (left.length === 0 || right.length === 0) return null
  return left.length === 1 && right.length === 1 && isVariant(left[0], right[0]) ? 'editorial' : 'factual'
}

function isName(term: Term): boolean {
  return term.kind === 'name'
}

function isDescription(terms: readonly Term[]): boolean {
  return terms.filter((term) => term.kind === 'word').length > terms.filter(isName).length
}

/** Whether one name holds the other: GTE and LMGTE. */
function isVariant(one: Term | undefined, other: Term | undefined): boolean {
  const left = one?.surface.toLowerCase() ?? ''
  const right = other?.surface.toLowerCase() ?? ''
  return Math.min(left.length, right.length) >= 3 && (left.includes(right) || right.includes(left))
}
