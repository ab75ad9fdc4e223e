import { decodeEntities } from './entities.ts'

/**
 * Folds typography: decodes entities (also escaped twice), makes quotes and dashes straight, blanks single and full-width
 * forms narrow, removes invisible characters, writes the digits of every script as 0 to 9, and composes Unicode (NFC). It
 * never changes the value of a number.
 */
export function foldTypography(text: string): string {
  const decoded = text.includes('&') ? decodeEntities(text) : text
  const plain = /^[\x20-\x7e]*$/.test(decoded) ? decoded : foldCharacters(decoded)
  return foldSpaces(plain.includes("''") || plain.includes('""') ? plain.replace(/'{2,5}|"{2,}/g, '"') : plain)
}

function foldCharacters(text: string): string {
  return text
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/g, '')
    .replace(/[\uff01-\uff5e\ufb00-\ufb06\ufe50-\ufe6b\u00b5℃℉]|[\uff61-\uff9f]+/g, (run) => run.normalize('NFKC'))
    .normalize('NFC')
    .replace(/[[\p{Nd}]--[0-9]]/gv, decimalDigit)
    .replace(/(?<=[0-9])٫(?=[0-9])/g, '.')
    .replace(/(?<=[0-9])٬(?=[0-9])/g, ',')
    .replace(/٪/g, '%')
    .replace(/؉/g, '‰')
    .replace(/⁄/g, '/')
    .replace(/[‘’‚‛ʼʻʹ′´`]/g, "'")
    .replace(/[“”„‟«»″〝〞「」『』]/g, '"')
    .replace(/[‐‑‒–—―−﹘﹣]/g, '-')
    .replace(/…/g, '...')
}

function decimalDigit(digit: string): string {
  // The ten digits of each script are consecutive code points from zero on.
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
      // A point or comma before a digit may belong to a number, so only marks before a blank or the end are moved.
      .replace(/ ([,.;:!?)]+)(?=\s|$)/g, '$1')
      .replace(/([0-9]) %/g, '$1%')
      .replace(/([$€£¥₱]) (?=[0-9])/g, '$1')
      .replace(/\b(US|U\.S\.|A|C|HK|NT) \$/g, '$1$')
      .replace(/\( /g, '(')
      .trim()
  )
}

/**
 * Drops punctuation and symbols, except those that belong to a number or an amount: `1.5`, `-5`, `5%`, `$5`, `2-1`.
 * @param text a result of `foldTypography`
 */
export function foldPunctuation(text: string): string {
  return text
    .replace(markPattern, (_, numberMark?: string) => numberMark ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What may be between a sign and its digits: -$5, -.5. */
const amountStart = String.raw`(?=\p{Sc}?[.,]?\p{N})`
/** Marks that change the number beside them. */
const numberMarks = [
  String.raw`[\p{Sc}%‰°]`,
  // 1.5, 10:30, 2-1, 1/2
  String.raw`(?<=\p{N})[\p{P}\p{S}](?=\p{N})`,
  // After a cased letter a hyphen is no sign: F-16. Two hyphens are a dash.
  String.raw`(?<![\p{LC}\-])-${amountStart}`,
  String.raw`[\p{Sm}--[\|=]]${amountStart}`,
  String.raw`(?<=\p{N})[\p{Sm}--[\|=]]`,
  String.raw`(?<![\p{L}\p{N}.,])[.,](?=\p{N})`,
]
const markPattern = new RegExp(String.raw`(${numberMarks.join('|')})|[\p{P}\p{S}]`, 'gv')

/**
 * Equal for two ways to write one text, which differ only in blanks, case, accents, punctuation or the shape of
 * characters. What belongs to a number stays: `1.5` and `15`, `-5` and `5`, `5%` and `5` never have the same key.
 */
export function textKey(text: string): string {
  const folded = foldDiacritics(foldLetterShapes(foldTypography(text)).toLowerCase())
  return foldPunctuation(folded).replace(droppableSpace, '')
}

// A blank stays between two numbers and in front of a sign or a leading point: `5 7`, `5 -7`, `5 .5`.
const droppableSpace = / (?![\p{N}\p{P}\p{S}])| (?=[\p{Sc}%‰°])|(?<!\p{N}) (?=\p{N})/gv

/** Superscript, subscript, mathematical and Roman numeral letters as plain ones, and a single digit set behind a letter. */
function foldLetterShapes(text: string): string {
  return isAscii(text) ? text : text.replace(letterShape, (character) => character.normalize('NFKC'))
}

const letterShape =
  /[[\p{L}\p{Nl}]&&[ªº\u02b0-\u02ff\u1d2c-\u1dbf\u2071\u207f\u2090-\u209c\u2100-\u2188\u{1d400}-\u{1d7cb}]]|(?<=\p{L})[²³¹⁰⁴-⁹₀-₉](?!\p{N})/gv

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text)
}

/** Removes diacritics: `Féin` becomes `Fein`. */
export function foldDiacritics(text: string): string {
  if (isAscii(text)) return text
  return text
    .normalize('NFD')
    .replace(optionalMark, '')
    .normalize('NFC')
    .replace(/[øØłŁđĐıßæÆœŒþÞðÐ]/g, (letter) => plainLetters.get(letter) ?? letter)
}

// In other scripts a mark is a vowel or makes another letter, and on a digit it changes the value.
const optionalMark =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*)\p{Mn}/gu

// A letter, then what it becomes.
const letterPairs = 'øo ØO łl ŁL đd ĐD ıi ßss æae ÆAe œoe ŒOe þth ÞTh ðd ÐD'
const plainLetters = new Map(letterPairs.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]))
