import type { LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import { formatCount } from '../wording/format-quantity.ts'
import { diffSideText } from '../wording/readable-diff.ts'
import {
  actionSign,
  formatRanges,
  isMoveSource,
  isUnchanged,
  passagesOf,
  stepNumbers,
} from '../wording/sentence-passages.ts'
import { type Html, html, link, type Part } from './escape.ts'
import { changedWords, languageAttributes, renderCodeSegments, renderSegments } from './segments.ts'

/** The place of a body's diff in a page. */
export interface BodyContext {
  /** Prefix of the sentences' anchors, unique in the page. */
  readonly anchor: string
  /** Language of the page. */
  readonly lang: string
}

/**
 * A body sentence by sentence, as a numbered list with folded runs of unchanged sentences. The elements of class `text`
 * hold only the body: without `del` the new text, without `ins` the former text.
 */
export function sentenceList(steps: readonly SentenceStep[], context: BodyContext): Html {
  const items = passagesOf(steps, false).map((passage) => {
    if (passage.kind === 'step') return stepItem(passage.step, context)
    const inner = passage.steps.map((step) => stepItem(step, context))
    const summary = `${formatCount(passage.sentences, 'sentence')} unchanged`
    return html`<li class="unchanged"><details><summary>${summary}</summary>
<ol class="sentences">
${inner}</ol></details></li>
`
  })
  return html`<ol class="sentences">
${items}</ol>
`
}

function stepItem(step: SentenceStep, context: BodyContext): Html {
  const { action, before, after, links } = step
  const value = isMoveSource(step) ? before[0] : (after[0] ?? before[0])
  const id = stepAnchor(step, context.anchor)
  const attributes = [id === null ? null : html` id="${id}"`, value === undefined ? null : html` value="${value}"`]
  const kind = isUnchanged(step) ? 'kept' : action
  return html`<li class="${kind}"${attributes}>${stepLabel(step, context.anchor)}${sentenceElement(step, context)}${linkList(links)}</li>
`
}

/** The number, the sign and the action; for a moved sentence also a link to its other place. */
function stepLabel(step: SentenceStep, anchor: string): Html {
  const number = html`<span class="number">${isMoveSource(step) ? formatRanges(step.before) : stepNumbers(step)}</span>`
  if (isUnchanged(step)) return html`<div class="label">${number}</div>`
  const sign = html`<span class="sign" aria-hidden="true">${actionSign(step)}</span>`
  return html`<div class="label">${number} <span class="action">${sign} ${actionWord(step, anchor)}</span></div>`
}

function actionWord(step: SentenceStep, anchor: string): Part {
  const { action, before, after, edits } = step
  if (action !== 'moved') return action
  const isSource = isMoveSource(step)
  const other = isSource ? after[0] : before[0]
  const way = isSource ? `moved to ${formatRanges(after)}` : `moved from ${formatRanges(before)}`
  const linkedWay = other === undefined ? way : html`<a href="#${anchor}-${isSource ? '' : 'old-'}${other}">${way}</a>`
  return isSource || edits === null ? linkedWay : [linkedWay, ', edited']
}

/** The anchor by the number in the new body, or for a removed sentence by its former number. */
function stepAnchor(step: SentenceStep, anchor: string): string | null {
  const gone = step.after.length === 0 || isMoveSource(step)
  const number = gone ? step.before[0] : step.after[0]
  return number === undefined ? null : `${anchor}-${gone ? 'old-' : ''}${number}`
}

const blockElements = { heading: 'h3', paragraph: 'p', list: 'p', table: 'p', quote: 'blockquote' } as const

function sentenceElement(step: SentenceStep, { lang }: BodyContext): Html {
  const content = sentenceContent(step)
  const attributes = languageAttributes(diffSideText(step.diff, 'added') || diffSideText(step.diff, 'removed'), lang)
  if (step.block === 'code') return html`<pre class="text"${attributes}><code>${content}</code></pre>`
  const itemStyle = beginsItem(step) ? ' item' : ' inner'
  const style = step.block === 'table' ? ' row' : step.block === 'list' ? itemStyle : null
  const element = blockElements[step.block]
  return html`<${element} class="text${style}"${attributes}>${content}</${element}>`
}

/** Whether a sentence begins a list item: it has the bullet or the number. */
function beginsItem({ diff }: SentenceStep): boolean {
  return /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(diff.map(([, text]) => text).join(''))
}

function sentenceContent({ action, block, diff, edits, links }: SentenceStep): Part {
  if (block === 'code' && action !== 'moved') return renderCodeSegments(diff)
  if (action !== 'moved') return renderSegments(diff, links)
  return diff.map(([kind, text]) => {
    if (kind === 'same' || text.trim() === '') return renderSegments([[kind, text]])
    if (kind === 'removed') return changedWords(kind, text, text, 'moved away', 'moved')
    return changedWords(kind, text, movedContent(text, edits ?? []), 'moved here', 'moved')
  })
}

/** A moved sentence with its changed words marked, within the blanks around it. */
function movedContent(text: string, edits: TextDiff): Part {
  const sentence = diffSideText(edits, 'added')
  const at = sentence === '' ? -1 : text.indexOf(sentence)
  return at < 0 ? text : [text.slice(0, at), renderSegments(edits), text.slice(at + sentence.length)]
}

function linkList(links: readonly LinkChange[]): Html | null {
  if (links.length === 0) return null
  const items = links.map(({ text, before, after }) => {
    const [former, current] = [changedWords('removed', before, link(before)), changedWords('added', after, link(after))]
    return html`<li>link <q><bdi>${text}</bdi></q>: ${former} <span aria-hidden="true">→</span> ${current}</li>`
  })
  return html`<ul class="links">${items}</ul>`
}
