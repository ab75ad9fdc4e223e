import {
  type Change,
  type ChangeClass,
  type ChangedField,
  changeClasses,
  type Severity,
  type TextDiff,
} from '../model/change.ts'
import { splitTopicPrefix, stripConversions, stripResidue } from './markup.ts'
import { mendMisspelt } from './misspelt.ts'
import { foldCase, foldPunctuation, foldTypography } from './normalise.ts'
import { gravest, type Note, usualSeverity } from './severity.ts'
import { compareTerms } from './term-change.ts'
import { readTerms } from './terms.ts'
import { diffBody, diffText } from './text.ts'

export { gravest } from './severity.ts'

/** What a change of a title is: all the classes that apply, in their fixed order, the gravest severity, the word diff. */
export interface TitleChange {
  readonly classes: ChangeClass[]
  readonly severity: Severity
  readonly diff: TextDiff
}

const longestTitle = 20_000

/** Types the change from one title to another, by rules alone. Titles that are the same have no class. */
export function describeTitleChange(before: string, after: string): TitleChange {
  const { diff, coarse } = diffText(before, after)
  if (before === after) return { classes: [], severity: 'cosmetic', diff }
  if (coarse || before.length > longestTitle || after.length > longestTitle) {
    return { classes: ['rewrite'], severity: 'factual', diff }
  }
  const found = new Map<ChangeClass, Severity>()
  const note = (kind: ChangeClass, severity: Severity = usualSeverity(kind)) => {
    found.set(kind, gravest([severity, found.get(kind) ?? 'cosmetic']))
  }
  compareTexts(before, after, note)
  if (found.size === 0) note(foldTypography(before) === foldTypography(after) ? 'typography' : 'punctuation')
  return { classes: changeClasses.filter((kind) => found.has(kind)), severity: gravest(found.values()), diff }
}

/** Peels a pair of titles, coarsest fold first, and looks at what differs in each peel. */
function compareTexts(before: string, after: string, note: Note): void {
  const left = foldTypography(before)
  const right = foldTypography(after)
  if (restyled(before, after)) note('typography')
  if (left === right) return
  const leftPlain = stripResidue(left)
  const rightPlain = stripResidue(right)
  if (leftPlain.residue !== rightPlain.residue) note('markup-junk')
  const leftSplit = splitTopicPrefix(leftPlain.text)
  const rightSplit = splitTopicPrefix(rightPlain.text)
  const prefixed = (leftSplit.prefix === '') !== (rightSplit.prefix === '')
  if (prefixed) note('topic-prefix')
  const leftText = prefixed ? withCapital(leftSplit.rest) : leftPlain.text
  const rightText = prefixed ? withCapital(rightSplit.rest) : rightPlain.text
  const leftBare = stripConversions(leftText)
  const rightBare = stripConversions(rightText)
  if ((leftBare === leftText) !== (rightBare === rightText)) note('number-style')
  const leftSpelt = mendMisspelt(leftBare, rightBare)
  const rightSpelt = mendMisspelt(rightBare, leftBare)
  if (leftSpelt !== leftBare || rightSpelt !== rightBare) note('spelling')
  if (leftSpelt !== rightSpelt) compareTerms(readTerms(leftSpelt), readTerms(rightSpelt), note)
}

/** A title begins with a capital once its label is gone, and with a small letter while it has one. */
function withCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Whether quotes or dashes changed their shape and not their number. */
function restyled(before: string, after: string): boolean {
  return [/['’‘]|&#0?39;|&apos;|&[lr]squo;/g, /["“”]|&quot;|&[lr]dquo;/g, /[-–—]|&[mn]dash;/g].some((marks) => {
    const left = before.match(marks) ?? []
    const right = after.match(marks) ?? []
    return (
      left.length === right.length &&
      left.length > 0 &&
      left.join('') !== right.join('') &&
      foldTypography(left.join(' ')) === foldTypography(right.join(' '))
    )
  })
}

/**
 * The change of any field of an event. Bodies are compared by lines and words and typed by weight alone; a day that
 * changes is a date, a topic another label. A path says nothing of the event and has no class. Of sources (one URL a
 * line) some are added or removed; where neither, the same ones are told in another way.
 * @param sourceKey equal for URLs that are one source
 */
export function describeFieldChange(
  field: ChangedField,
  before: string,
  after: string,
  sourceKey = (url: string): string => url,
): Change {
  if (field === 'title') return { field, ...describeTitleChange(before, after), coarse: diffText(before, after).coarse }
  const { diff, coarse } = field === 'body' || field === 'sources' ? diffBody(before, after) : diffText(before, after)
  const classes = before === after ? [] : classesOf(field, before, after, sourceKey)
  return { field, classes, severity: gravest(classes.map(usualSeverity)), diff, coarse }
}

function classesOf(
  field: ChangedField,
  before: string,
  after: string,
  sourceKey: (url: string) => string,
): ChangeClass[] {
  if (field === 'path') return []
  if (field === 'day') return ['date']
  const left = foldTypography(before)
  const right = foldTypography(after)
  if (left === right) return ['typography']
  if (field === 'sources') return sourceClasses(before, after, sourceKey)
  if (field === 'topic' && (left === '' || right === '')) return ['topic-prefix']
  if (left === '') return ['detail-added']
  if (right === '') return ['detail-removed']
  if (foldCase(foldPunctuation(left)) === foldCase(foldPunctuation(right))) return ['punctuation']
  return field === 'topic' ? ['topic-prefix'] : ['wording']
}

function sourceClasses(before: string, after: string, sourceKey: (url: string) => string): ChangeClass[] {
  const keys = (urls: string) => new Set(urls.split('\n').filter(Boolean).map(sourceKey))
  const left = keys(before)
  const right = keys(after)
  const classes: ChangeClass[] = []
  if (!right.isSubsetOf(left)) classes.push('detail-added')
  if (!left.isSubsetOf(right)) classes.push('detail-removed')
  return classes.length === 0 ? ['wording'] : classes
}
