/** A word, number, single Han or kana character, or punctuation mark, with the white space before it. */
export interface Token {
  readonly gap: string
  readonly text: string
}

/** A text cut into tokens without loss: the tokens in order, and the white space after the last. */
export interface TokenisedText {
  readonly tokens: readonly Token[]
  readonly tail: string
}

/** Scripts written without spaces, for a character class of a regular expression with the `v` flag. */
export const unspacedScripts =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
/** A letter or mark of the other scripts, for a regular expression with the `v` flag. */
export const letterPattern = `[[\\p{L}\\p{M}]--[${unspacedScripts}]]`
const digits = '\\p{Nd}+(?:[.,:٫٬]\\p{Nd}+)*'
const number = `${digits}(?:[\\-\\u2010-\\u2014\\u2212]${digits})*(?:[%％٪‰]|${letterPattern}+)?`
const initials = `(?:${letterPattern}\\.){2,}`
const word = `(?:${letterPattern}|\\p{N}|\\uFFFD)+(?:['’]${letterPattern}+)*`
const tokenPattern = new RegExp(`\\s+|${number}|${initials}|${word}|[${unspacedScripts}]\\p{M}*|\\S`, 'gv')

/** Cuts a text into words and punctuation, without loss. Numbers stay whole: `1.5`, `35,000,000`, `2-1`, `50%`. */
export function tokenise(text: string): TokenisedText {
  return splitBy(tokenPattern, text)
}

const unspacedCharacter = new RegExp(`^[${unspacedScripts}]`, 'v')
const wordCharacter = /[\p{L}\p{N}\uFFFD]/u

/** Whether a token is a word, a number or a character of an unspaced script, not punctuation. */
export function isWord(token: string): boolean {
  return wordCharacter.test(token)
}

/** Whether a token is one character of a script written without spaces. */
export function isUnspacedScript(token: string): boolean {
  // No script before Thai is written without spaces.
  return token.charCodeAt(0) >= 0xe00 && unspacedCharacter.test(token)
}

/** Cuts a text by a pattern that matches all of it, with white space as one alternative. */
export function splitBy(pattern: RegExp, text: string): { tokens: Token[]; tail: string } {
  const tokens: Token[] = []
  let gap = ''
  for (const found of text.match(pattern) ?? []) {
    if (isSpace(found)) {
      gap = found
    } else {
      tokens.push({ gap, text: found })
      gap = ''
    }
  }
  return { tokens, tail: gap }
}

/** Whether a UTF-16 code unit is an ASCII space, tab, line feed, vertical tab, form feed or carriage return. */
export function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13)
}

/** Whether a UTF-16 code unit is an ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

function isSpace(found: string): boolean {
  const unit = found.charCodeAt(0)
  if ((unit > 32 && unit < 0xa0) || (unit > 0x3000 && unit < 0xfeff)) return false
  return /^\s/.test(found)
}
