import { displayable } from '../wording/displayable.ts'

/** HTML that is safe to put into a page: made by `html` and `verbatim` alone. */
export class Html {
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  toString(): string {
    return this.#source
  }
}

/** What goes into a template: a text is escaped, HTML stays, a list is joined, null is nothing. */
export type Part = Html | string | number | null | readonly Part[]

/** HTML from a template; whatever is put into it is escaped, unless it is HTML already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    strings.map((literal, index) => (index === 0 ? literal : htmlText(parts[index - 1] ?? null) + literal)).join(''),
  )
}

/** A text of our own that is HTML, CSS or markup already. Nothing from outside goes in here. */
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
 * The one door for text from outside: no markup in an element or an attribute in quotes, nothing hidden or reordered, and
 * no command to a CI runner whose log it is printed to.
 */
function escapeHtml(text: string): string {
  return displayable(text)
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, '#&#35;')
    .replace(/::(?=[a-z])/gi, ':&#58;')
}

/** A link where the address is one of the web; anything else is text. */
export function link(address: string, text: Part = address): Html {
  const isWebAddress = /^https?:\/\/[^\s\\]+$/i.test(address) && URL.canParse(address)
  if (!isWebAddress) return html`<bdi>${text}</bdi>`
  return html`<a href="${new URL(address).href}" rel="nofollow noopener noreferrer"><bdi>${text}</bdi></a>`
}
