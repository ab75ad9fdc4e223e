import { isUnspacedScript, letterPattern } from '../text/tokens.ts'
import type { EvidencePhrase } from './class-evidence.ts'

/**
 * Phrases as they stand in a title, each once, long ones cut short. The title was folded and peeled before it was cut into
 * terms, so each is looked for in it; what is not found there to the letter is not told.
 */
export function quotePhrases(title: string, phrases: readonly EvidencePhrase[]): string[] {
  const found = new Set(phrases.flatMap((phrase) => quotesOf(title, phrase)))
  return [...found].slice(0, maxQuotes).map(shortenQuote)
}

const maxQuotes = 4

function quotesOf(title: string, phrase: EvidencePhrase): string[] {
  if (typeof phrase === 'string' && title.includes(phrase)) return phrase === '' ? [] : [phrase]
  // a term of several words has them with a blank between, whatever stands there in the title
  const words = typeof phrase === 'string' ? [phrase] : phrase.flatMap(({ surface }) => surface.split(' '))
  const quote = findWords(title, words)
  if (quote !== null) return [quote]
  // what was peeled off stands between them
  const half = phrase.length >> 1
  return half === 0 || typeof phrase === 'string'
    ? []
    : [...quotesOf(title, phrase.slice(0, half)), ...quotesOf(title, phrase.slice(half))]
}

function findWords(title: string, words: readonly string[]): string | null {
  const plain = straightenMarks(title)
  const [first = ''] = words
  for (let at = plain.indexOf(first); at >= 0; at = plain.indexOf(first, at + 1)) {
    const end = endOfWords(plain, words, at)
    if (end !== null) return withUnits(title, at, end)
  }
  return null
}

/** Quotes and dashes straight, as terms have them; as long as the title, so that a place in one is the same in the other. */
function straightenMarks(title: string): string {
  if (title !== lastStraightened.title) {
    lastStraightened.title = title
    lastStraightened.plain = /[\u0080-\uffff]/.test(title)
      ? title
          .replace(/[‘’‚‛ʼʻʹ′´`]/g, "'")
          .replace(/[“”„‟«»″〝〞「」『』]/g, '"')
          .replace(/[‐‑‒–—―−﹘﹣]/g, '-')
      : title
  }
  return lastStraightened.plain
}

// many phrases of one title are looked for, one after the other
const lastStraightened = { title: '', plain: '' }

/** Where some words end that begin at a place, with marks alone between them; null where they do not stand there. */
function endOfWords(title: string, words: readonly string[], from: number): number | null {
  // the n't of didn't is a word by itself
  if (isInsideWord(title, from) && !words[0]?.startsWith("n'")) return null
  let at = from
  for (const word of words) {
    if (at > from) while (at < title.length && isMark(title, at)) at++
    if (!title.startsWith(word, at)) return null
    at += word.length
  }
  return isInsideWord(title, at) ? null : at
}

const insideWordPattern = new RegExp(`^(?:${letterPattern}{2}|\\p{Nd}{2})$`, 'v')

/** Whether a place is inside of a word or a number; where one goes over into the other, as in 5km, is none. */
function isInsideWord(title: string, at: number): boolean {
  if (at === 0 || at === title.length || title[at] === ' ' || title[at - 1] === ' ') return false
  return insideWordPattern.test(title.slice(at - 1, at + 1))
}

function isMark(title: string, at: number): boolean {
  return !/[\p{L}\p{N}]/u.test(title.charAt(at))
}

/** A number with the sign of what it counts: $5, 7%. */
function withUnits(title: string, from: number, end: number): string {
  const quote = title.slice(from, end)
  if (!/\p{N}/u.test(quote)) return quote
  const sign = /^\p{N}/u.test(quote) ? (/\p{Sc}$/u.exec(title.slice(0, from))?.[0] ?? '') : ''
  const unit = /\p{N}$/u.test(quote) ? (/^[%‰°]/.exec(title.slice(end))?.[0] ?? '') : ''
  return sign + quote + unit
}

/** Cut at a blank where there is one. */
function shortenQuote(text: string): string {
  const maxLength = isUnspacedScript(text) ? 24 : 60
  if (text.length <= maxLength) return text
  const start = text.slice(0, maxLength)
  const blank = start.lastIndexOf(' ')
  return `${start.slice(0, blank > maxLength / 2 ? blank : undefined).replace(/[\s,;:\ud800-\udbff]+$/, '')}…`
}
