import { decodeEntities } from './entities.ts'
import { isDigit } from './tokens.ts'

/**
 * Folds texts that look alike to one text: decodes entities, straightens quotes and dashes, collapses white space,
 * removes invisible characters, narrows full-width forms, maps all decimal digits to 0-9 and composes Unicode (NFC).
 * The value of a number never changes.
 */
export function foldTypography(text: string): string {
  const decoded = text.includes('&') ? decodeEntities(text) : text
  const plain = /^[\x20-\x7e]*$/.test(decoded) ? decoded : foldCharacters(decoded)
  return foldSpaces(plain.includes("''") || plain.includes('""') ? plain.replace(/'{2,5}|"{2,}/g, '"') : plain)
}

function foldCharacters(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/g, '')
    .replace(/[\uff01-\uff5e\ufb00-\ufb06\u00b5]/g, (character) => character.normalize('NFKC'))
    .replace(/[[\p{Nd}]--[0-9]]/gv, decimalDigit)
    .replace(/(?<=[0-9])٫(?=[0-9])/g, '.')
    .replace(/(?<=[0-9])٬(?=[0-9])/g, ',')
    .replace(/٪/g, '%')
    .replace(/[‘’‚‛ʼʻʹ′´`]/g, "'")
    .replace(/[“”„‟«»″〝〞「」『』]/g, '"')
    .replace(/[‐‑‒–—―−﹘﹣]/g, '-')
    .replace(/…/g, '...')
}

function decimalDigit(digit: string): string {
  // Unicode has the ten digits of a script in one row from zero, so the value is the number of digits before.
  const point = digit.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before++
  return String(before % 10)
}

function foldSpaces(text: string): string {
  if (!/\s\s|[^\S ]|\s[,.;:!?)%]|[$€£¥₱(] | \$|^ | $/.test(text)) return text
  return (
    text
      .replace(/\s+/g, ' ')
      // A point or comma before a digit may belong to a number, so only marks before a space or the end lose their space.
      .replace(/ ([,.;:!?)]+)(?=\s|$)/g, '$1')
      .replace(/([0-9]) %/g, '$1%')
      .replace(/([$€£¥₱]) (?=[0-9])/g, '$1')
      .replace(/\b(US|U\.S\.|A|C|HK|NT) \$/g, '$1$')
      .replace(/\( /g, '(')
      .trim()
  )
}

/**
 * Removes punctuation, except in numbers and amounts: `1.5`, `-5`, `5%`, `$5`, `2-1`.
 * @param text a result of {@link foldTypography}
 */
export function foldPunctuation(text: string): string {
  return text
    .replace(/[\p{P}\p{S}]/gu, (mark, at: number) => (belongsToNumber(mark, text, at) ? mark : ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

function belongsToNumber(mark: string, text: string, at: number): boolean {
  const before = isDigit(text.charCodeAt(at - 1))
  const after = isDigit(text.charCodeAt(at + mark.length))
  if (mark === '%' || mark === '‰' || mark === '°') return before
  if (/[\p{Sc}]/u.test(mark)) return before || after
  if (mark === '-' || mark === '+') return after && (before || !/\p{L}/u.test(text.charAt(at - 1)))
  return before && after && /[.,:/]/.test(mark)
}

/** Folds letter case, the same way in every locale. */
export function foldCase(text: string): string {
  return text.toLowerCase()
}

/** Removes diacritics, and makes stroked letters and ligatures plain: `Féin` → `Fein`, `Łódź` → `Lodz`. */
export function foldDiacritics(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .replace(/[øØłŁđĐıßæÆœŒþÞðÐ]/g, (letter) => plainLetters.get(letter) ?? letter)
}

const plainLetters: ReadonlyMap<string, string> = new Map(
  'øo ØO łl ŁL đd ĐD ıi ßss æae ÆAe œoe ŒOe þth ÞTh ðd ÐD'.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]),
)
