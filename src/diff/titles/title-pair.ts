import type { Severity } from '../../model/change.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { foldTypography } from '../text/fold-text.ts'
import { correctMisspellings } from './correct-misspellings.ts'
import { splitTopicPrefix, stripConversions, stripResidue } from './markup.ts'
import { compareTerms, type TermComparison } from './term-comparison.ts'
import { readTerms } from './terms.ts'

/** Two titles, peeled from the coarsest fold to the finest, and what each peel took off. */
export interface TitlePair {
  /** As they stand. */
  readonly before: string
  readonly after: string
  /** In one form for all that looks alike. */
  readonly folded: readonly [string, string]
  /** Whether residue of markup is in one and not in the other. */
  readonly residueDiffers: boolean
  /** Whether a topic label is in front of one and not of the other. */
  readonly labelDiffers: boolean
  /** Whether a number is converted to other units in one and not in the other. */
  readonly conversionDiffers: boolean
  /** Whether a word of date, number, certainty or grammar is misspelt in one. */
  readonly hasMisspelling: boolean
  /** What is left of each once the peels above are off: as it is written, and with such a word mended. */
  readonly written: readonly [string, string]
  readonly corrected: readonly [string, string]
  /** Term by term; null where nothing is left to compare. */
  readonly terms: TermComparison | null
}

/** The severity of a class of change where it applies to two titles, null where it does not. */
export type ClassDetector = (pair: TitlePair) => Severity | null

/** Peels two titles and compares what is left. */
export function readTitlePair(before: string, after: string): TitlePair {
  const folded = [foldTypography(before), foldTypography(after)] as const
  const unread = {
    before,
    after,
    folded,
    residueDiffers: false,
    labelDiffers: false,
    conversionDiffers: false,
    hasMisspelling: false,
    written: folded,
    corrected: folded,
    terms: null,
  }
  if (folded[0] === folded[1]) return unread
  const language = chooseLanguage(...folded)
  const left = stripResidue(folded[0])
  const right = stripResidue(folded[1])
  const residue = left.residue.join(' ') !== right.residue.join(' ')
  const leftSplit = splitTopicPrefix(left.text)
  const rightSplit = splitTopicPrefix(right.text)
  const label = (leftSplit.prefix === '') !== (rightSplit.prefix === '')
  const leftText = label ? capitalise(leftSplit.rest) : left.text
  const rightText = label ? capitalise(rightSplit.rest) : right.text
  const leftBare = stripConversions(leftText)
  const rightBare = stripConversions(rightText)
  const conversion = (leftBare === leftText) !== (rightBare === rightText)
  const leftCorrected = correctMisspellings(leftBare, rightBare, language)
  const rightCorrected = correctMisspellings(rightBare, leftBare, language)
  const misspelt = leftCorrected !== leftBare || rightCorrected !== rightBare
  const terms =
    leftCorrected === rightCorrected
      ? null
      : compareTerms(readTerms(leftCorrected, language), readTerms(rightCorrected, language))
  const written = [leftBare, rightBare] as const
  const correctedPair = [leftCorrected, rightCorrected] as const
  return {
    before,
    after,
    folded,
    residueDiffers: residue,
    labelDiffers: label,
    conversionDiffers: conversion,
    hasMisspelling: misspelt,
    written,
    corrected: correctedPair,
    terms,
  }
}

/** A title begins with a capital once its label is gone, and with a small letter while it has one. */
function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
