import type { Severity } from '../../model/change.ts'
import { languageOf } from '../language/choose-language.ts'
import { foldTypography } from '../text/normalise.ts'
import { splitTopicPrefix, stripConversions, stripResidue } from './markup.ts'
import { mendMisspelt } from './mend-misspelt.ts'
import { type Comparison, compareTerms } from './term-comparison.ts'
import { readTerms } from './terms.ts'

/** Two titles, peeled from the coarsest fold to the finest, and what each peel took off. */
export interface TitlePair {
  /** As they stand. */
  readonly before: string
  readonly after: string
  /** In one form for all that looks alike. */
  readonly folded: readonly [string, string]
  /** Whether residue of markup is in one and not in the other. */
  readonly residue: boolean
  /** Whether a topic label is in front of one and not of the other. */
  readonly label: boolean
  /** Whether a number is converted to other units in one and not in the other. */
  readonly conversion: boolean
  /** Whether a word of date, number, certainty or grammar is misspelt in one. */
  readonly slip: boolean
  /** What is left of each once the peels above are off: as it is written, and with such a word mended. */
  readonly written: readonly [string, string]
  readonly spelt: readonly [string, string]
  /** Term by term; null where nothing is left to compare. */
  readonly terms: Comparison | null
}

/** The severity of a class of change where it applies to two titles, null where it does not. */
export type ClassRule = (pair: TitlePair) => Severity | null

/** Peels two titles and compares what is left. */
export function readPair(before: string, after: string): TitlePair {
  const folded = [foldTypography(before), foldTypography(after)] as const
  const none = {
    before,
    after,
    folded,
    residue: false,
    label: false,
    conversion: false,
    slip: false,
    written: folded,
    spelt: folded,
    terms: null,
  }
  if (folded[0] === folded[1]) return none
  const language = languageOf(...folded)
  const left = stripResidue(folded[0])
  const right = stripResidue(folded[1])
  const residue = left.residue.join(' ') !== right.residue.join(' ')
  const leftSplit = splitTopicPrefix(left.text)
  const rightSplit = splitTopicPrefix(right.text)
  const label = (leftSplit.prefix === '') !== (rightSplit.prefix === '')
  const leftText = label ? withCapital(leftSplit.rest) : left.text
  const rightText = label ? withCapital(rightSplit.rest) : right.text
  const leftBare = stripConversions(leftText)
  const rightBare = stripConversions(rightText)
  const conversion = (leftBare === leftText) !== (rightBare === rightText)
  const leftSpelt = mendMisspelt(leftBare, rightBare, language)
  const rightSpelt = mendMisspelt(rightBare, leftBare, language)
  const slip = leftSpelt !== leftBare || rightSpelt !== rightBare
  const terms =
    leftSpelt === rightSpelt ? null : compareTerms(readTerms(leftSpelt, language), readTerms(rightSpelt, language))
  const written = [leftBare, rightBare] as const
  const spelt = [leftSpelt, rightSpelt] as const
  return { before, after, folded, residue, label, conversion, slip, written, spelt, terms }
}

/** A title begins with a capital once its label is gone, and with a small letter while it has one. */
function withCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
