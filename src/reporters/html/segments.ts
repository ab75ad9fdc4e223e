import type { LinkChange, Severity, TextDiff } from '../../model/change.ts'
import { diffSide, diffSideText, isRewrite, type LinkSegment, splitLinkTargets } from '../wording/readable-diff.ts'
import { severitySymbols } from '../wording/severity.ts'
import { type Html, html, type Part } from './escape.ts'
import { directionOf, languageOf } from './language.ts'

/** A severity's sign, which screen readers skip, and words. */
export function severityMark(severity: Severity, words: string): Html {
  return html`<span class="gravity ${severity}"><span aria-hidden="true">${severitySymbols[severity]}</span> ${words}</span>`
}

/** Our own words for screen readers only. They are also in text that is copied from the page. */
export function screenReaderText(text: string): Html {
  return html`<span class="heard" lang="en" dir="ltr">${text}</span>`
}

const elements = { removed: 'del', added: 'ins' } as const
const verbs = { removed: 'deleted', added: 'inserted' } as const

/**
 * Removed or added words. They are also named in words, because some screen readers do not announce the element, and
 * because copied text would join a removed and an added word.
 * @param style class of the element
 */
export function changedWords(
  kind: 'removed' | 'added',
  text: string,
  content: Part = text,
  verb: string = verbs[kind],
  style?: string,
): Html {
  const attributes = [directionAttribute(text), style === undefined ? null : html` class="${style}"`]
  return html`<${elements[kind]}${attributes}>${screenReaderText(`[${verb}: `)}${content}${screenReaderText('] ')}</${elements[kind]}>`
}

/** The language and the direction of a text from outside. The direction also isolates it. */
export function languageAttributes(text: string, pageLanguage: string): Html {
  return html` lang="${languageOf(text, pageLanguage)}"${directionAttribute(text)}`
}

function directionAttribute(text: string): Html | null {
  const direction = directionOf(text)
  return direction === null ? null : html` dir="${direction}"`
}

/** A diff as running text: without its `del` elements the new text, without its `ins` elements the former text. */
export function renderSegments(diff: TextDiff, links: readonly LinkChange[] = []): Html[] {
  return renderLinkSegments(splitLinkTargets(diff, links))
}

/** The diff of a block of code, without the blank lines after it. */
export function renderCodeSegments(diff: TextDiff): Html[] {
  const last = diff.at(-1)
  if (last === undefined) return []
  const [kind, text] = last
  const end = text.trimEnd().length
  const shown = [...diff.slice(0, -1), [kind, text.slice(0, end)] as const].filter(([, part]) => part !== '')
  const pieces = shown.map(([own, part]): LinkSegment => [own, part, false])
  return renderLinkSegments([...pieces, [kind, text.slice(end), true]])
}

function renderLinkSegments(pieces: readonly LinkSegment[]): Html[] {
  return pieces.map(([kind, text, target], at) => {
    // The target of a changed link is hidden: the change is listed below its sentence.
    if (target) return unmarkedPart(kind === 'same' ? 'span' : elements[kind], 'unseen', text)
    if (kind === 'same') return html`${text}`
    const other = pieces[kind === 'removed' ? at + 1 : at - 1]
    if (text.trim() === '') return blankPart(kind, text, other === undefined || other[0] === 'same' ? '' : other[1])
    return changedWords(kind, text)
  })
}

/** Changed blanks. A line that is only wrapped at another place is not marked. */
function blankPart(kind: 'removed' | 'added', text: string, other: string): Html {
  const replaced = other !== '' && other.trim() === ''
  const breaks = paragraphBreak.test(text)
  if (replaced && (!breaks || paragraphBreak.test(other))) return unmarkedPart(elements[kind], 'refolded', text)
  const [name, style] = breaks ? ['paragraph break', 'break'] : ['blank', 'blank']
  return changedWords(kind, text, text, `${name} ${verbs[kind]}`, style)
}

const paragraphBreak = /\n[ \t]*\n/

function unmarkedPart(element: 'del' | 'ins' | 'span', style: string, text: string): Html {
  return html`<${element} class="${style}">${text}</${element}>`
}

/** A title's diff: inline, or for a rewritten title both titles with their different words marked. */
export function titleDiffHtml(diff: TextDiff, pageLanguage = ''): Html {
  const [before, after] = [diffSideText(diff, 'removed'), diffSideText(diff, 'added')]
  if (!isRewrite(diff))
    return html`<p class="text"${languageAttributes(after || before, pageLanguage)}>${renderSegments(diff)}</p>`
  const whole = (kind: 'removed' | 'added', title: string) => {
    const words = diffSide(diff, kind).map(([own, text]) =>
      own === 'same' ? html`${text}` : html`<mark>${text}</mark>`,
    )
    return changedWords(kind, title, words, verbs[kind], 'whole')
  }
  return html`<p class="text rewritten"${languageAttributes(after, pageLanguage)}>${whole('removed', before)}${whole('added', after)}</p>`
}
