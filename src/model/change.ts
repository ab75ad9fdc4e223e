/** Gravest last. */
export const severities = ['cosmetic', 'editorial', 'factual'] as const
export type Severity = (typeof severities)[number]

/** Kinds of a change, in the order in which they are listed. What each means is in the user's documentation. */
export const changeClasses = [
  'typography',
  'punctuation',
  'spelling',
  'grammar',
  'number-style',
  'markup-junk',
  'topic-prefix',
  'wording',
  'rewrite',
  'detail-added',
  'detail-removed',
  'attribution',
  'hedge',
  'status',
  'number',
  'date',
  'name',
  'negation',
  'revert',
] as const
export type ChangeClass = (typeof changeClasses)[number]

export type DiffSegmentKind = 'same' | 'removed' | 'added'

/** `same` and `removed` joined give the text before, `same` and `added` the text after, to the character. */
export type DiffSegment = readonly [kind: DiffSegmentKind, text: string]
export type TextDiff = readonly DiffSegment[]

export type ChangedField = 'title' | 'body' | 'topic' | 'sources' | 'day' | 'path'

/** How one field differs between two consecutive versions. */
export interface Change {
  readonly field: ChangedField
  readonly classes: readonly ChangeClass[]
  readonly severity: Severity
  readonly diff: TextDiff
  /** True where the texts were too different for a fine diff, which is then one replacement. */
  readonly coarse: boolean
}
