import { foldTypography } from '../../diff/text/fold-text.ts'
import {
  describeTitleChange,
  explainTitleChange,
  type TitleClassification,
} from '../../diff/titles/describe-title-change.ts'
import { highestSeverity } from '../../diff/titles/severity.ts'
import type { ClassReason } from '../../model/audit.ts'
import type { VersionRecord } from '../../model/event.ts'

/** The wordings of an event before a moment. Wordings are added one by one, so that a history takes linear time. */
export class FormerWordings {
  readonly #titles = new Set<string>()
  readonly #bodies = new Set<string>()
  readonly #foldedTitles = new Set<string>()
  /** Folded only when needed, which is rare. */
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
   * Whether a new title restores a former one. A former title in other typography counts, unless the present change is one of
   * typography alone.
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

  /** Whether a body is a former one; null never is. */
  hasBody(body: string | null): boolean {
    return body !== null && this.#bodies.has(body)
  }
}

/**
 * Finds for each title of an event the next title that restores it, by the rule of `FormerWordings.hasTitle`.
 * @param titles in order, each different from the one before
 * @returns for each title the index of its return; null for none
 */
export function returnIndices(titles: readonly string[]): (number | null)[] {
  const folded = titles.map(foldTypography)
  /** The next index of each title, and of each wording that replaced another. */
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
 * Describes a title change. A title that restores a former one also has the class `revert`, and is at least as severe as the
 * change that it undoes.
 * @param former the wordings before `before`
 */
export function describeTitleChangeAfter(former: FormerWordings, before: string, after: string): TitleClassification {
  const change = describeTitleChange(before, after)
  return former.hasTitle(before, after) ? { ...change, ...withRevert(change, before, after).revert } : change
}

/** Like `describeTitleChangeAfter`, with the words that make each class. */
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
