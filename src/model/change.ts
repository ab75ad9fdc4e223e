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

/** What became of a sentence between two bodies: the actions of NewsEdits (Spangher et al., NAACL 2022). */
export const sentenceActions = ['kept', 'edited', 'added', 'deleted', 'moved', 'split', 'merged'] as const
export type SentenceAction = (typeof sentenceActions)[number]

/** What a stretch of Markdown is. */
export type BlockKind = 'paragraph' | 'heading' | 'list' | 'quote' | 'code' | 'table'

/** A link that leads elsewhere under the same text. */
export interface LinkChange {
  readonly text: string
  readonly before: string
  readonly after: string
}

/**
 * A step from one body to another, in the order in which the two are read together. The diffs of all steps, joined,
 * rebuild both bodies to the character.
 */
export interface SentenceStep {
  readonly action: SentenceAction
  readonly block: BlockKind
  /** 1-based numbers of the sentences that it takes from the body before. */
  readonly before: readonly number[]
  /** 1-based numbers of the sentences that it leaves in the body after. */
  readonly after: readonly number[]
  /** What stands here. A sentence that moved is removed in one step and added in another, both with the same numbers. */
  readonly diff: TextDiff
  /** The words that changed on the way, in the step where a moved sentence is added; null: none, or not moved. */
  readonly edits: TextDiff | null
  /** Links whose target changed and text did not. */
  readonly links: readonly LinkChange[]
}

export type ChangedField = 'title' | 'body' | 'topic' | 'sources' | 'day' | 'path'

/** How one field differs between two consecutive versions. */
export interface Change {
  readonly field: ChangedField
  readonly classes: readonly ChangeClass[]
  readonly severity: Severity
  readonly diff: TextDiff
  /** True where the texts were too different for a fine diff, which is then one replacement. */
  readonly coarse: boolean
  /** Of a body: sentence by sentence; null for any other field. */
  readonly sentences: readonly SentenceStep[] | null
}
