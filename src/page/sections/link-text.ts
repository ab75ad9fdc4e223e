import { visibleTitle } from '../text/title.ts'

/**
 * Escapes a title for the text of a Markdown link, so that any title shows as written in one link. Hidden characters
 * become spaces. {@link unescapeLinkText} gives back the {@link visibleTitle} of the title.
 */
export function escapeLinkText(title: string): string {
  return visibleTitle(title.toWellFormed()).replace(markupCharacter, '\\$&')
}

// Some characters need an escape only in context: an underscore outside a word, an ampersand before an entity, a
// less-than sign before a tag, a backslash before punctuation or at the end. CommonMark reads a parenthesis after an
// escaped bracket as text, but some parsers read both as a link.
const markupCharacter =
  /[[\]`*~]|(?<=\])\(|^\^|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?[A-Za-z0-9]+;)|<(?=[A-Za-z/!?])|\\(?=[!-/:-@[-`{-~]|$)/g

/** Removes the backslashes that escape punctuation in the text of a link. Entities stay, as in titles. */
export function unescapeLinkText(text: string): string {
  return text.includes('\\') ? text.replace(/\\([!-/:-@[-`{-~])/g, '$1') : text
}

/**
 * Escapes a path or URL for the target of a Markdown link. Characters that would end the link are percent-encoded; in a
 * path also those that start a query, a fragment or an escape. Letters of any script stay readable.
 */
export function escapeLinkTarget(target: string): string {
  return target.toWellFormed().replace(isUrl(target) ? /[\s\0-\x1f\x7f<>()"`\\]/g : pathMarkupCharacter, percentEncode)
}

const pathMarkupCharacter = /[\s\p{Cc}\p{Cf}<>()"`\\%?#&[\]*]/gu

function percentEncode(character: string): string {
  const encoded = encodeURIComponent(character)
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded
}

/** Decodes the percent-encoding of a link's path. URLs and invalid escapes stay as they are. */
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
