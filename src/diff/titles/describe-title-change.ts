import type { ClassReason } from '../../model/audit.ts'
import { type ChangeClass, changeClasses, type Severity, type TextDiff } from '../../model/change.ts'
import { diffText } from '../text/diff-text.ts'
import { explainClass } from './class-reasons.ts'
import { detectAttribution } from './classes/attribution.ts'
import { detectDate } from './classes/date.ts'
import { detectDetailAdded, detectDetailRemoved } from './classes/detail.ts'
import { detectGrammar } from './classes/grammar.ts'
import { detectHedge } from './classes/hedge.ts'
import { detectMarkupJunk } from './classes/markup-junk.ts'
import { detectName } from './classes/name.ts'
import { detectNegation } from './classes/negation.ts'
import { detectNumber } from './classes/number.ts'
import { detectNumberStyle } from './classes/number-style.ts'
import { detectPunctuation } from './classes/punctuation.ts'
import { detectRewrite } from './classes/rewrite.ts'
import { detectSpelling } from './classes/spelling.ts'
import { detectStatus } from './classes/status.ts'
import { detectTopicPrefix } from './classes/topic-prefix.ts'
import { detectTypography } from './classes/typography.ts'
import { detectWording } from './classes/wording.ts'
import { highestSeverity } from './severity.ts'
import { type ClassDetector, readTitlePair, type TitlePair } from './title-pair.ts'

/** What a change of a title is: all the classes that apply, in their fixed order, the gravest severity, the word diff. */
export interface TitleClassification {
  readonly classes: ChangeClass[]
  readonly severity: Severity
  readonly diff: TextDiff
}

/** The classes that can be told from two titles alone, each by its rule. */
const classDetectors: readonly (readonly [ChangeClass, ClassDetector])[] = [
  ['typography', detectTypography],
  ['punctuation', detectPunctuation],
  ['spelling', detectSpelling],
  ['grammar', detectGrammar],
  ['number-style', detectNumberStyle],
  ['markup-junk', detectMarkupJunk],
  ['topic-prefix', detectTopicPrefix],
  ['wording', detectWording],
  ['rewrite', detectRewrite],
  ['detail-added', detectDetailAdded],
  ['detail-removed', detectDetailRemoved],
  ['attribution', detectAttribution],
  ['hedge', detectHedge],
  ['status', detectStatus],
  ['number', detectNumber],
  ['date', detectDate],
  ['name', detectName],
  ['negation', detectNegation],
]

const maxTitleLength = 20_000

/**
 * Types the change from one title to another, by rules alone: the titles are peeled, cut into terms and compared, and
 * every class is asked whether it applies. Titles that are the same have no class.
 */
export function describeTitleChange(before: string, after: string): TitleClassification {
  return classifyTitles(before, after).change
}

/** The same, with the words that make each class. */
export function explainTitleChange(
  before: string,
  after: string,
): TitleClassification & { readonly reasons: ClassReason[] } {
  const { change, severityByClass: severities, pair } = classifyTitles(before, after)
  const reasons = change.classes.map((kind) => {
    const severity = severities.get(kind) ?? change.severity
    return pair === null ? { kind, severity, removed: [], added: [] } : explainClass(kind, severity, pair)
  })
  return { ...change, reasons }
}

interface ClassifiedTitles {
  readonly change: TitleClassification
  readonly severityByClass: ReadonlyMap<ChangeClass, Severity>
  /** Null where the two were not read. */
  readonly pair: TitlePair | null
}

function classifyTitles(before: string, after: string): ClassifiedTitles {
  const { diff, coarse } = diffText(before, after)
  const severities = new Map<ChangeClass, Severity>()
  if (before === after)
    return { change: { classes: [], severity: 'cosmetic', diff }, severityByClass: severities, pair: null }
  if (coarse || before.length > maxTitleLength || after.length > maxTitleLength) {
    return { change: { classes: ['rewrite'], severity: 'editorial', diff }, severityByClass: severities, pair: null }
  }
  const pair = readTitlePair(before, after)
  for (const [kind, detect] of classDetectors) {
    const severity = detect(pair)
    if (severity !== null) severities.set(kind, severity)
  }
  // What differs and has no class differs in its marks.
  if (severities.size === 0) severities.set('punctuation', 'cosmetic')
  const classes = changeClasses.filter((kind) => severities.has(kind))
  return {
    change: { classes, severity: highestSeverity(severities.values()), diff },
    severityByClass: severities,
    pair,
  }
}
