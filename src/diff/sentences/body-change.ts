import { type Change, type ChangeClass, changeClasses, type SentenceStep, type Severity } from '../../model/change.ts'
import { joinDiffs } from '../text/diff-segments.ts'
import { foldTypography } from '../text/fold-text.ts'
import { describeTitleChange } from '../titles/describe-title-change.ts'
import { highestSeverity } from '../titles/severity.ts'
import { diffSentences } from './diff-body.ts'

// Above these bounds a change is a rewrite, without further classes.
const maxDescribedSteps = 200
const maxDescribedCharacters = 2_000

/**
 * Compares two bodies and classifies the difference. An edited sentence has the classes that it would have as a title;
 * an added or removed sentence is a detail. A body that differs only in quotes, dashes and white space is `typography`.
 */
export function describeBodyChange(before: string, after: string): Change {
  const { steps, coarse } = diffSentences(before, after)
  const severityByClass = new Map<ChangeClass, Severity>()
  if (foldTypography(before) === foldTypography(after)) severityByClass.set('typography', 'cosmetic')
  else if (coarse) severityByClass.set('rewrite', 'editorial')
  else describeSteps(steps, severityByClass)
  return {
    field: 'body',
    classes: before === after ? [] : changeClasses.filter((kind) => severityByClass.has(kind)),
    severity: before === after ? 'cosmetic' : highestSeverity(severityByClass.values()),
    diff: joinDiffs(steps.map((step) => step.diff)),
    coarse,
    sentences: steps,
  }
}

function describeSteps(steps: readonly SentenceStep[], severityByClass: Map<ChangeClass, Severity>): void {
  const raise = (kind: ChangeClass, severity: Severity) => {
    severityByClass.set(kind, highestSeverity([severity, severityByClass.get(kind) ?? 'cosmetic']))
  }
  const changed = steps.filter(({ action }) => action !== 'kept')
  for (const step of changed.slice(0, maxDescribedSteps)) {
    const { action, links } = step
    const [left, right] = visibleTexts(step)
    if (links.length > 0) raise('wording', 'editorial')
    if (action === 'moved' && step.edits === null) raise('wording', 'editorial')
    else if (left.length > maxDescribedCharacters || right.length > maxDescribedCharacters)
      raise('rewrite', 'editorial')
    else if (action === 'added' || action === 'deleted') {
      raise(action === 'added' ? 'detail-added' : 'detail-removed', describeTitleChange(left, right).severity)
    } else {
      const { classes, severity } = describeTitleChange(left, right)
      // The severity belongs to all classes together, so each class gets it.
      for (const kind of classes) raise(kind, severity)
    }
  }
  if (changed.length > maxDescribedSteps) raise('rewrite', 'editorial')
  // Only white space between sentences, or list markers, changed.
  if (severityByClass.size === 0) raise('typography', 'cosmetic')
}

/** The text of a step before and after the change, without Markdown. */
function visibleTexts({ diff, edits }: SentenceStep): [string, string] {
  const segments = edits ?? diff
  const visibleWithout = (other: 'removed' | 'added') => {
    const kept = segments.filter(([kind]) => kind !== other)
    return stripMarkdown(kept.map(([, text]) => text).join(''))
  }
  return [visibleWithout('added'), visibleWithout('removed')]
}

/** Removes Markdown markers from a sentence, and the addresses of its links. */
function stripMarkdown(markdown: string): string {
  return markdown
    .replace(/^\s*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+)+/, '')
    .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)/g, ']')
    .replace(/!?\[([^[\]]*)\]/g, '$1')
    .replace(/\*\*|__|`/g, '')
    .trim()
}
