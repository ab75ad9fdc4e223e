import type { ClassReason } from '../../model/audit.ts'
import { type ChangeClass, changeClasses, type Severity, type TextDiff } from '../../model/change.ts'
import { diffText } from '../text/diff-text.ts'
import { attribution } from './classes/attribution.ts'
import { date } from './classes/date.ts'
import { detailAdded, detailRemoved } from './classes/detail.ts'
import { grammar } from './classes/grammar.ts'
import { hedge } from './classes/hedge.ts'
import { markupJunk } from './classes/markup-junk.ts'
import { name } from './classes/name.ts'
import { negation } from './classes/negation.ts'
import { number } from './classes/number.ts'
import { numberStyle } from './classes/number-style.ts'
import { punctuation } from './classes/punctuation.ts'
import { rewrite } from './classes/rewrite.ts'
import { spelling } from './classes/spelling.ts'
import { status } from './classes/status.ts'
import { topicPrefix } from './classes/topic-prefix.ts'
import { typography } from './classes/typography.ts'
import { wording } from './classes/wording.ts'
import { reasonFor } from './reasons.ts'
import { gravest } from './severity.ts'
import { type ClassRule, readPair, type TitlePair } from './title-pair.ts'

/** What a change of a title is: all the classes that apply, in their fixed order, the gravest severity, the word diff. */
export interface TitleChange {
  readonly classes: ChangeClass[]
  readonly severity: Severity
  readonly diff: TextDiff
}

/** The classes that can be told from two titles alone, each by its rule. */
const rules: readonly (readonly [ChangeClass, ClassRule])[] = [
  ['typography', typography],
  ['punctuation', punctuation],
  ['spelling', spelling],
  ['grammar', grammar],
  ['number-style', numberStyle],
  ['markup-junk', markupJunk],
  ['topic-prefix', topicPrefix],
  ['wording', wording],
  ['rewrite', rewrite],
  ['detail-added', detailAdded],
  ['detail-removed', detailRemoved],
  ['attribution', attribution],
  ['hedge', hedge],
  ['status', status],
  ['number', number],
  ['date', date],
  ['name', name],
  ['negation', negation],
]

const longestTitle = 20_000

/**
 * Types the change from one title to another, by rules alone: the titles are peeled, cut into terms and compared, and
 * every class is asked whether it applies. Titles that are the same have no class.
 */
export function describeTitleChange(before: string, after: string): TitleChange {
  return judge(before, after).change
}

/** The same, with the words that make each class. */
export function explainTitleChange(before: string, after: string): TitleChange & { readonly reasons: ClassReason[] } {
  const { change, found, pair } = judge(before, after)
  const reasons = change.classes.map((kind) => {
    const severity = found.get(kind) ?? change.severity
    return pair === null ? { kind, severity, removed: [], added: [] } : reasonFor(kind, severity, pair)
  })
  return { ...change, reasons }
}

interface Judgement {
  readonly change: TitleChange
  readonly found: ReadonlyMap<ChangeClass, Severity>
  /** Null where the two were not read. */
  readonly pair: TitlePair | null
}

function judge(before: string, after: string): Judgement {
  const { diff, coarse } = diffText(before, after)
  const found = new Map<ChangeClass, Severity>()
  if (before === after) return { change: { classes: [], severity: 'cosmetic', diff }, found, pair: null }
  if (coarse || before.length > longestTitle || after.length > longestTitle) {
    return { change: { classes: ['rewrite'], severity: 'editorial', diff }, found, pair: null }
  }
  const pair = readPair(before, after)
  for (const [kind, rule] of rules) {
    const severity = rule(pair)
    if (severity !== null) found.set(kind, severity)
  }
  // What differs and has no class differs in its marks.
  if (found.size === 0) found.set('punctuation', 'cosmetic')
  const classes = changeClasses.filter((kind) => found.has(kind))
  return { change: { classes, severity: gravest(found.values()), diff }, found, pair }
}
