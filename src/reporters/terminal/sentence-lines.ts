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

/** On a narrower terminal labels are above their sentences. */
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
  /** Null for the former place of a moved sentence. */
  readonly text: Span[] | null
  readonly links: readonly LinkChange[]
}

/**
 * A body sentence by sentence: the number, the action, and the words.
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

/** For a narrow terminal: the label of a changed sentence is on a line of its own. */
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

/** The style of a step's sign and word. */
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
    // The numbers before a moved sentence already show where it was.
    word: [style, isSource ? actionLabel(step) : action === 'kept' ? '' : action],
    text: isSource ? null : sentenceSpans(step, readableDiff(step), options),
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

/**
 * A sentence's diff. A sentence that was added or deleted as a whole has a sign before it: in colour it needs no marks.
 * Headings are strong, unchanged sentences quiet.
 */
export function sentenceSpans(step: SentenceStep, diff: TextDiff, options: RenderOptions): Span[] {
  const base: Style = isUnchanged(step) ? 'quiet' : step.block === 'heading' ? 'strong' : 'plain'
  if (options.color && (step.action === 'added' || step.action === 'deleted')) {
    const styles = { same: base, removed: 'bad', added: 'good' } as const
    return diff.map(([kind, text]): Span => [styles[kind], text])
  }
  return wordDiffSpans(diff, options).map(([style, text]): Span => [style === 'plain' ? base : style, text])
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
