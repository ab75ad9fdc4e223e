/** Severities of a change, highest last. */
export const severities = ['cosmetic', 'editorial', 'factual'] as const
/** How much a change matters: `cosmetic` is form, `editorial` is wording, `factual` changes what is said. */
export type Severity = (typeof severities)[number]

/** Classes of a change, in the order of all lists. The user's documentation explains each one. */
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
/** A kind of change, such as `number` or `hedge`. */
export type ChangeClass = (typeof changeClasses)[number]

/** Whether both texts have a piece of text (`same`), or only the former (`removed`) or the new one (`added`). */
export type DiffSegmentKind = 'same' | 'removed' | 'added'

/** A piece of one or both texts. */
export type DiffSegment = readonly [kind: DiffSegmentKind, text: string]

/** Two texts as segments: `same` and `removed` joined are exactly the text before, `same` and `added` the text after. */
export type TextDiff = readonly DiffSegment[]

/** What happens to a sentence between two bodies: the actions of NewsEdits (Spangher et al., NAACL 2022). */
export const sentenceActions = ['kept', 'edited', 'added', 'deleted', 'moved', 'split', 'merged'] as const
export type SentenceAction = (typeof sentenceActions)[number]

/** The Markdown block that a sentence is in. */
export type BlockKind = 'paragraph' | 'heading' | 'list' | 'quote' | 'code' | 'table'

/** A link whose target changed while its text stayed the same. */
export interface LinkChange {
  readonly text: string
  readonly before: string
  readonly after: string
}

/** One step from a body to the next, in reading order. The diffs of all steps, joined, are exactly both bodies. */
export interface SentenceStep {
  readonly action: SentenceAction
  readonly block: BlockKind
  /** 1-based numbers of the step's sentences in the former body; `after`: in the new one. */
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** A moved sentence is removed in one step and added in another. Both steps have the same numbers. */
  readonly diff: TextDiff
  /** Words that changed in a moved sentence, in the step that adds it; null: no words changed, or not moved. */
  readonly edits: TextDiff | null
  readonly links: readonly LinkChange[]
}

/** A field of a version that can differ from the version before. */
export type ChangedField = 'title' | 'body' | 'topic' | 'sources' | 'day' | 'path'

/** How one field differs between two consecutive versions. */
export interface Change {
  readonly field: ChangedField
  /** In the order of `changeClasses`. */
  readonly classes: readonly ChangeClass[]
  /** The highest severity of the classes. */
  readonly severity: Severity
  readonly diff: TextDiff
  /** True where the texts are too different to compare word by word. `diff` then replaces the whole text. */
  readonly coarse: boolean
  /** The steps of a body's change; null for other fields. */
  readonly sentences: readonly SentenceStep[] | null
}
