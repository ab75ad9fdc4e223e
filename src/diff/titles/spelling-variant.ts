import type { ChangeClass } from '../../model/change.ts'
import { stem } from '../language/english/stems.ts'
import { foldDiacritics } from '../text/normalise.ts'
import type { Term } from './terms.ts'

/** How one term is written in two ways, as a class; null where both are the same to the letter. */
export function writingClass(one: Term, other: Term): ChangeClass | null {
  if (one.surface === other.surface) return null
  const left = one.surface.toLowerCase()
  const right = other.surface.toLowerCase()
  if (left === right) return one.opening === other.opening ? 'punctuation' : null
  if (bare(left) === bare(right)) return 'punctuation'
  if (one.kind === 'number' || one.key.startsWith('unit:')) return 'number-style'
  if (one.kind === 'hedge') return 'hedge'
  if (one.kind === 'function') return 'grammar'
  if (one.grouped || one.kind === 'date') return 'wording'
  if (foldDiacritics(left) === foldDiacritics(right)) return 'typography'
  if (single(left) === single(right)) return 'spelling'
  return stem(left) !== stem(right) || isRespeltName(one, left, right) ? 'spelling' : 'grammar'
}

/** Doubled letters as one: occuring for occurring is no other form of the verb. */
function single(text: string): string {
  return text.replace(/([a-z])\1/g, '$1')
}

function bare(text: string): string {
  return text.replace(/[.'-]/g, '')
}

/** A name has no tense: but for a plural or possessive, another ending is another spelling. */
function isRespeltName(term: Term, left: string, right: string): boolean {
  return term.kind === 'name' && left.replace(/'?s?'?$/, '') !== right.replace(/'?s?'?$/, '')
}
