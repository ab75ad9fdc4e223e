import type { ChangeClass } from '../../model/change.ts'
import { stemOf } from '../language/english/stems.ts'
import { foldDiacritics } from '../text/fold-text.ts'
import type { Term } from './terms.ts'

/** How one term is written in two ways, as a class; null where both are the same to the letter. */
export function spellingVariantClass(one: Term, other: Term): ChangeClass | null {
  if (one.surface === other.surface) return null
  const left = one.surface.toLowerCase()
  const right = other.surface.toLowerCase()
  if (left === right) return one.opening === other.opening ? 'punctuation' : null
  if (removeMarks(left) === removeMarks(right)) return 'punctuation'
  if (one.kind === 'number' || one.key.startsWith('unit:')) return 'number-style'
  if (one.kind === 'hedge') return 'hedge'
  if (one.kind === 'function') return 'grammar'
  if (one.grouped || one.kind === 'date') return 'wording'
  if (foldDiacritics(left) === foldDiacritics(right)) return 'typography'
  if (collapseDoubled(left) === collapseDoubled(right)) return 'spelling'
  return stemOf(left) !== stemOf(right) || isRespeltName(one, left, right) ? 'spelling' : 'grammar'
}

/** Doubled letters as one: occuring for occurring is no other form of the verb. */
function collapseDoubled(text: string): string {
  return text.replace(/([a-z])\1/g, '$1')
}

function removeMarks(text: string): string {
  return text.replace(/[.'-]/g, '')
}

/** A name has no tense: but for a plural or possessive, another ending is another spelling. */
function isRespeltName(term: Term, left: string, right: string): boolean {
  return term.kind === 'name' && left.replace(/'?s?'?$/, '') !== right.replace(/'?s?'?$/, '')
}
