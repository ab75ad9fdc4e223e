import { createFinding, type Finding } from '../../model/finding.ts'
import type { PageEvent } from '../../model/page.ts'

/** Trims a title and collapses its white space. Entities, markup and broken markup stay. */
export function tidyTitle(raw: string): string {
  const title = raw.trim()
  return /[\t\n\v\f\r\u0085\u2028\u2029]| {2}/.test(title)
    ? title.replace(/[\t\n\v\f\r \u0085\u2028\u2029]+/g, ' ')
    : title
}

/** Replaces the {@link hiddenCharacters} of a title by spaces, and tidies it. */
export function visibleTitle(title: string): string {
  return tidyTitle(maybeHidden.test(title) ? title.replace(hiddenCharacter, ' ') : title)
}

/** `bidi-control` where the title has invisible characters, or characters that change the text direction. */
export function titleFindings(event: PageEvent): readonly Finding[] {
  const found = hiddenCharacters(event.title)
  if (found.length === 0) return []
  const message = `The title has characters that are invisible or change the text direction: ${found.join(' ')}. Remove them.`
  return [createFinding('bidi-control', message, { path: event.path, line: event.line, actual: found.join(' ') })]
}

/**
 * The distinct characters of a text that are controls, invisible or change the text direction, as `U+202E`. Joiners in
 * scripts that need them, and tags of flag emoji, are not among them.
 */
export function hiddenCharacters(text: string): string[] {
  if (!maybeHidden.test(text)) return []
  const found = Array.from(text.matchAll(hiddenCharacter), ([match]) => formatCodePoint(match))
  return [...new Set(found)]
}

function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

// A quick first test by code units. Few titles need the second one.
const maybeHidden =
  /[\0-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\udb40]/

// A joiner is visible after a letter of a joining script, a mark or a pictograph; a tag after a black flag.
const hiddenCharacter = new RegExp(
  [
    '[\\0-\\x1f\\x7f-\\x9f\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb]',
    '(?<![\\p{Lo}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}])[\\u200c\\u200d]',
    '(?<!\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{0,8})[\\u{e0000}-\\u{e007f}]',
  ].join('|'),
  'gu',
)
