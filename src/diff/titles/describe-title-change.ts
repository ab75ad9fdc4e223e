import type { ClassReason } from '../../model/audit.ts'
import type { ChangeClass, Severity, TextDiff } from '../../model/change.ts'
import { diffText } from '../text/diff-text.ts'
import { classRules } from './class-rules.ts'
import { quotePhrases } from './quote-phrases.ts'
import { highestSeverity } from './severity.ts'
import { readTitlePair, type TitlePair } from './title-pair.ts'

/** The classes of a title change in their fixed order, the highest severity, and the word diff. */
export interface TitleClassification {
  readonly classes: ChangeClass[]
  readonly severity: Severity
  readonly diff: TextDiff
}

const maxTitleLength = 20_000

/** Classifies the change from one title to another: each class has a rule over both titles. Equal titles have none. */
export function describeTitleChange(before: string, after: string): TitleClassification {
  return classifyTitles(before, after).change
}

/** Classifies the change from one title to another, with the words that show each class. */
export function explainTitleChange(before: string, after: string): TitleClassification & { reasons: ClassReason[] } {
  const { change, severityByClass, pair } = classifyTitles(before, after)
  const reasons = [...severityByClass].map(([kind, severity]) => {
    if (pair === null) return { kind, severity, removed: [], added: [] }
    const words = classRules.find((rule) => rule.kind === kind)!.words(pair)
    const quote = (title: string, side: 'removed' | 'added') => quotePhrases(title, words[side], pair.language)
    return { kind, severity, removed: quote(before, 'removed'), added: quote(after, 'added') }
  })
  return { ...change, reasons }
}

interface ClassifiedTitles {
  readonly change: TitleClassification
  /** In the order of the classes. */
  readonly severityByClass: ReadonlyMap<ChangeClass, Severity>
  /** Null where the titles were not compared by their terms. */
  readonly pair: TitlePair | null
}

function classifyTitles(before: string, after: string): ClassifiedTitles {
  const { diff, coarse } = diffText(before, after)
  const isTooLong = coarse || before.length > maxTitleLength || after.length > maxTitleLength
  const pair = before === after || isTooLong ? null : readTitlePair(before, after)
  const severityByClass = new Map<ChangeClass, Severity>()
  if (pair !== null) {
    for (const { kind, severity, detect } of classRules) {
      const detected = detect(pair)
      if (detected !== false) severityByClass.set(kind, detected === true ? severity : detected)
    }
    // A difference without a class is one of marks.
    if (severityByClass.size === 0) severityByClass.set('punctuation', 'cosmetic')
  } else if (before !== after) severityByClass.set('rewrite', 'editorial')
  const severity = highestSeverity(severityByClass.values())
  return { change: { classes: [...severityByClass.keys()], severity, diff }, severityByClass, pair }
}
