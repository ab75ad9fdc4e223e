import type { SentenceStep, TextDiff } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { displayWidth, padToWidth } from '../wording/display-width.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { diffSide, readableDiff } from '../wording/readable-diff.ts'
import { actionSign, formatRanges, isMoveSource, passagesOf } from '../wording/sentence-passages.ts'
import { wrapLines } from './block.ts'
import { linkSpans, sentenceSpans, stepStyle } from './sentence-lines.ts'
import { type Line, plainSpan, type Span } from './spans.ts'
import { columnWidthBeside, renderSideBySide, spansWidth } from './two-columns.ts'

/** On a narrower terminal the gutter has the sign without the word. */
const minColumnsForWords = 120
const wordWidth = 9

/** One side of a row: a sentence with its number, or empty. */
interface SentenceCell {
  readonly number: string
  readonly text: Line
}

interface SentenceRow {
  readonly left: SentenceCell
  readonly right: SentenceCell
  readonly sign: Span
  readonly word: string
}

const emptyCell: SentenceCell = { number: '', text: [] }

/** A body sentence by sentence, the former text on the left, the action of each step in the gutter. */
export function renderSentenceColumns(steps: readonly SentenceStep[], options: RenderOptions): string {
  const rows = passagesOf(steps, options.verbose).map((passage) =>
    passage.kind === 'step' ? stepRow(passage.step, options) : foldRow(passage.sentences),
  )
  const widest = (side: 'left' | 'right') => Math.max(...rows.map((row) => displayWidth(row[side].number)), 1)
  const [leftWidth, rightWidth] = [widest('left'), widest('right')]
  const showsWords = options.width >= minColumnsForWords
  const gutter = (sign: Span, word: string): Line =>
    showsWords
      ? [['quiet', ' │ '], sign, plainSpan(padToWidth(` ${word}`, wordWidth)), ['quiet', '│ ']]
      : [sign[1] === ' ' ? ['quiet', ' │ '] : [sign[0], ` ${sign[1]} `]]
  const others = gutter(plainSpan(' '), '')
  const column = columnWidthBeside(spansWidth(others), options)
  return rows
    .map(({ left, right, sign, word }) => {
      const [former, current] = [cellLines(left, leftWidth, column), cellLines(right, rightWidth, column)]
      return renderSideBySide(former, [gutter(sign, word), others], current, column, options)
    })
    .join('')
}

function stepRow(step: SentenceStep, options: RenderOptions): SentenceRow {
  const { action, before, after, edits, links } = step
  const row = { sign: [stepStyle(step), actionSign(step)] as const, word: action === 'kept' ? '' : action }
  const cell = (numbers: readonly number[], side: 'removed' | 'added'): SentenceCell =>
    numbers.length === 0
      ? emptyCell
      : { number: formatRanges(numbers), text: cellText(step, diffSide(readableDiff(step), side), side, options) }
  if (isMoveSource(step)) {
    const pointer: Span = ['quiet', `moved to ${formatRanges(after)}`]
    return { left: { number: formatRanges(before), text: [pointer] }, right: emptyCell, ...row }
  }
  // Both sides have the same words: they are printed once.
  const isOnlyMoved = action === 'moved' && edits === null && links.length === 0
  const source: SentenceCell = { number: '', text: [['quiet', `moved from ${formatRanges(before)}`]] }
  return { left: isOnlyMoved ? source : cell(before, 'removed'), right: cell(after, 'added'), ...row }
}

function cellText(step: SentenceStep, diff: TextDiff, side: 'removed' | 'added', options: RenderOptions): Span[] {
  const links = step.links.flatMap((link) => [plainSpan('\n'), ...linkSpans(link, [side], options)])
  return [...sentenceSpans(step, diff, options), ...links]
}

function foldRow(sentences: number): SentenceRow {
  const text: Span[] = [['quiet', `${formatCount(sentences, 'sentence')} unchanged`]]
  return { left: { number: '⋮', text }, right: { number: '⋮', text: [] }, sign: plainSpan(' '), word: '' }
}

/** Wrapped lines with the number before the first line. */
function cellLines({ number, text }: SentenceCell, widest: number, column: number): Line[] {
  if (number === '' && text.length === 0) return []
  const lines = wrapLines(text, column - widest - 1)
  const blank = ' '.repeat(widest + 1)
  return lines.map((line, index) => [
    index === 0 ? ['quiet', `${' '.repeat(widest - displayWidth(number))}${number} `] : plainSpan(blank),
    ...line,
  ])
}
