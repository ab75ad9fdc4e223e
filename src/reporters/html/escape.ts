import { displayable } from '../wording/printable.ts'

/** HTML that is safe to put into a page. Only `html` and `trustedHtml` make it. */
export class Html {
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  toString(): string {
    return this.#source
  }
}

/** A value in a template: a text is escaped, HTML is kept, a list is joined, null is empty. */
export type Part = Html | string | number | null | readonly Part[]

/** HTML from a template. Values are escaped, except HTML. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(htmlText)))
}

/** A text of our own that is HTML, CSS or a script already. It must not hold text from outside. */
export function trustedHtml(source: string): Html {
  return new Html(source)
}

function htmlText(part: Part): string {
  if (part === null) return ''
  if (part instanceof Html) return part.toString()
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return part.map(htmlText).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Escapes a text from outside, for an element or a quoted attribute. It has no markup, no hidden or reordering characters,
 * and no command to a CI runner that prints the page to its log.
 */
function escapeHtml(text: string): string {
  return displayable(text)
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, '#&#35;')
    .replace(/::(?=[a-z])/gi, ':&#58;')
}

/** A link to a web address; any other address is text. */
export function link(address: string, text: Part = address): Html {
  const isWebAddress = /^https?:\/\/[^\s\\]+$/i.test(address) && URL.canParse(address)
  if (!isWebAddress) return html`<bdi>${text}</bdi>`
  return html`<a href="${new URL(address).href}" rel="nofollow noopener noreferrer"><bdi>${text}</bdi></a>`
}
