import type { SentenceStep } from '../../model/change.ts'
import { SegmentBuilder } from '../text/diff-segments.ts'
import type { BoundedDiff } from '../text/diff-text.ts'
import { type BlockCache, readSentences, type Sentence, type SplitText } from './read-sentences.ts'
import { matchSentences } from './sentence-match.ts'
import { StepBuilder } from './step-builder.ts'

/** A body diff by sentences. `coarse`: some part was too different or too long to be told in words. */
export interface SentenceDiff {
  readonly steps: readonly SentenceStep[]
  readonly coarse: boolean
}

// With more sentences than this a body is told as one; a count, so that every machine gives the same answer.
const maxSentences = 20_000

/**
 * Compares two bodies sentence by sentence, and edited sentences word by word. The diffs of all steps, joined, rebuild
 * both bodies to the character. Sentences are kept where their words and marks are the same: white space, bullets and
 * the numbers of list items may differ, and the diff shows it.
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

/** The same as one diff. Of identical bodies it is one `same` segment, of two empty ones none. */
export function diffBody(before: string, after: string): BoundedDiff {
  if (before === after) return { diff: before === '' ? [] : [['same', before]], coarse: false }
  const { steps, coarse } = diffSentences(before, after)
  const segments = new SegmentBuilder()
  for (const { diff } of steps) segments.addDiff(diff)
  return { diff: segments.finish(), coarse }
}

function asSingleSentence(text: string): SplitText {
  const sentence: Sentence = { block: 'paragraph', text, key: text }
  return text === '' ? { sentences: [], gaps: [''] } : { sentences: [sentence], gaps: ['', ''] }
}

function buildSteps(left: SplitText, right: SplitText): SentenceDiff {
  const { start, end } = countSharedEnds(left.sentences, right.sentences)
  const { inPlace, moved } = matchSentences(
    left.sentences.slice(start, left.sentences.length - end),
    right.sentences.slice(start, right.sentences.length - end),
  )
  const builder = new StepBuilder(
    left,
    right,
    moved.map((match) => [match.left + start, match.right + start]),
  )
  for (let at = 0; at < start; at++) builder.addMatch(at, at + 1, at, at + 1)
  for (const match of inPlace)
    builder.addMatch(match.left + start, match.leftEnd + start, match.right + start, match.rightEnd + start)
  for (let rest = end; rest > 0; rest--) {
    const [one, other] = [left.sentences.length - rest, right.sentences.length - rest]
    builder.addMatch(one, one + 1, other, other + 1)
  }
  return builder.finish()
}

/** How many sentences two bodies have in common at their ends: most of them, mostly. */
function countSharedEnds(left: readonly Sentence[], right: readonly Sentence[]): { start: number; end: number } {
  const limit = Math.min(left.length, right.length)
  let start = 0
  while (start < limit && left[start]!.key === right[start]!.key) start++
  let end = 0
  while (end < limit - start && left[left.length - 1 - end]!.key === right[right.length - 1 - end]!.key) end++
  return { start, end }
}
