import type { LinkChange, SentenceStep, TextDiff } from '../../model/change.ts'
import { count } from '../wording/quantity.ts'
import { textOf } from '../wording/reading.ts'
import { isDeparture, isUnchanged, numbers, numbersOf, passages, signOf } from '../wording/sentences.ts'
import { type Html, html, link, type Part } from './escape.ts'
import { codeSegments, deletion, insertion, segments, spoken } from './segments.ts'

/** Where a body's diff goes to in its page. */
export interface Place {
  /** What the anchors of sentences begin with: unlike any other in the page. */
  readonly anchor: string
  /** Level of the headings in the text. */
  readonly level: number
  /** Language of the page. */
  readonly lang: string
}

/**
 * A body sentence by sentence, as a list with their numbers, unchanged stretches folded. The elements of class `text`
 * hold the body alone: without `del` the one after, without `ins` the one before.
 */
export function sentenceList(steps: readonly SentenceStep[], place: Place): Html {
  const items = passages(steps, false).map((passage) => {
    if (passage.kind === 'step') return item(passage.step, place)
    const inner = passage.steps.map((step) => item(step, place))
    const summary = `${count(passage.sentences, 'sentence')} unchanged`
    return html`<li class="unchanged"><details><summary>${summary}</summary>
<ol class="sentences">
${inner}</ol></details></li>
`
  })
  return html`<ol class="sentences">
${items}</ol>
`
}

function item(step: SentenceStep, place: Place): Html {
  const { action, before, after, links } = step
  const value = isDeparture(step) ? before[0] : (after[0] ?? before[0])
  const id = anchorOf(step, place.anchor)
  const attributes = [id === null ? null : html` id="${id}"`, value === undefined ? null : html` value="${value}"`]
  const kind = isUnchanged(step) ? 'kept' : action
  return html`<li class="${kind}"${attributes}>${label(step, place.anchor)}${sentence(step, place)}${linkList(links)}</li>
`
}

/** Number, sign and word; of a sentence that moved also the way to its other place. */
function label(step: SentenceStep, anchor: string): Html {
  const number = html`<span class="number">${isDeparture(step) ? numbers(step.before) : numbersOf(step)}</span>`
  if (isUnchanged(step)) return html`<div class="label">${number}</div>`
  const sign = html`<span class="sign" aria-hidden="true">${signOf(step)}</span>`
  return html`<div class="label">${number} <span class="action">${sign} ${actionWord(step, anchor)}</span></div>`
}

function actionWord(step: SentenceStep, anchor: string): Part {
  const { action, before, after, edits } = step
  if (action !== 'moved') return action
  const leaves = isDeparture(step)
  const other = leaves ? after[0] : before[0]
  const way = leaves ? `moved to ${numbers(after)}` : `moved from ${numbers(before)}`
  const words = other === undefined ? way : html`<a href="#${anchor}-${leaves ? '' : 'old-'}${other}">${way}</a>`
  return leaves || edits === null ? words : [words, ', edited']
}

/** A place in the body after goes by its number there; what is gone by the number it had. */
function anchorOf(step: SentenceStep, anchor: string): string | null {
  const gone = step.after.length === 0 || isDeparture(step)
  const number = gone ? step.before[0] : step.after[0]
  return number === undefined ? null : `${anchor}-${gone ? 'old-' : ''}${number}`
}

function sentence(step: SentenceStep, { level, lang }: Place): Html {
  const content = words(step)
  const attributes = spoken(textOf(step.diff, 'added') || textOf(step.diff, 'removed'), lang)
  switch (step.block) {
    case 'heading':
      return headingOf(level, attributes, content)
    case 'quote':
      return html`<blockquote class="text"${attributes}>${content}</blockquote>`
    case 'code':
      return html`<pre class="text"${attributes}><code>${content}</code></pre>`
    case 'table':
      return html`<p class="text row"${attributes}>${content}</p>`
    case 'list':
      return html`<p class="text ${beginsItem(step) ? 'item' : 'inner'}"${attributes}>${content}</p>`
    case 'paragraph':
      return html`<p class="text"${attributes}>${content}</p>`
    default:
      return step.block satisfies never
  }
}

/** Whether a sentence of a list has the bullet or the number, and not one before it. */
function beginsItem({ diff }: SentenceStep): boolean {
  return /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(diff.map(([, text]) => text).join(''))
}

function headingOf(level: number, attributes: Html, content: Part): Html {
  switch (level) {
    case 3:
      return html`<h3 class="text"${attributes}>${content}</h3>`
    case 4:
      return html`<h4 class="text"${attributes}>${content}</h4>`
    default:
      return html`<h5 class="text"${attributes}>${content}</h5>`
  }
}

function words({ action, block, diff, edits, links }: SentenceStep): Part {
  if (block === 'code' && action !== 'moved') return codeSegments(diff)
  if (action !== 'moved') return segments(diff, links)
  return diff.map(([kind, text]) => {
    if (kind === 'same' || text.trim() === '') return segments([[kind, text]])
    if (kind === 'removed') return deletion(text, text, 'moved away', 'moved')
    return insertion(text, arrived(text, edits ?? []), 'moved here', 'moved')
  })
}

/** A sentence that moved, with the words that changed on the way in the blanks that are around it now. */
function arrived(text: string, edits: TextDiff): Part {
  const sentence = textOf(edits, 'added')
  const at = sentence === '' ? -1 : text.indexOf(sentence)
  return at < 0 ? text : [text.slice(0, at), segments(edits), text.slice(at + sentence.length)]
}

function linkList(links: readonly LinkChange[]): Html | null {
  if (links.length === 0) return null
  const items = links.map(
    ({ text, before, after }) =>
      html`<li>link <q><bdi>${text}</bdi></q>: ${deletion(before, link(before))} <span aria-hidden="true">→</span> ${insertion(after, link(after))}</li>`,
  )
  return html`<ul class="links">${items}</ul>`
}
