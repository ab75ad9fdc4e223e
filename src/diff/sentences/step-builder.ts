import type { SentenceStep, TextDiff } from '../../model/change.ts'
import type { RangePair } from '../text/diff-runs.ts'
import { SegmentBuilder } from '../text/diff-segments.ts'
import { diffTextWithin } from '../text/diff-text.ts'
import { indexRange } from '../text/heaviest-chain.ts'
import { findLinkChanges } from './link-changes.ts'
import type { Sentence, SplitText } from './read-sentences.ts'

// Most edits in a sentence, and most squared edits in a body. Counts, so that every machine gives the same result.
const maxEdits = 500
const maxSquaredEdits = 600_000

/** A step without its diff. */
type StepHead = Omit<SentenceStep, 'diff'>

/** Builds the steps from one body to another. White space between sentences becomes part of the step that reads best. */
export class StepBuilder {
  readonly #left: SplitText
  readonly #right: SplitText
  readonly #movedTo: ReadonlyMap<number, number>
  readonly #movedFrom: ReadonlyMap<number, number>
  readonly #steps: (StepHead & { readonly segments: SegmentBuilder })[] = []
  /** White space for the next step. */
  #pendingSpace = new SegmentBuilder()
  #leftAt = 0
  #rightAt = 0
  #remainingWork = maxSquaredEdits
  #coarse = false

  /** @param moved the moved sentences as 0-based pairs, left and right */
  constructor(left: SplitText, right: SplitText, moved: readonly (readonly [number, number])[]) {
    this.#left = left
    this.#right = right
    this.#movedTo = new Map(moved)
    this.#movedFrom = new Map(moved.map(([one, other]) => [other, one]))
  }

  /** Adds the next match, in order on both sides. Sentences before it that no match covers are removed or added. */
  addMatch({ left, leftEnd, right, rightEnd }: RangePair): void {
    this.#addUnmatched(left, right)
    const [before, after] = [joinSentences(this.#left, left, leftEnd), joinSentences(this.#right, right, rightEnd)]
    const [one, other] = [this.#left.sentences[left]!, this.#right.sentences[right]!]
    const kept = leftEnd - left === 1 && rightEnd - right === 1 && one.key === other.key
    const segments = this.#open({
      action: kept ? 'kept' : rightEnd - right > 1 ? 'split' : leftEnd - left > 1 ? 'merged' : 'edited',
      block: other.block,
      before: indexRange(left + 1, leftEnd + 1),
      after: indexRange(right + 1, rightEnd + 1),
      edits: null,
      links: kept ? [] : findLinkChanges(before, after),
    })
    segments.addDiff(this.#diffWords(before, after))
    this.#leftAt = leftEnd
    this.#rightAt = rightEnd
  }

  /** Adds the sentences after the last match. @returns all steps, and whether any word diff is coarse */
  finish(): { steps: SentenceStep[]; coarse: boolean } {
    this.#addUnmatched(this.#left.sentences.length, this.#right.sentences.length)
    this.#steps.at(-1)?.segments.addDiff(this.#pendingSpace.finish())
    const steps = this.#steps.map(({ segments, ...step }) => ({ ...step, diff: segments.finish() }))
    return { steps, coarse: this.#coarse }
  }

  /** Adds the unmatched sentences up to these indexes, with the white space around them. */
  #addUnmatched(left: number, right: number): void {
    const removed = this.#left.sentences.slice(this.#leftAt, left)
    const added = this.#right.sentences.slice(this.#rightAt, right)
    const leftGaps = this.#left.gaps.slice(this.#leftAt, left + 1)
    const rightGaps = this.#right.gaps.slice(this.#rightAt, right + 1)
    // Of the white space before and after new sentences, one existed already; the other is new.
    const follows = leftGaps[0] === rightGaps[0] || leftGaps.at(-1) !== rightGaps.at(-1)
    // At the start of a body no earlier sentence can take the white space.
    const first = follows && leftGaps[0] !== rightGaps[0] && this.#steps.length === 0
    const textsOf = (sentences: readonly Sentence[], gaps: readonly string[]) =>
      sentences.map(({ text }, at) => {
        if (!follows) return gaps[at]! + text
        return (first && at === 0 ? gaps[0]! : '') + text + gaps[at + 1]!
      })
    const segments = this.#steps.at(-1)?.segments ?? this.#pendingSpace
    if (follows && !first) segments.addReplacement(leftGaps[0]!, rightGaps[0]!)
    for (const [at, text] of textsOf(removed, leftGaps).entries())
      this.#openRemoved(this.#leftAt + at).addReplacement(text, '')
    for (const [at, text] of textsOf(added, rightGaps).entries())
      this.#openAdded(this.#rightAt + at).addReplacement('', text)
    if (first)
      this.#pendingSpace.addReplacement(removed.length > 0 ? '' : leftGaps[0]!, added.length > 0 ? '' : rightGaps[0]!)
    if (!follows) this.#pendingSpace.addSame(leftGaps.at(-1)!)
  }

  #openRemoved(index: number): SegmentBuilder {
    const { block } = this.#left.sentences[index]!
    const target = this.#movedTo.get(index)
    const place = { block, before: [index + 1], after: target === undefined ? [] : [target + 1] }
    return this.#open({ ...place, action: target === undefined ? 'deleted' : 'moved', edits: null, links: [] })
  }

  #openAdded(index: number): SegmentBuilder {
    const { block, text, key } = this.#right.sentences[index]!
    const origin = this.#movedFrom.get(index)
    const place = { block, after: [index + 1], edits: null, links: [] }
    if (origin === undefined) return this.#open({ ...place, action: 'added', before: [] })
    const { text: before, key: keyBefore } = this.#left.sentences[origin]!
    const moved = { ...place, action: 'moved', before: [origin + 1] } as const
    if (key === keyBefore) return this.#open(moved)
    return this.#open({ ...moved, edits: this.#diffWords(before, text), links: findLinkChanges(before, text) })
  }

  #open(step: StepHead): SegmentBuilder {
    const segments = this.#pendingSpace
    this.#pendingSpace = new SegmentBuilder()
    this.#steps.push({ ...step, segments })
    return segments
  }

  #diffWords(before: string, after: string): TextDiff {
    if (before === after) return [['same', before]]
    const bound = Math.min(maxEdits, Math.floor(Math.sqrt(this.#remainingWork)))
    const { diff, coarse, edits } = diffTextWithin(before, after, bound)
    this.#remainingWork -= edits ** 2
    if (coarse) this.#coarse = true
    return diff
  }
}

function joinSentences({ sentences, gaps }: SplitText, from: number, until: number): string {
  let text = sentences[from]!.text
  for (let at = from + 1; at < until; at++) text += gaps[at]! + sentences[at]!.text
  return text
}
