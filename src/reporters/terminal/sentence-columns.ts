import type { LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import type { Look } from '../look.ts'
import { count } from '../wording/quantity.ts'
import { readAt, sideOf } from '../wording/reading.ts'
import { isDeparture, isUnchanged, numbers, passages, signOf } from '../wording/sentences.ts'
import { columnsOf, padEnd } from '../wording/width.ts'
import { wrapped } from './block.ts'
import { columnBeside, sideBySide } from './columns.ts'
import { sentenceSpans, stepStyle } from './sentences.ts'
import { type Line, plain, type Span } from './spans.ts'

/** Where a terminal is narrower, the gutter has the sign and not the word. */
const roomForWords = 120
const wordWidth = 9

/** One side of a row: a sentence with its number, or nothing. */
interface Cell {
  readonly number: string
  readonly text: readonly Span[]
}

interface Row {
  readonly left: Cell
  readonly right: Cell
  readonly sign: Span
  readonly word: string
}

const empty: Cell = { number: '', text: [] }

/**
 * A body sentence by sentence, the text before on the left, what became of each sentence in the gutter.
 * @returns lines, each ending in a line feed
 */
export function sentencesInColumns(steps: readonly SentenceStep[], look: Look): string {
  const rows = passages(steps, look.verbose).map((passage) =>
    passage.kind === 'step' ? stepRow(passage.step, look) : foldRow(passage.sentences),
  )
  const widest = (side: 'left' | 'right') => Math.max(...rows.map((row) => columnsOf(row[side].number)), 1)
  const [leftWidth, rightWidth] = [widest('left'), widest('right')]
  const worded = look.width >= roomForWords
  const gutter = (sign: Span, word: string): Line =>
    worded
      ? [['quiet', ' │ '], sign, plain(padEnd(` ${word}`, wordWidth)), ['quiet', '│ ']]
      : [sign[1] === ' ' ? ['quiet', ' │ '] : [sign[0], ` ${sign[1]} `]]
  const others = gutter(plain(' '), '')
  const column = columnBeside(
    others.reduce((sum, [, text]) => sum + columnsOf(text), 0),
    look,
  )
  return rows
    .map(({ left, right, sign, word }) =>
      sideBySide(
        cellLines(left, leftWidth, column),
        [gutter(sign, word), others],
        cellLines(right, rightWidth, column),
        column,
        look,
      ),
    )
    .join('')
}

function stepRow(step: SentenceStep, look: Look): Row {
  const { action, before, after, edits, links } = step
  const sign: Span = [stepStyle(step), signOf(step)]
  const word = action === 'kept' ? '' : action
  if (isDeparture(step)) {
    const pointer: Cell = { number: numbers(before), text: [['quiet', `moved to ${numbers(after)}`]] }
    return { left: pointer, right: empty, sign, word }
  }
  const diff = readAt(step)
  const left = { number: numbers(before), text: cellText(step, diff, 'removed', look) }
  const right = { number: numbers(after), text: cellText(step, diff, 'added', look) }
  // the same words on both sides: what is there already is not told again
  if (action === 'moved' && edits === null && links.length === 0) {
    return { left: { number: '', text: [['quiet', `moved from ${numbers(before)}`]] }, right, sign, word }
  }
  return { left: before.length === 0 ? empty : left, right: after.length === 0 ? empty : right, sign, word }
}

function cellText(step: SentenceStep, diff: TextDiff, side: 'removed' | 'added', look: Look): Span[] {
  const base = isUnchanged(step) ? 'quiet' : step.block === 'heading' ? 'strong' : 'plain'
  const ends = step.links.map((link): Span[] => linkEnd(link, side, look))
  return [...sentenceSpans(sideOf(diff, side), step.action, base, look), ...ends.flat()]
}

function linkEnd({ text, before, after }: LinkChange, side: 'removed' | 'added', look: Look): Span[] {
  return [
    ['quiet', '\nlink '],
    plain(`"${text}"`),
    ['quiet', ': '],
    [look.color ? side : 'plain', side === 'removed' ? before : after],
  ]
}

function foldRow(sentences: number): Row {
  const text: Span[] = [['quiet', `${count(sentences, 'sentence')} unchanged`]]
  return { left: { number: '⋮', text }, right: { number: '⋮', text: [] }, sign: plain(' '), word: '' }
}

/** The number before the first line, and the others under the text. */
function cellLines({ number, text }: Cell, widest: number, column: number): Line[] {
  if (number === '' && text.length === 0) return []
  const lines = wrapped(text, column - widest - 1)
  const blank = ' '.repeat(widest + 1)
  return lines.map((line, index) => [
    index === 0 ? ['quiet', `${' '.repeat(widest - columnsOf(number))}${number} `] : plain(blank),
    ...line,
  ])
}
