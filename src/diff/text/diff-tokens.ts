import { memo } from '../../model/memo.ts'
import { isUnspacedScript, letterPattern, splitBy, type Token, type TokenisedText, unspacedScripts } from './tokens.ts'

// A diff keeps amounts, dates and addresses whole, because half a number or URL misleads a reader.
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

/** Cuts a text into the tokens of a diff, without loss. Grapheme clusters are never cut. */
export function tokeniseForDiff(text: string): TokenisedText {
  const { tokens, tail } = splitBy(tokenPattern, text)
  const words = tokens.some((token) => isUnspacedScript(token.text)) ? joinUnspacedWords(text, tokens) : tokens
  return simpleText.test(text) ? { tokens: words, tail } : joinGraphemes(text, words, tail)
}

// The locale has no effect: ICU chooses the dictionary by script.
const segmenterOf = memo((granularity: 'word' | 'grapheme') => new Intl.Segmenter('en', { granularity }), 2)

/** By index: 1 where a word or a grapheme cluster starts. */
function segmentStarts(text: string, granularity: 'word' | 'grapheme'): Uint8Array {
  const starts = new Uint8Array(text.length + 1)
  for (const { index } of segmenterOf(granularity).segment(text)) starts[index] = 1
  return starts
}

/** Joins characters to words in scripts without spaces, because a diff by characters splits names: 法[-国-]{+院+}. */
function joinUnspacedWords(text: string, tokens: readonly Token[]): Token[] {
  const starts = segmentStarts(text, 'word')
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

// Characters that never join a neighbour to a grapheme cluster. Most texts have no others.
const simpleText =
  /^[\x00-\x7f\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05be\u05d0-\u05ea\u2010-\u2027\u2030-\u203b\u20a0-\u20bf\u2116\u3000-\u3029\u3030-\u303c\u3040-\u3096\u309b-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/

/** Joins tokens that were cut within a grapheme cluster: joined emoji, flags, combining marks. */
function joinGraphemes(text: string, tokens: readonly Token[], tail: string): TokenisedText {
  const starts = segmentStarts(text, 'grapheme')
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
 * Whether a cut at an index certainly separates two tokens.
 * @param hasLinks whether the text may hold URLs, whose Han characters belong to one token
 */
export function isTokenBoundary(text: string, at: number, hasLinks: boolean): boolean {
  if (at <= 0 || at >= text.length) return true
  const left = text.charCodeAt(at - 1)
  const right = text.charCodeAt(at)
  // White space belongs to the token after it, so a boundary is before it.
  if (right === 32 || right === 10) return joinsNothingAfter(left) && joinsNothingBefore(text.charCodeAt(at + 1))
  return !hasLinks && isHan(left) && isHan(right)
}

/** Whether a character never joins the next one to a token, and is no white space. */
function joinsNothingAfter(unit: number): boolean {
  return (unit > 32 && unit < 0x300 && unit !== 0xa0) || isHan(unit)
}

/** Whether a character never joins the one before it, not even as the sign of a number. */
function joinsNothingBefore(unit: number): boolean {
  return (unit >= 65 && unit <= 122) || isHan(unit)
}

function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff
}
