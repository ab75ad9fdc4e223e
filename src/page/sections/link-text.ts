import { visibleTitle } from '../text/title.ts'

/**
 * A title as the text of a Markdown link: whatever it holds, it stays one link and shows as it is written. Only what
 * Markdown would take for markup is escaped, each by a backslash; characters that do not show become blanks.
 * Reading it back with {@link unescapeLinkText} gives {@link visibleTitle} of the title.
 */
export function escapeLinkText(title: string): string {
  return visibleTitle(title.toWellFormed()).replace(markupCharacter, '\\$&')
}

// An underscore within a word is no emphasis, an ampersand matters before an entity, a less-than sign before a tag, a
// backslash before punctuation or at the end. A parenthesis behind an escaped bracket is plain text to CommonMark, but
// some readers take the two for a link all the same.
const markupCharacter =
  /[[\]`*~]|(?<=\])\(|^\^|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?[A-Za-z0-9]+;)|<(?=[A-Za-z/!?])|\\(?=[!-/:-@[-`{-~]|$)/g

/** The text of a link without the backslashes that escape punctuation. Entities stay, as they do in titles. */
export function unescapeLinkText(text: string): string {
  return text.includes('\\') ? text.replace(/\\([!-/:-@[-`{-~])/g, '$1') : text
}

/**
 * A path or address as the target of a Markdown link. In a path, whatever would end the link, start a query or be
 * taken for an escape is percent-encoded; letters of any script stay readable. In an address only what would end the
 * link is.
 */
export function escapeLinkTarget(target: string): string {
  return target.toWellFormed().replace(isUrl(target) ? /[\s\0-\x1f\x7f<>()"`\\]/g : pathMarkupCharacter, percentEncode)
}

const pathMarkupCharacter = /[\s\p{Cc}\p{Cf}<>()"`\\%?#&[\]*]/gu

function percentEncode(character: string): string {
  const encoded = encodeURIComponent(character)
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded
}

/** A link's target as the path it means. Addresses, and escapes that are none, stay as they are. */
export function decodeLinkTarget(target: string): string {
  if (!target.includes('%') || isUrl(target)) return target
  return target.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}

function isUrl(target: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)
}
