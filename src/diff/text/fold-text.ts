import { decodeEntities } from './entities.ts'
import { isDigit } from './tokens.ts'

/**
 * One text for all that looks alike: entities decoded (also when escaped twice), quotes and dashes straight, spaces single,
 * invisible characters gone, full-width forms narrow, the decimal digits of every script as 0 to 9, Unicode composed
 * (NFC). Never changes the value of a number.
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
  // Every script has its ten digits in one row, beginning with zero: the value is how many stand before.
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
      // A point or comma before a digit may belong to a number, so only marks before a space or the end are drawn near.
      .replace(/ ([,.;:!?)]+)(?=\s|$)/g, '$1')
      .replace(/([0-9]) %/g, '$1%')
      .replace(/([$€£¥₱]) (?=[0-9])/g, '$1')
      .replace(/\b(US|U\.S\.|A|C|HK|NT) \$/g, '$1$')
      .replace(/\( /g, '(')
      .trim()
  )
}

/**
 * Drops punctuation, but for marks that belong to a number or a sum: `1.5`, `-5`, `5%`, `$5`, `2-1`.
 * Expects a text out of `foldTypography`.
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

/** Letter case folded, the same in every locale. */
export function foldCase(text: string): string {
  return text.toLowerCase()
}

/** Diacritics dropped: `Féin` and `Fein` are one. */
export function foldDiacritics(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .replace(/[øØłŁđĐıßæÆœŒþÞðÐ]/g, (letter) => plainLetters[letter] ?? letter)
}

const plainLetters: Record<string, string> = {
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  þ: 'th',
  Þ: 'Th',
  ð: 'd',
  Ð: 'D',
}
