import { createFinding, type Finding } from '../../model/finding.ts'
import type { PageEvent } from '../../model/page.ts'

/**
 * A title without blanks around it, and with single blanks inside. Everything else stays: entities, markup, residue.
 */
export function tidyTitle(raw: string): string {
  const title = raw.trim()
  return /[\t\n\v\f\r\u0085\u2028\u2029]| {2}/.test(title)
    ? title.replace(/[\t\n\v\f\r \u0085\u2028\u2029]+/g, ' ')
    : title
}

/** What stays of a title where it must show for what it is: a blank for every character of {@link hiddenCharacters}, tidied. */
export function visibleTitle(title: string): string {
  return tidyTitle(maybeHidden.test(title) ? title.replace(hiddenCharacter, ' ') : title)
}

/** `bidi-control` where the title holds characters that are invisible, or that turn the text around them. */
export function titleFindings(event: PageEvent): readonly Finding[] {
  const found = hiddenCharacters(event.title)
  if (found.length === 0) return noFindings
  const message = `The title holds characters that do not show or that turn its direction: ${found.join(' ')}. Take them out.`
  return [createFinding('bidi-control', message, { path: event.path, line: event.line, actual: found.join(' ') })]
}

const noFindings: readonly Finding[] = []

/**
 * The distinct code points of a text that are controls, change its direction or show nothing, as `U+202E`. Joiners
 * within scripts that need them and flags of regions are letters like others.
 */
export function hiddenCharacters(text: string): string[] {
  if (!maybeHidden.test(text)) return []
  const found = Array.from(text.matchAll(hiddenCharacter), ([match]) => formatCodePoint(match))
  return [...new Set(found)]
}

function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

// Nearly every title passes this first test, by code units alone.
const maybeHidden =
  /[\0-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\udb40]/

// A joiner belongs behind a letter of a joining script, a mark or a pictograph; a tag belongs to a black flag's
// sequence.
const hiddenCharacter = new RegExp(
  [
    '[\\0-\\x1f\\x7f-\\x9f\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb]',
    '(?<![\\p{Lo}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}])[\\u200c\\u200d]',
    '(?<!\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{0,8})[\\u{e0000}-\\u{e007f}]',
  ].join('|'),
  'gu',
)
