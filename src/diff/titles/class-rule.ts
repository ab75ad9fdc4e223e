import type { ChangeClass, Severity } from '../../model/change.ts'
import { type ClassEvidence, noEvidence } from './class-evidence.ts'
import type { TermComparison } from './term-comparison.ts'
import type { TitlePair } from './title-pair.ts'

/** One class of change: how it is detected, how severe it is, and which words show it. */
export interface ClassRule<Titles = TitlePair> {
  readonly kind: ChangeClass
  /** The usual severity. */
  readonly severity: Severity
  /** Whether the class applies to two titles: true with the usual severity, or with the severity that it returns. */
  readonly detect: (titles: Titles) => boolean | Severity
  /** The words of both titles that show the class. Called only where the class applies and reasons are requested. */
  readonly words: (titles: Titles) => ClassEvidence
}

/** Makes a rule that compares the titles term by term. It does not apply where there are no terms to compare. */
export function termRule({ detect, words, ...rule }: ClassRule<TermComparison>): ClassRule {
  return {
    ...rule,
    detect: ({ terms }) => terms !== null && detect(terms),
    words: ({ terms }) => (terms === null ? noEvidence : words(terms)),
  }
}
