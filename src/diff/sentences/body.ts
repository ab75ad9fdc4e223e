import type { SentenceStep } from '../../model/change.ts'
import type { BoundedDiff } from '../text/diff-text.ts'
import { SegmentBuilder } from '../text/segments.ts'
import { matchSentences } from './sentence-match.ts'
import { type KnownBlocks, readSentences, type Sentence, type SentenceText } from './sentences.ts'
import { StepWriter } from './steps.ts'

/** A body diff by sentences. `coarse`: some part was too different or too long to be told in words. */
export interface SentenceDiff {
  readonly steps: readonly SentenceStep[]
  readonly coarse: boolean
}

// With more sentences than this a body is told as one; a count, so that every machine gives the same answer.
const mostSentences = 20_000

/**
 * Compares two bodies sentence by sentence, and edited sentences word by word. The diffs of all steps, joined, rebuild
 * both bodies to the character. Sentences are kept where their words and marks are the same: white space, bullets and
 * the numbers of list items may differ, and the diff shows it.
 */
export function diffSentences(before: string, after: string): SentenceDiff {
  const known: KnownBlocks = new Map()
  const left = readSentences(before, known)
  const right = readSentences(after, known)
  if (left.sentences.length > mostSentences || right.sentences.length > mostSentences) {
    return { ...tellSteps(asOne(before), asOne(after)), coarse: true }
  }
  return tellSteps(left, right)
}

/** The same as one diff. Of identical bodies it is one `same` segment, of two empty ones none. */
export function diffBody(before: string, after: string): BoundedDiff {
  if (before === after) return { diff: before === '' ? [] : [['same', before]], coarse: false }
  const { steps, coarse } = diffSentences(before, after)
  const segments = new SegmentBuilder()
  for (const { diff } of steps) segments.append(diff)
  return { diff: segments.finish(), coarse }
}

function asOne(text: string): SentenceText {
  const sentence: Sentence = { block: 'paragraph', text, key: text }
  return text === '' ? { sentences: [], gaps: [''] } : { sentences: [sentence], gaps: ['', ''] }
}

function tellSteps(left: SentenceText, right: SentenceText): SentenceDiff {
  const { start, end } = sharedEnds(left.sentences, right.sentences)
  const { inPlace, moved } = matchSentences(
    left.sentences.slice(start, left.sentences.length - end),
    right.sentences.slice(start, right.sentences.length - end),
  )
  const writer = new StepWriter(
    left,
    right,
    moved.map((match) => [match.left + start, match.right + start]),
  )
  for (let at = 0; at < start; at++) writer.match(at, at + 1, at, at + 1)
  for (const match of inPlace)
    writer.match(match.left + start, match.leftEnd + start, match.right + start, match.rightEnd + start)
  for (let rest = end; rest > 0; rest--) {
    const [one, other] = [left.sentences.length - rest, right.sentences.length - rest]
    writer.match(one, one + 1, other, other + 1)
  }
  return writer.finish()
}

/** How many sentences two bodies have in common at their ends: most of them, mostly. */
function sharedEnds(left: readonly Sentence[], right: readonly Sentence[]): { start: number; end: number } {
  const limit = Math.min(left.length, right.length)
  let start = 0
  while (start < limit && left[start]!.key === right[start]!.key) start++
  let end = 0
  while (end < limit - start && left[left.length - 1 - end]!.key === right[right.length - 1 - end]!.key) end++
  return { start, end }
}
