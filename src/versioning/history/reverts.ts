import { foldTypography } from '../../diff/text/fold-text.ts'
import {
  describeTitleChange,
  explainTitleChange,
  type TitleClassification,
} from '../../diff/titles/describe-title-change.ts'
import { highestSeverity } from '../../diff/titles/severity.ts'
import type { ClassReason } from '../../model/audit.ts'
import type { VersionRecord } from '../../model/event.ts'

/** The wordings of an event that stood before a moment. They are taken up one by one, so that a long history is told in one go. */
export class FormerWordings {
  readonly #titles = new Set<string>()
  readonly #bodies = new Set<string>()
  readonly #foldedTitles = new Set<string>()
  /** Titles that were not folded yet: most events never ask. */
  #titlesToFold: string[] = []

  constructor(versions: Iterable<Pick<VersionRecord, 'title' | 'body'>> = []) {
    for (const version of versions) this.add(version)
  }

  add({ title, body }: Pick<VersionRecord, 'title' | 'body'>): void {
    if (body) this.#bodies.add(body)
    if (this.#titles.has(title)) return
    this.#titles.add(title)
    this.#titlesToFold.push(title)
  }

  /**
   * Whether a title that takes another's place is a former one again. The shape of a quote does not make a wording another
   * one, unless nothing else is being changed.
   */
  hasTitle(before: string, after: string): boolean {
    if (this.#titles.has(after)) return true
    if (this.#titles.size === 0) return false
    const wording = foldTypography(after)
    if (foldTypography(before) === wording) return false
    for (const title of this.#titlesToFold) this.#foldedTitles.add(foldTypography(title))
    this.#titlesToFold = []
    return this.#foldedTitles.has(wording)
  }

  /** Whether a body returns; none is no body. */
  hasBody(body: string | null): boolean {
    return body !== null && this.#bodies.has(body)
  }
}

/**
 * For each title of an event that gave way, which of those that came after it is its return, as `FormerWordings` has it: every
 * title that returns has undone one. Where nothing but the shape of a quote gave way, only the very same title undoes that.
 * @param titles each other than the one before
 * @returns indices of the titles; null: it did not return
 */
export function returnIndices(titles: readonly string[]): (number | null)[] {
  const folded = titles.map(foldTypography)
  /** Where each title, and each wording that another one gave way to, comes next. */
  const exact = new Map<string, number>()
  const wordings = new Map<string, number>()
  const returns = titles.map((): number | null => null)
  for (let index = titles.length - 1; index >= 0; index--) {
    const [title, wording] = [titles[index]!, folded[index]!]
    const reworded = wording !== folded[index + 1]
    const next = Math.min(exact.get(title) ?? titles.length, (reworded && wordings.get(wording)) || titles.length)
    returns[index] = next < titles.length ? next : null
    exact.set(title, index)
    if (wording !== folded[index - 1]) wordings.set(wording, index)
  }
  return returns
}

/**
 * The change of an event's title. A wording that stood before is a revert, however long ago, beside what the words show;
 * it is as grave as the change that it undoes.
 * @param former what stood before the title that gives way
 */
export function describeTitleChangeAfter(former: FormerWordings, before: string, after: string): TitleClassification {
  const change = describeTitleChange(before, after)
  return former.hasTitle(before, after) ? { ...change, ...withRevert(change, before, after).revert } : change
}

/** The same, with the words that make each class. */
export function explainTitleChangeAfter(
  former: FormerWordings,
  before: string,
  after: string,
): TitleClassification & { readonly reasons: ClassReason[] } {
  const change = explainTitleChange(before, after)
  if (!former.hasTitle(before, after)) return change
  const { revert, undone } = withRevert(change, before, after)
  const reason: ClassReason = { kind: 'revert', severity: undone, removed: [], added: [] }
  return { ...change, ...revert, reasons: [...change.reasons, reason] }
}

function withRevert({ classes, severity }: TitleClassification, before: string, after: string) {
  const undone = describeTitleChange(after, before).severity
  return { undone, revert: { classes: [...classes, 'revert' as const], severity: highestSeverity([severity, undone]) } }
}
