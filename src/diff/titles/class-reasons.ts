import type { ClassReason } from '../../model/audit.ts'
import type { ChangeClass, Severity } from '../../model/change.ts'
import type { ClassEvidenceFinder } from './class-evidence.ts'
import { findAttributionEvidence } from './classes/attribution.ts'
import { findDateEvidence } from './classes/date.ts'
import { findDetailAddedEvidence, findDetailRemovedEvidence } from './classes/detail.ts'
import { findGrammarEvidence } from './classes/grammar.ts'
import { findHedgeEvidence } from './classes/hedge.ts'
import { findMarkupJunkEvidence } from './classes/markup-junk.ts'
import { findNameEvidence } from './classes/name.ts'
import { findNegationEvidence } from './classes/negation.ts'
import { findNumberEvidence } from './classes/number.ts'
import { findNumberStyleEvidence } from './classes/number-style.ts'
import { findPunctuationEvidence } from './classes/punctuation.ts'
import { findSpellingEvidence } from './classes/spelling.ts'
import { findStatusEvidence } from './classes/status.ts'
import { findTopicPrefixEvidence } from './classes/topic-prefix.ts'
import { findTypographyEvidence } from './classes/typography.ts'
import { findWordingEvidence } from './classes/wording.ts'
import { quotePhrases } from './quote-phrases.ts'
import type { TitlePair } from './title-pair.ts'

/** For each class the words that make it; of a rewrite and a return all words are the reason, and none is told. */
const evidenceFinders: Partial<Record<ChangeClass, ClassEvidenceFinder>> = {
  typography: findTypographyEvidence,
  punctuation: findPunctuationEvidence,
  spelling: findSpellingEvidence,
  grammar: findGrammarEvidence,
  'number-style': findNumberStyleEvidence,
  'markup-junk': findMarkupJunkEvidence,
  'topic-prefix': findTopicPrefixEvidence,
  wording: findWordingEvidence,
  'detail-added': findDetailAddedEvidence,
  'detail-removed': findDetailRemovedEvidence,
  attribution: findAttributionEvidence,
  hedge: findHedgeEvidence,
  status: findStatusEvidence,
  number: findNumberEvidence,
  date: findDateEvidence,
  name: findNameEvidence,
  negation: findNegationEvidence,
}

/** Why a change of a title has a class: the words of both titles that make it so, as they stand there. */
export function explainClass(kind: ChangeClass, severity: Severity, pair: TitlePair): ClassReason {
  const evidence = evidenceFinders[kind]?.(pair)
  return {
    kind,
    severity,
    removed: evidence === undefined ? [] : quotePhrases(pair.before, evidence.removed),
    added: evidence === undefined ? [] : quotePhrases(pair.after, evidence.added),
  }
}
