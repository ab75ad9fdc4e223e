import type { ChangeClass, TextDiff } from '../../model/change.ts'

/** Title changes that one commit made in the same way: probably by a script, not by an editor. */
export interface BulkTitleChange<T> {
  /** The change of each title, in words. */
  readonly what: string
  readonly changes: readonly T[]
}

/** What bulk changes have in common, in words. It is kept where the change itself is not. */
export interface TitleChangeFeatures {
  /** The added and removed words. */
  readonly edits: string
  /** The kind of correction, whatever the words; null for a kind that is not made in bulk. */
  readonly kind: string | null
}

/** Fewer similar changes may have been made one by one. */
export const minBulkChanges = 20

/**
 * Finds bulk changes among the title changes of one commit or range: changes with the same added and removed words, then of
 * the rest those with the same kind.
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

/** @param change a title change with its classes and diff */
export function featuresOfTitleChange({ classes, diff }: TitleChangeDiff): TitleChangeFeatures {
  const edits = diff.filter(([kind]) => kind !== 'same').map(([kind, text]) => `${kind} "${text.trim()}"`)
  return { edits: `the title: ${edits.join(', ')}`, kind: kindOf({ classes, diff }) }
}

interface TitleChangeDiff {
  readonly classes: readonly ChangeClass[]
  readonly diff: TextDiff
}

const kindByClass: Partial<Record<ChangeClass, string>> = {
  typography: 'quotes, dashes, blanks or entities alone',
  punctuation: 'punctuation or letter case alone',
  'markup-junk': 'left-over markup alone',
}

function kindOf({ classes, diff }: TitleChangeDiff): string | null {
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
