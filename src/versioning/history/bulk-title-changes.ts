import type { ChangeClass, TextDiff } from '../../model/change.ts'

/** Changes that were made at once and in the same way: by a script or a generator, not by an editor. */
export interface BulkTitleChange<T> {
  /** What was done to each title, in words. */
  readonly what: string
  readonly changes: readonly T[]
}

/** By what a change is known to have been made like another one, in words; kept where the change itself is not. */
export interface TitleChangeFeatures {
  /** The words that came and went. */
  readonly edits: string
  /** The kind of thing that was put right, whatever the words; null where it is none that is done to many titles. */
  readonly kind: string | null
}

/** Fewer changes than this may well have been made one by one. */
export const minBulkChanges = 20

/**
 * Groups changes of titles that were made at once, by one commit or in one range: those in which the same words came and
 * went, and of the rest those that put the same kind of thing right, or a label in front, whatever the words.
 */
export function findBulkTitleChanges<T extends TitleChangeFeatures>(changes: readonly T[]): BulkTitleChange<T>[] {
  if (changes.length < minBulkChanges) return []
  const sameEdits = groupsBy(changes, ({ edits }) => edits)
  const grouped = new Set(sameEdits.flatMap((bulk) => bulk.changes))
  const rest = changes.filter((change) => !grouped.has(change))
  return [...sameEdits, ...groupsBy(rest, ({ kind }) => kind)]
}

function groupsBy<T>(changes: readonly T[], featureOf: (change: T) => string | null): BulkTitleChange<T>[] {
  const found = Map.groupBy(changes, featureOf)
  return [...found].flatMap(([what, members]) =>
    what === null || members.length < minBulkChanges ? [] : [{ what, changes: members }],
  )
}

export function featuresOfTitleChange(change: {
  readonly classes: readonly ChangeClass[]
  readonly diff: TextDiff
}): TitleChangeFeatures {
  return { edits: editsOf(change), kind: kindOf(change) }
}

function editsOf({ diff }: { readonly diff: TextDiff }): string {
  const edits = diff.filter(([kind]) => kind !== 'same').map(([kind, text]) => `${kind} "${text.trim()}"`)
  return `the title: ${edits.join(', ')}`
}

const kindByClass: Partial<Record<ChangeClass, string>> = {
  typography: 'quotes, dashes, blanks or entities alone',
  punctuation: 'punctuation or letter case alone',
  'markup-junk': 'left-over markup alone',
}

function kindOf({
  classes,
  diff,
}: {
  readonly classes: readonly ChangeClass[]
  readonly diff: TextDiff
}): string | null {
  const [only, second] = classes
  if (only === undefined || second !== undefined) return null
  const label = only === 'topic-prefix' ? topicPrefixKind(diff) : null
  const kind = label ?? kindByClass[only]
  return kind === undefined ? null : `the title: ${kind}`
}

function topicPrefixKind(diff: TextDiff): string | null {
  const edits = new Set(diff.filter(([kind, text]) => kind !== 'same' && text.trim() !== '').map(([kind]) => kind))
  if (edits.size !== 1) return 'another label in front'
  return edits.has('added') ? 'a label put in front' : 'the label in front taken away'
}
