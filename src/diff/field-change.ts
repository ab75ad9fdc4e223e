import type { Change, ChangeClass, ChangedField } from '../model/change.ts'
import { describeBodyChange } from './sentences/body-change.ts'
import { diffBody } from './sentences/diff-body.ts'
import { diffText } from './text/diff-text.ts'
import { foldPunctuation, foldTypography } from './text/fold-text.ts'
import { defaultSeverity } from './titles/class-rules.ts'
import { describeTitleChange } from './titles/describe-title-change.ts'
import { highestSeverity } from './titles/severity.ts'

type SourceKey = (url: string) => string

/**
 * Describes the change of any field of an event, with its diff, classes and severity. A changed path has no class.
 * @param before the old text; for sources one URL per line
 * @param after the new text, in the same form
 * @param sourceKey a function that gives URLs of one source the same key
 */
export function describeFieldChange(
  field: ChangedField,
  before: string,
  after: string,
  sourceKey: SourceKey = (url) => url,
): Change {
  if (field === 'title')
    return { field, ...describeTitleChange(before, after), coarse: diffText(before, after).coarse, sentences: null }
  if (field === 'body') return describeBodyChange(before, after)
  const { diff, coarse } = field === 'sources' ? diffBody(before, after) : diffText(before, after)
  const classes = before === after ? [] : fieldClasses(field, before, after, sourceKey)
  return { field, classes, severity: highestSeverity(classes.map(defaultSeverity)), diff, coarse, sentences: null }
}

function fieldClasses(field: ChangedField, before: string, after: string, sourceKey: SourceKey): ChangeClass[] {
  if (field === 'path') return []
  if (field === 'day') return ['date']
  const left = foldTypography(before)
  const right = foldTypography(after)
  if (left === right) return ['typography']
  if (field === 'sources') return sourceClasses(before, after, sourceKey)
  return foldPunctuation(left).toLowerCase() === foldPunctuation(right).toLowerCase()
    ? ['punctuation']
    : ['topic-prefix']
}

function sourceClasses(before: string, after: string, sourceKey: SourceKey): ChangeClass[] {
  const keys = (urls: string) => new Set(urls.split('\n').filter(Boolean).map(sourceKey))
  const left = keys(before)
  const right = keys(after)
  const classes: ChangeClass[] = []
  if (!right.isSubsetOf(left)) classes.push('detail-added')
  if (!left.isSubsetOf(right)) classes.push('detail-removed')
  return classes.length === 0 ? ['wording'] : classes
}
