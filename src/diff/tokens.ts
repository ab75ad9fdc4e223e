/** A word, number, single Han or kana character, or punctuation mark, with the white space in front of it. */
export interface Token {
  readonly gap: string
  readonly text: string
}

/** A text cut up without a rest: the tokens in order, and the white space after the last. */
export interface TokenisedText {
  readonly tokens: readonly Token[]
  readonly tail: string
}

// Scripts written without spaces, where one character is the smallest piece worth showing.
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const letter = `[[\\p{L}\\p{M}]--[${unspaced}]]`
const digits = '\\p{Nd}+(?:[.,:٫٬]\\p{Nd}+)*'
const number = `${digits}(?:[\\-\\u2010-\\u2014\\u2212]${digits})*(?:[%％٪‰]|${letter}+)?`
const initials = `(?:${letter}\\.){2,}`
const word = `(?:${letter}|\\p{N}|\\uFFFD)+(?:['’]${letter}+)*`
const piece = new RegExp(`\\s+|${number}|${initials}|${word}|[${unspaced}]\\p{M}*|\\S`, 'gv')

/** Cuts a text into tokens. Numbers stay whole (`1.5`, `35,000,000`, `2-1`, `50%`); nothing is lost or changed. */
export function tokenise(text: string): TokenisedText {
  const tokens: Token[] = []
  let gap = ''
  for (const found of text.match(piece) ?? []) {
    if (/^\s/.test(found)) {
      gap = found
    } else {
      tokens.push({ gap, text: found })
      gap = ''
    }
  }
  return { tokens, tail: gap }
}

const unspacedCharacter = new RegExp(`^[${unspaced}]`, 'v')
const wordlike = /[\p{L}\p{N}\uFFFD]/u

/** Whether a token is a word, a number or a character of an unspaced script, and not a mere mark. */
export function isWord(token: string): boolean {
  return wordlike.test(token)
}

/** Whether a token is one character of a script written without spaces. */
export function isUnspaced(token: string): boolean {
  return unspacedCharacter.test(token)
}

/** Whether a text can be cut at an index without cutting a token of it. */
export function isSeam(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true
  const left = text.charCodeAt(at - 1)
  const right = text.charCodeAt(at)
  // White space stands in front of its token, so a seam is before it, never behind.
  if (isSpace(right)) return !isSpace(left)
  return isPlainHan(left) && isPlainHan(right)
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x3000
}

function isPlainHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff
}
