import { type ChangeClass, changeClasses, type Severity, type TextDiff } from '../model/change.ts'
import { splitTopicPrefix, stripConversions, stripResidue } from './markup.ts'
import { mendMisspelt } from './misspelt.ts'
import { foldTypography } from './normalise.ts'
import { gravest, type Note, usualSeverity } from './severity.ts'
import { compareTerms } from './term-change.ts'
import { readTerms } from './terms.ts'
import { diffText } from './text.ts'

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
