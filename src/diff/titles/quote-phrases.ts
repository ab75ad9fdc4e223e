import { memo } from '../../model/memo.ts'
import type { Language } from '../language/language.ts'
import { isUnspacedScript, letterPattern } from '../text/tokens.ts'
import type { EvidencePhrase } from './class-evidence.ts'

/**
 * Quotes phrases as they are written in a title: each once, at most four, long ones shortened. Terms come from a folded
 * title, so each phrase is searched in the original; phrases that are not found there are left out.
 */
export function quotePhrases(title: string, phrases: readonly EvidencePhrase[], language: Language): string[] {
  const found = new Set(phrases.flatMap((phrase) => quotesOf(title, phrase, language)))
  return [...found].slice(0, maxQuotes).map(shortenQuote)
}

const maxQuotes = 4

function quotesOf(title: string, phrase: EvidencePhrase, language: Language): string[] {
  if (typeof phrase === 'string' && title.includes(phrase)) return phrase === '' ? [] : [phrase]
  // Words of one term are joined with a blank, whatever is between them in the title.
  const words = typeof phrase === 'string' ? [phrase] : phrase.flatMap(({ surface }) => surface.split(' '))
  const quote = findWords(title, words, language)
  if (quote !== null) return [quote]
  // Parts that were cut off before, such as markup, can be between the terms.
  const half = phrase.length >> 1
  return half === 0 || typeof phrase === 'string'
    ? []
    : [phrase.slice(0, half), phrase.slice(half)].flatMap((part) => quotesOf(title, part, language))
}

/** @returns the first quote of some words with only marks between them, or null */
function findWords(title: string, words: readonly string[], language: Language): string | null {
  const plain = straightenMarks(title)
  const [first = ''] = words
  const mayStartInside = language.isSplitEnding(first)
  for (let at = plain.indexOf(first); at >= 0; at = plain.indexOf(first, at + 1)) {
    if (isInsideWord(plain, at) && !mayStartInside) continue
    const end = endOfWords(plain, words, at)
    if (end !== null) return withUnits(title, at, end)
  }
  return null
}

// Cached, because many phrases of one title are searched one after the other.
/** The title with straight quotes and dashes, as in terms. Its length is the same, so offsets are valid in both. */
const straightenMarks = memo((title: string) => {
  if (!/[\u0080-\uffff]/.test(title)) return title
  const straight = title.replace(/[‘’‚‛ʼʻʹ′´`]/g, "'").replace(/[“”„‟«»″〝〞「」『』]/g, '"')
  return straight.replace(/[‐‑‒–—―−﹘﹣]/g, '-')
}, 1)

/** The end of some words at an offset, with only marks between them; null where other words are there. */
function endOfWords(title: string, words: readonly string[], from: number): number | null {
  let at = from
  for (const word of words) {
    if (at > from) while (at < title.length && !/[\p{L}\p{N}]/u.test(title.charAt(at))) at++
    if (!title.startsWith(word, at)) return null
    at += word.length
  }
  return isInsideWord(title, at) ? null : at
}

const insideWordPattern = new RegExp(`^(?:${letterPattern}{2}|\\p{Nd}{2})$`, 'v')

/** Whether an offset is inside a word or number. Between a number and a unit, as in 5km, it is not. */
function isInsideWord(title: string, at: number): boolean {
  if (at === 0 || at === title.length || title[at] === ' ' || title[at - 1] === ' ') return false
  return insideWordPattern.test(title.slice(at - 1, at + 1))
}

/** A quote that is extended to the currency or percent sign of its number: $5, 7%. */
function withUnits(title: string, from: number, end: number): string {
  const quote = title.slice(from, end)
  if (!/\p{N}/u.test(quote)) return quote
  const sign = /^\p{N}/u.test(quote) ? (/\p{Sc}$/u.exec(title.slice(0, from))?.[0] ?? '') : ''
  const unit = /\p{N}$/u.test(quote) ? (/^[%‰°]/.exec(title.slice(end))?.[0] ?? '') : ''
  return sign + quote + unit
}

/** Shortens a long text, at a blank where possible. */
function shortenQuote(text: string): string {
  const maxLength = isUnspacedScript(text) ? 24 : 60
  if (text.length <= maxLength) return text
  const start = text.slice(0, maxLength)
  const blank = start.lastIndexOf(' ')
  return `${start.slice(0, blank > maxLength / 2 ? blank : undefined).replace(/[\s,;:\ud800-\udbff]+$/, '')}…`
}
