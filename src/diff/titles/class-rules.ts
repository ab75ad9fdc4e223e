import type { ChangeClass, Severity } from '../../model/change.ts'
import { noEvidence } from './class-evidence.ts'
import type { ClassRule } from './class-rule.ts'
import { attributionRule } from './classes/attribution.ts'
import { dateRule } from './classes/date.ts'
import { detailAddedRule, detailRemovedRule } from './classes/detail.ts'
import { grammarRule } from './classes/grammar.ts'
import { hedgeRule } from './classes/hedge.ts'
import { markupJunkRule } from './classes/markup-junk.ts'
import { nameRule } from './classes/name.ts'
import { negationRule } from './classes/negation.ts'
import { numberRule } from './classes/number.ts'
import { numberStyleRule } from './classes/number-style.ts'
import { punctuationRule } from './classes/punctuation.ts'
import { rewriteRule } from './classes/rewrite.ts'
import { spellingRule } from './classes/spelling.ts'
import { statusRule } from './classes/status.ts'
import { topicPrefixRule } from './classes/topic-prefix.ts'
import { typographyRule } from './classes/typography.ts'
import { wordingRule } from './classes/wording.ts'

/** A former wording is restored. Found in an event's history, never from two titles; its severity is that of the change. */
const revertRule: ClassRule = {
  kind: 'revert',
  severity: 'editorial',
  detect: () => false,
  words: () => noEvidence,
}

/** All classes, in the order of `changeClasses`, in which they are reported. */
export const classRules: readonly ClassRule[] = [
  typographyRule,
  punctuationRule,
  spellingRule,
  grammarRule,
  numberStyleRule,
  markupJunkRule,
  topicPrefixRule,
  wordingRule,
  rewriteRule,
  detailAddedRule,
  detailRemovedRule,
  attributionRule,
  hedgeRule,
  statusRule,
  numberRule,
  dateRule,
  nameRule,
  negationRule,
  revertRule,
]

const severityByClass = new Map(classRules.map(({ kind, severity }) => [kind, severity]))

/** The usual severity of a class. */
export function defaultSeverity(kind: ChangeClass): Severity {
  return severityByClass.get(kind) ?? 'editorial'
}
