import type { ClassReason } from '../../model/audit.ts'
import type { ChangeClass, Severity } from '../../model/change.ts'
import type { ClassWords } from './class-evidence.ts'
import { attributionWords } from './classes/attribution.ts'
import { dateWords } from './classes/date.ts'
import { detailAddedWords, detailRemovedWords } from './classes/detail.ts'
import { grammarWords } from './classes/grammar.ts'
import { hedgeWords } from './classes/hedge.ts'
import { markupJunkWords } from './classes/markup-junk.ts'
import { nameWords } from './classes/name.ts'
import { negationWords } from './classes/negation.ts'
import { numberWords } from './classes/number.ts'
import { numberStyleWords } from './classes/number-style.ts'
import { punctuationWords } from './classes/punctuation.ts'
import { spellingWords } from './classes/spelling.ts'
import { statusWords } from './classes/status.ts'
import { topicPrefixWords } from './classes/topic-prefix.ts'
import { typographyWords } from './classes/typography.ts'
import { wordingWords } from './classes/wording.ts'
import { quotes } from './quote.ts'
import type { TitlePair } from './title-pair.ts'

/** For each class the words that make it; of a rewrite and a return all words are the reason, and none is told. */
const words: Partial<Record<ChangeClass, ClassWords>> = {
  typography: typographyWords,
  punctuation: punctuationWords,
  spelling: spellingWords,
  grammar: grammarWords,
  'number-style': numberStyleWords,
  'markup-junk': markupJunkWords,
  'topic-prefix': topicPrefixWords,
  wording: wordingWords,
  'detail-added': detailAddedWords,
  'detail-removed': detailRemovedWords,
  attribution: attributionWords,
  hedge: hedgeWords,
  status: statusWords,
  number: numberWords,
  date: dateWords,
  name: nameWords,
  negation: negationWords,
}

/** Why a change of a title has a class: the words of both titles that make it so, as they stand there. */
export function reasonFor(kind: ChangeClass, severity: Severity, pair: TitlePair): ClassReason {
  const evidence = words[kind]?.(pair)
  return {
    kind,
    severity,
    removed: evidence === undefined ? [] : quotes(pair.before, evidence.removed),
    added: evidence === undefined ? [] : quotes(pair.after, evidence.added),
  }
}
