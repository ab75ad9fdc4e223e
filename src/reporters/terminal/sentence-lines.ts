import type { LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import type { RenderOptions } from '../render-options.ts'
import { displayWidth } from '../wording/display-width.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { readableDiff } from '../wording/readable-diff.ts'
import {
  actionLabel,
  actionSign,
  formatRanges,
  isMoveSource,
  isUnchanged,
  passagesOf,
  stepNumbers,
} from '../wording/sentence-passages.ts'
import { renderBlock, renderLabelled } from './block.ts'
import { plainSpan, type Span, type Style } from './spans.ts'
import { wordDiffSpans } from './word-diff.ts'

/** Where a terminal is narrower, labels stand above their sentences. */
const minColumnsForLabels = 60

const actionStyles: Readonly<Record<SentenceStep['action'], Style>> = {
  kept: 'quiet',
  edited: 'editorial',
  added: 'good',
  deleted: 'bad',
  moved: 'path',
  split: 'editorial',
  merged: 'editorial',
}

interface SentenceLine {
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
export function renderSentenceLines(steps: readonly SentenceStep[], options: RenderOptions): string {
  const rows = passagesOf(steps, options.verbose).map((passage) =>
    passage.kind === 'step' ? stepRow(passage.step, options) : foldRow(passage.sentences),
  )
  const numberWidth = Math.max(...rows.map(({ number }) => displayWidth(number)), 1)
  const wordWidth = Math.max(...rows.map(({ word, text }) => (text === null ? 0 : displayWidth(word[1]))), 0)
  const column = 2 + numberWidth + 3 + (wordWidth === 0 ? 0 : wordWidth + 2)
  if (options.width < minColumnsForLabels) return rows.map((row) => renderUnderLabel(row, options)).join('')
  return rows
    .map(({ number, sign, word, text, links }) => {
      const label: Span[] = [plainSpan(' '.repeat(2 + numberWidth - displayWidth(number))), ['quiet', number]]
      if (word[1] !== '') label.push(plainSpan(' '), sign, plainSpan(' '), word)
      return (
        renderLabelled(label, text ?? [], column, options) +
        links.map((link) => linkLine(link, column, options)).join('')
      )
    })
    .join('')
}

/** For a narrow terminal: the label on a line of its own, unless nothing happened. */
function renderUnderLabel({ number, sign, word, text, links }: SentenceLine, options: RenderOptions): string {
  const label: Span[] = [plainSpan('  '), ['quiet', number]]
  if (word[1] === '') return renderLabelled(label, text ?? [], displayWidth(number) + 3, options)
  const sentenceText = text === null ? '' : renderBlock(text, options, 4)
  return (
    renderBlock([...label, plainSpan(' '), sign, plainSpan(' '), word], options) +
    sentenceText +
    links.map((link) => linkLine(link, 4, options)).join('')
  )
}

/** The colour of a step's sign and word. */
export function stepStyle({ action }: SentenceStep): Style {
  return actionStyles[action]
}

function stepRow(step: SentenceStep, options: RenderOptions): SentenceLine {
  const { action, links } = step
  const style = stepStyle(step)
  const isSource = isMoveSource(step)
  return {
    number: isSource ? formatRanges(step.before) : stepNumbers(step),
    sign: [style, actionSign(step)],
    // a sentence that moved has both its numbers before it
    word: [style, isSource ? actionLabel(step) : action === 'kept' ? '' : action],
    text: isSource ? null : stepSpans(step, options),
    links,
  }
}

function foldRow(sentences: number): SentenceLine {
  return {
    number: '⋮',
    sign: plainSpan(' '),
    word: plainSpan(''),
    text: [['quiet', `${formatCount(sentences, 'sentence')} unchanged`]],
    links: [],
  }
}

/** A sentence's words: headings strong, what only stands beside a change quiet. */
function stepSpans(step: SentenceStep, options: RenderOptions): Span[] {
  const base: Style = isUnchanged(step) ? 'quiet' : step.block === 'heading' ? 'strong' : 'plain'
  return sentenceSpans(readableDiff(step), step.action, base, options)
}

/** A sentence's diff; one that came or went as a whole has a sign, and needs no line through or under it besides. */
export function sentenceSpans(
  diff: TextDiff,
  action: SentenceStep['action'],
  base: Style,
  options: RenderOptions,
): Span[] {
  const isWhole = action === 'added' || action === 'deleted'
  return wordDiffSpans(diff, options).map(([style, text]): Span => {
    if (style === 'plain') return [base, text]
    return isWhole && options.color ? [style === 'added' ? 'good' : 'bad', text] : [style, text]
  })
}

function linkLine({ text, before, after }: LinkChange, column: number, options: RenderOptions): string {
  const marked = (kind: 'removed' | 'added', address: string): Span => [options.color ? kind : 'plain', address]
  const spans: Span[] = [
    ['quiet', 'link '],
    plainSpan(`"${text}"`),
    ['quiet', ': '],
    marked('removed', before),
    ['quiet', ' → '],
    marked('added', after),
  ]
  return renderBlock(spans, options, [column, column + 2])
}
