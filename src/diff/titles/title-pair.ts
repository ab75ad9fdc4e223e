import { chooseLanguage } from '../language/choose-language.ts'
import type { Language } from '../language/language.ts'
import { foldTypography } from '../text/fold-text.ts'
import { correctMisspellings } from './correct-misspellings.ts'
import { splitTopicPrefix, stripConversions, stripResidue } from './markup.ts'
import { compareTerms, type TermComparison } from './term-comparison.ts'
import { readTerms } from './terms.ts'

/** Two titles, from which differences of style are removed step by step, and which steps removed something. */
export interface TitlePair {
  readonly before: string
  readonly after: string
  readonly language: Language
  /** With one form of typographic variants. */
  readonly folded: readonly [string, string]
  /** Whether only one has markup residue. */
  readonly residueDiffers: boolean
  /** Whether only one has a topic prefix. */
  readonly labelDiffers: boolean
  /** Whether only one converts a number to other units. */
  readonly conversionDiffers: boolean
  /** Whether one has a misspelt word of date, number, certainty or grammar. */
  readonly hasMisspelling: boolean
  /** The rest of each after these steps, before and after misspelt words are corrected. */
  readonly written: readonly [string, string]
  readonly corrected: readonly [string, string]
  /** Null where nothing is left to compare. */
  readonly terms: TermComparison | null
}

/** Removes differences of style from two titles, and compares the rest term by term. */
export function readTitlePair(before: string, after: string): TitlePair {
  const folded = [foldTypography(before), foldTypography(after)] as const
  const language = chooseLanguage(...folded)
  const [left, right] = [stripResidue(folded[0]), stripResidue(folded[1])]
  const [leftTopic, rightTopic] = [splitTopicPrefix(left.text, language), splitTopicPrefix(right.text, language)]
  const labelDiffers = (leftTopic.prefix === '') !== (rightTopic.prefix === '')
  const leftText = labelDiffers ? capitalise(leftTopic.rest) : left.text
  const rightText = labelDiffers ? capitalise(rightTopic.rest) : right.text
  const written = [stripConversions(leftText, language), stripConversions(rightText, language)] as const
  const corrected = [
    correctMisspellings(written[0], written[1], language),
    correctMisspellings(written[1], written[0], language),
  ] as const
  return {
    before,
    after,
    language,
    folded,
    residueDiffers: left.residue.join(' ') !== right.residue.join(' '),
    labelDiffers,
    conversionDiffers: (written[0] === leftText) !== (written[1] === rightText),
    hasMisspelling: corrected[0] !== written[0] || corrected[1] !== written[1],
    written,
    corrected,
    terms:
      corrected[0] === corrected[1]
        ? null
        : compareTerms(readTerms(corrected[0], language), readTerms(corrected[1], language)),
  }
}

/** Writes the first letter as a capital: behind a topic prefix it can be small. */
function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
