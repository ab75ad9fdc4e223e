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
  readonly sign: string
  /** '' for an unchanged sentence. */
  readonly word: string
  readonly style: Style
  /** Null for the former place of a moved sentence. */
  readonly text: Span[] | null
  readonly links: readonly LinkChange[]
}

/** A body sentence by sentence, as lines that end in a line feed: the number, the action, and the words. */
export function renderSentenceLines(steps: readonly SentenceStep[], options: RenderOptions): string {
  const rows = passagesOf(steps, options.verbose).map((passage) =>
    passage.kind === 'step' ? stepRow(passage.step, options) : foldRow(passage.sentences),
  )
  const isNarrow = options.width < minColumnsForLabels
  const numberWidth = isNarrow ? 0 : Math.max(...rows.map(({ number }) => displayWidth(number)), 1)
  const wordWidth = Math.max(...rows.map(({ word, text }) => (text === null ? 0 : displayWidth(word))), 0)
  const column = isNarrow ? 4 : 2 + numberWidth + 3 + (wordWidth === 0 ? 0 : wordWidth + 2)
  return rows
    .map(({ number, sign, word, style, text, links }) => {
      const label: Span[] = [
        plainSpan(' '.repeat(2 + Math.max(0, numberWidth - displayWidth(number)))),
        ['quiet', number],
      ]
      if (word !== '') label.push(plainSpan(' '), [style, sign], plainSpan(' '), [style, word])
      const linkTexts = links.map((link) => linkSpans(link, ['removed', 'added'], options))
      const lines = linkTexts.map((spans) => renderBlock(spans, options, [column, column + 2])).join('')
      if (!isNarrow) return renderLabelled(label, text ?? [], column, options) + lines
      if (word === '') return renderLabelled(label, text ?? [], displayWidth(number) + 3, options) + lines
      return renderBlock(label, options) + (text === null ? '' : renderBlock(text, options, column)) + lines
    })
    .join('')
}

/** The style of a step's sign and word. */
export function stepStyle({ action }: SentenceStep): Style {
  return actionStyles[action]
}

function stepRow(step: SentenceStep, options: RenderOptions): SentenceLine {
  const { action, links } = step
  const row = { sign: actionSign(step), style: stepStyle(step), links }
  // The numbers before a moved sentence already show where it was.
  const word = action === 'kept' ? '' : action
  if (isMoveSource(step)) return { ...row, number: formatRanges(step.before), word: actionLabel(step), text: null }
  return { ...row, number: stepNumbers(step), word, text: sentenceSpans(step, readableDiff(step), options) }
}

function foldRow(sentences: number): SentenceLine {
  const text: Span[] = [['quiet', `${formatCount(sentences, 'sentence')} unchanged`]]
  return { number: '⋮', sign: '', word: '', style: 'plain', text, links: [] }
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

/** The text of a changed link with its former target, its new target, or both. */
export function linkSpans(
  { text, before, after }: LinkChange,
  sides: readonly ('removed' | 'added')[],
  options: RenderOptions,
): Span[] {
  const targets = sides.flatMap((side, at): Span[] => [
    ['quiet', at === 0 ? ': ' : ' → '],
    [options.color ? side : 'plain', side === 'removed' ? before : after],
  ])
  return [['quiet', 'link '], plainSpan(`"${text}"`), ...targets]
}
