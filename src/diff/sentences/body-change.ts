import { type Change, type ChangeClass, changeClasses, type SentenceStep, type Severity } from '../../model/change.ts'
import { foldTypography } from '../text/normalise.ts'
import { SegmentBuilder } from '../text/segments.ts'
import { gravest } from '../titles/severity.ts'
import { describeTitleChange } from '../titles/title-change.ts'
import { diffSentences } from './body.ts'

// Of a body that was changed in more places than this, and of longer sentences, no more is told than that it was.
const mostDescribed = 200
const longestDescribed = 2_000

/**
 * Compares two bodies and types what differs: each sentence that was edited has the classes that it would have as a title;
 * one that came or went is a detail. A body that differs in its marks alone is `typography`.
 */
export function describeBodyChange(before: string, after: string): Change {
  const { steps, coarse } = diffSentences(before, after)
  const segments = new SegmentBuilder()
  for (const { diff } of steps) segments.append(diff)
  const found = new Map<ChangeClass, Severity>()
  if (foldTypography(before) === foldTypography(after)) found.set('typography', 'cosmetic')
  else if (coarse) found.set('rewrite', 'editorial')
  else describeSteps(steps, found)
  return {
    field: 'body',
    classes: before === after ? [] : changeClasses.filter((kind) => found.has(kind)),
    severity: before === after ? 'cosmetic' : gravest(found.values()),
    diff: segments.finish(),
    coarse,
    sentences: steps,
  }
}

function describeSteps(steps: readonly SentenceStep[], found: Map<ChangeClass, Severity>): void {
  const note = (kind: ChangeClass, severity: Severity) => {
    found.set(kind, gravest([severity, found.get(kind) ?? 'cosmetic']))
  }
  const changed = steps.filter(({ action }) => action !== 'kept')
  for (const step of changed.slice(0, mostDescribed)) {
    const { action, links } = step
    const [left, right] = sides(step)
    if (links.length > 0) note('wording', 'editorial')
    if (action === 'moved' && step.edits === null) note('wording', 'editorial')
    else if (left.length > longestDescribed || right.length > longestDescribed) note('rewrite', 'editorial')
    else if (action === 'added' || action === 'deleted') {
      note(action === 'added' ? 'detail-added' : 'detail-removed', describeTitleChange(left, right).severity)
    } else {
      const { classes, severity } = describeTitleChange(left, right)
      // what several classes weigh together is known, and not which of them weighs it
      for (const kind of classes) note(kind, severity)
    }
  }
  if (changed.length > mostDescribed) note('rewrite', 'editorial')
  // white space between sentences, or the marks of a list
  if (found.size === 0) note('typography', 'cosmetic')
}

/** What a step takes away and what it leaves, as a reader sees it. */
function sides({ diff, edits }: SentenceStep): [string, string] {
  const told = edits ?? diff
  const side = (other: 'removed' | 'added') =>
    visible(
      told
        .filter(([kind]) => kind !== other)
        .map(([, text]) => text)
        .join(''),
    )
  return [side('added'), side('removed')]
}

/** A sentence without the marks of Markdown around it, and without the addresses of its links. */
function visible(markdown: string): string {
  return markdown
    .replace(/^\s*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+)+/, '')
    .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)/g, ']')
    .replace(/!?\[([^[\]]*)\]/g, '$1')
    .replace(/\*\*|__|`/g, '')
    .trim()
}
