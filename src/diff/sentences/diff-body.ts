import type { SentenceStep } from '../../model/change.ts'
import { commonEnds } from '../text/common-ends.ts'
import { shiftRanges } from '../text/diff-runs.ts'
import { joinDiffs } from '../text/diff-segments.ts'
import type { BoundedDiff } from '../text/diff-text.ts'
import { type BlockCache, readSentences, type Sentence, type SplitText } from './read-sentences.ts'
import { matchSentences } from './sentence-match.ts'
import { StepBuilder } from './step-builder.ts'

/** A body diff by sentences. */
export interface SentenceDiff {
  readonly steps: readonly SentenceStep[]
  /** True where a part was too different or too long for a word diff. */
  readonly coarse: boolean
}

// A body with more sentences is compared as one. A count, not a time, so that every machine gives the same result.
const maxSentences = 20_000

/**
 * Compares two bodies sentence by sentence, and edited sentences word by word. The joined diffs of all steps rebuild
 * both bodies to the character. White space, bullets and item numbers may differ in a kept sentence; its diff shows it.
 */
export function diffSentences(before: string, after: string): SentenceDiff {
  const blockCache: BlockCache = new Map()
  const left = readSentences(before, blockCache)
  const right = readSentences(after, blockCache)
  if (left.sentences.length > maxSentences || right.sentences.length > maxSentences) {
    return { ...buildSteps(asSingleSentence(before), asSingleSentence(after)), coarse: true }
  }
  return buildSteps(left, right)
}

/** Compares like {@link diffSentences}, as one diff. Identical bodies give one `same` segment, two empty ones none. */
export function diffBody(before: string, after: string): BoundedDiff {
  if (before === after) return { diff: before === '' ? [] : [['same', before]], coarse: false }
  const { steps, coarse } = diffSentences(before, after)
  return { diff: joinDiffs(steps.map((step) => step.diff)), coarse }
}

function asSingleSentence(text: string): SplitText {
  const sentence: Sentence = { block: 'paragraph', text, key: text }
  return text === '' ? { sentences: [], gaps: [''] } : { sentences: [sentence], gaps: ['', ''] }
}

function buildSteps(left: SplitText, right: SplitText): SentenceDiff {
  const [leftLength, rightLength] = [left.sentences.length, right.sentences.length]
  const isSame = (one: number, other: number) => left.sentences[one]!.key === right.sentences[other]!.key
  const { start, end } = commonEnds(leftLength, rightLength, isSame)
  const middleOf = ({ sentences }: SplitText) => sentences.slice(start, sentences.length - end)
  const { inPlace, moved } = matchSentences(middleOf(left), middleOf(right))
  const movedPairs = moved.map((match) => [match.left + start, match.right + start] as const)
  const builder = new StepBuilder(left, right, movedPairs)
  const addPair = (one: number, other: number) =>
    builder.addMatch({ left: one, leftEnd: one + 1, right: other, rightEnd: other + 1 })
  for (let at = 0; at < start; at++) addPair(at, at)
  for (const match of inPlace) builder.addMatch(shiftRanges(match, start, start))
  for (let back = end; back > 0; back--) addPair(leftLength - back, rightLength - back)
  return builder.finish()
}
