import type { LinkChange, TextDiff } from '../../model/change.ts'
import { sideOf, targetsApart } from '../reading.ts'
import { isRewrite } from '../rewrite.ts'
import { type Html, html, type Part } from './escape.ts'

/** A text that is heard and not seen. */
export function heard(text: string): Html {
  return html`<span class="heard">${text}</span>`
}

/** Words that went. Some readers' voices say nothing of the element, so that it is said in words. */
export function deletion(content: Part, word = 'deleted', kind: string | null = null): Html {
  return html`<del dir="auto"${classOf(kind)}>${heard(`[${word}: `)}${content}${heard('] ')}</del>`
}

/** Words that came. */
export function insertion(content: Part, word = 'inserted', kind: string | null = null): Html {
  return html`<ins dir="auto"${classOf(kind)}>${heard(`[${word}: `)}${content}${heard('] ')}</ins>`
}

function classOf(kind: string | null): Html | null {
  return kind === null ? null : html` class="${kind}"`
}

/** A diff as running text. Without its `del` elements it is the text after, without its `ins` elements the text before. */
export function segments(diff: TextDiff, links: readonly LinkChange[] = []): Html[] {
  return targetsApart(diff, links).map(([kind, text, target]) => {
    if (target) return targetPart(kind, text)
    if (kind === 'same') return html`${text}`
    const blank = text.trim() === '' ? 'blank' : null
    return kind === 'removed' ? deletion(text, 'deleted', blank) : insertion(text, 'inserted', blank)
  })
}

/** Neither seen nor heard where the style is at hand: the change of a link is told below its sentence. */
function targetPart(kind: TextDiff[number][0], text: string): Html {
  if (kind === 'same') return html`<span class="target">${text}</span>`
  return kind === 'removed' ? html`<del class="target">${text}</del>` : html`<ins class="target">${text}</ins>`
}

/**
 * A title's diff: woven where that reads well, else both titles whole, with the words that differ marked.
 * @param lang of the titles
 */
export function titleDiff(diff: TextDiff, lang = ''): Html {
  if (!isRewrite(diff)) return html`<p class="text" lang="${lang}" dir="auto">${segments(diff)}</p>`
  const side = (kind: 'removed' | 'added') =>
    sideOf(diff, kind).map(([own, text]) => (own === 'same' ? html`${text}` : html`<mark>${text}</mark>`))
  return html`<p class="text rewritten" lang="${lang}" dir="auto">${deletion(side('removed'), 'deleted', 'whole')}${insertion(side('added'), 'inserted', 'whole')}</p>`
}
