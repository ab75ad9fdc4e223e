import {
  isUnspacedScript,
  letterPattern,
  type Token,
  type TokenisedText,
  tokeniseBy,
  unspacedScripts,
} from './tokens.ts'

// What a diff tells as one piece is more than a word: a reader wants a sum, a date or an address whole or not at all.
const digitGroups = "(?:[.,:\\/٫٬]\\p{Nd}+|['’\\u00a0\\u202f]\\p{Nd}{3}(?!\\p{Nd}))*"
const digits = `\\p{Nd}+${digitGroups}`
const dash = '[\\-\\u2010-\\u2014\\u2212]'
const numberPrefix = `(?:[\\p{Sc}][ \\u00a0\\u202f]?|(?<![\\p{L}\\p{N}])[\\-+\\u2212±][\\p{Sc}]?|[vV])?`
const numberSuffix = `(?:[ \\u00a0\\u202f]?(?:[%％٪‰]|[\\p{Sc}](?![ \\u00a0\\u202f]?\\p{Nd}))|${letterPattern}+)?`
const number = `${numberPrefix}${digits}(?:${dash}${digits})*${numberSuffix}`
const linkTarget = '(?<=\\]\\()[^\\s\\(\\)]+(?:\\([^\\s\\(\\)]*\\)[^\\s\\(\\)]*)*'
const address = 'https?:\\/\\/[^\\s<>"]*[^\\s<>"\'’”.,;:!?\\(\\)\\[\\]*]'
const initials = `(?:${letterPattern}\\.){2,}`
const word = `(?:${letterPattern}|\\p{N}|\\uFFFD)+(?:['’\\u200c\\u200d]${letterPattern}+)*`
const tokenPattern = new RegExp(
  `\\s+|${linkTarget}|${address}|${number}|${initials}|${word}|[${unspacedScripts}]\\p{M}*|\\S`,
  'gv',
)

/** Cuts a text into the pieces of a diff, without a rest. No character that a reader sees as one is ever cut. */
export function tokeniseForDiff(text: string): TokenisedText {
  const { tokens, tail } = tokeniseBy(tokenPattern, text)
  const words = tokens.some((token) => isUnspacedScript(token.text)) ? joinUnspacedWords(text, tokens) : tokens
  return simpleText.test(text) ? { tokens: words, tail } : joinGraphemes(text, words, tail)
}

// The locale says nothing: dictionaries go by script.
let wordSegmenter: Intl.Segmenter | undefined

/**
 * Puts together the characters of words in scripts without spaces. By single characters a name that shares one with
 * another is told in splinters: 法[-国-]{+院+}.
 */
function joinUnspacedWords(text: string, tokens: readonly Token[]): Token[] {
  wordSegmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
  const starts = new Uint8Array(text.length + 1)
  for (const { index } of wordSegmenter.segment(text)) starts[index] = 1
  const words: Token[] = []
  let at = 0
  for (const token of tokens) {
    const last = words.at(-1)
    if (last && token.gap === '' && starts[at] === 0 && isUnspacedScript(token.text) && isUnspacedScript(last.text))
      words[words.length - 1] = { gap: last.gap, text: last.text + token.text }
    else words.push(token)
    at += token.gap.length + token.text.length
  }
  return words
}

// Scripts and marks of which no character ever joins another: most texts have nothing else.
const simpleText =
  /^[\x00-\x7f\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05be\u05d0-\u05ea\u2010-\u2027\u2030-\u203b\u20a0-\u20bf\u2116\u3000-\u3029\u3030-\u303c\u3040-\u3096\u309b-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/
let graphemeSegmenter: Intl.Segmenter | undefined

/** Puts together again what the pattern cut within a character: emoji that are joined, flags, marks on marks. */
function joinGraphemes(text: string, tokens: readonly Token[], tail: string): TokenisedText {
  graphemeSegmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  const starts = new Uint8Array(text.length + 1)
  for (const { index } of graphemeSegmenter.segment(text)) starts[index] = 1
  const whole: Token[] = []
  let at = 0
  for (const token of tokens) {
    const inner = at + token.gap.length
    const last = whole.at(-1)
    if (last !== undefined && starts[at] === 0)
      whole[whole.length - 1] = { gap: last.gap, text: last.text + token.gap + token.text }
    else if (starts[inner] === 0) whole.push({ gap: '', text: token.gap + token.text })
    else whole.push(token)
    at = inner + token.text.length
  }
  const last = whole.at(-1)
  if (tail === '' || last === undefined || starts[at] === 1) return { tokens: whole, tail }
  whole[whole.length - 1] = { gap: last.gap, text: last.text + tail }
  return { tokens: whole, tail: '' }
}

/**
 * Whether a text can be cut at an index without cutting a piece of it.
 * @param hasLinks whether it may hold addresses, which have Han characters too
 */
export function isTokenBoundary(text: string, at: number, hasLinks: boolean): boolean {
  if (at <= 0 || at >= text.length) return true
  const left = text.charCodeAt(at - 1)
  const right = text.charCodeAt(at)
  // White space stands in front of its token, so a seam is before it, never behind.
  if (right === 32 || right === 10) return joinsNothingAfter(left) && joinsNothingBefore(text.charCodeAt(at + 1))
  return !hasLinks && isHan(left) && isHan(right)
}

/** Joins nothing behind it, and is no white space. */
function joinsNothingAfter(unit: number): boolean {
  return (unit > 32 && unit < 0x300 && unit !== 0xa0) || isHan(unit)
}

/** Joins nothing before it, not even as the sign of a number. */
function joinsNothingBefore(unit: number): boolean {
  return (unit >= 65 && unit <= 122) || isHan(unit)
}

function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff
}
