import type { LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import type { Look } from '../look.ts'
import { count } from '../wording/quantity.ts'
import { readAt } from '../wording/reading.ts'
import { isDeparture, isUnchanged, numbers, numbersOf, passages, signOf, wordOf } from '../wording/sentences.ts'
import { columnsOf } from '../wording/width.ts'
import { block, hanging } from './block.ts'
import { plain, type Span, type Style } from './spans.ts'
import { wordDiff } from './word-diff.ts'

/** Where a terminal is narrower, labels stand above their sentences. */
const roomForLabels = 60

const styles: Readonly<Record<SentenceStep['action'], Style>> = {
  kept: 'quiet',
  edited: 'editorial',
  added: 'good',
  deleted: 'bad',
  moved: 'path',
  split: 'editorial',
  merged: 'editorial',
}

interface Row {
  readonly number: string
  readonly sign: Span
  readonly word: Span
  /** Null where the word says it all. */
  readonly text: Span[] | null
  readonly links: readonly LinkChange[]
}

/**
 * A body sentence by sentence: its number, what became of it, and its words under each other.
 * @returns lines, each ending in a line feed
 */
export function sentencesInline(steps: readonly SentenceStep[], look: Look): string {
  const rows = passages(steps, look.verbose).map((passage) =>
    passage.kind === 'step' ? stepRow(passage.step, look) : foldRow(passage.sentences),
  )
  const numberWidth = Math.max(...rows.map(({ number }) => columnsOf(number)), 1)
  const wordWidth = Math.max(...rows.map(({ word, text }) => (text === null ? 0 : columnsOf(word[1]))), 0)
  const column = 2 + numberWidth + 3 + (wordWidth === 0 ? 0 : wordWidth + 2)
  if (look.width < roomForLabels) return rows.map((row) => underLabel(row, look)).join('')
  return rows
    .map(({ number, sign, word, text, links }) => {
      const label: Span[] = [plain(' '.repeat(2 + numberWidth - columnsOf(number))), ['quiet', number]]
      if (word[1] !== '') label.push(plain(' '), sign, plain(' '), word)
      return hanging(label, text ?? [], column, look) + links.map((link) => linkLine(link, column, look)).join('')
    })
    .join('')
}

/** For a narrow terminal: the label on a line of its own, unless nothing happened. */
function underLabel({ number, sign, word, text, links }: Row, look: Look): string {
  const label: Span[] = [plain('  '), ['quiet', number]]
  if (word[1] === '') return hanging(label, text ?? [], columnsOf(number) + 3, look)
  const sentence = text === null ? '' : block(text, look, 4)
  return (
    block([...label, plain(' '), sign, plain(' '), word], look) +
    sentence +
    links.map((link) => linkLine(link, 4, look)).join('')
  )
}

/** The colour of a step's sign and word. */
export function stepStyle({ action }: SentenceStep): Style {
  return styles[action]
}

function stepRow(step: SentenceStep, look: Look): Row {
  const { action, links } = step
  const style = stepStyle(step)
  const pointer = isDeparture(step)
  return {
    number: pointer ? numbers(step.before) : numbersOf(step),
    sign: [style, signOf(step)],
    // a sentence that moved has both its numbers before it
    word: [style, pointer ? wordOf(step) : action === 'kept' ? '' : action],
    text: pointer ? null : sentence(step, look),
    links,
  }
}

function foldRow(sentences: number): Row {
  return {
    number: '⋮',
    sign: plain(' '),
    word: plain(''),
    text: [['quiet', `${count(sentences, 'sentence')} unchanged`]],
    links: [],
  }
}

/** A sentence's words: headings strong, what only stands beside a change quiet. */
function sentence(step: SentenceStep, look: Look): Span[] {
  const base: Style = isUnchanged(step) ? 'quiet' : step.block === 'heading' ? 'strong' : 'plain'
  return sentenceSpans(readAt(step), step.action, base, look)
}

/** A sentence's diff; one that came or went as a whole has a sign, and needs no line through or under it besides. */
export function sentenceSpans(diff: TextDiff, action: SentenceStep['action'], base: Style, look: Look): Span[] {
  const whole = action === 'added' || action === 'deleted'
  return wordDiff(diff, look).map(([style, text]): Span => {
    if (style === 'plain') return [base, text]
    return whole && look.color ? [style === 'added' ? 'good' : 'bad', text] : [style, text]
  })
}

function linkLine({ text, before, after }: LinkChange, column: number, look: Look): string {
  const marked = (kind: 'removed' | 'added', address: string): Span => [look.color ? kind : 'plain', address]
  const spans: Span[] = [
    ['quiet', 'link '],
    plain(`"${text}"`),
    ['quiet', ': '],
    marked('removed', before),
    ['quiet', ' → '],
    marked('added', after),
  ]
  return block(spans, look, [column, column + 2])
}
