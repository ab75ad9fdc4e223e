import { foldDiacritics } from '../text/fold-text.ts'
import { isWord, tokenise } from '../text/tokens.ts'
import type { DraftTerm, Language, TitleWord, WordSense } from './language.ts'

const opensSentence = /[.!?;:"。！？；：]/
const endsSentence = /[.!?。！？;；]/

/** Cuts a title into words; gives also the marks behind the last. Expects a text out of `foldTypography`. */
export function readDraftTerms(text: string, language: Language): { drafts: DraftTerm[]; tail: string } {
  const drafts: DraftTerm[] = []
  let marks = ''
  let sentence = 0
  for (const { gap, text: token } of tokenise(text).tokens) {
    if (!isWord(token)) {
      marks += token
      continue
    }
    const last = drafts.at(-1)
    if (token === 's' && gap === '' && marks === "'" && last !== undefined) {
      // The apostrophe of 1970's and of USS "Maine"'s.
      const lower = `${last.lower}'s`
      drafts[drafts.length - 1] = { ...last, text: `${last.text}'s`, lower, sense: language.senseOf(lower) }
      marks = ''
      continue
    }
    if (last !== undefined && endsSentence.test(marks) && !isAbbreviationPoint(marks, last, token, language)) sentence++
    const opening = last === undefined || opensSentence.test(marks) || last.text.endsWith('.')
    for (const word of wordsOf(token, language)) {
      const { lower, sense, properNoun } = word
      drafts.push({ text: word.text, lower, sense, properNoun, marks, opening, sentence })
      marks = ''
    }
  }
  return { drafts, tail: marks }
}

const wordCaches = new Map<Language, Map<string, readonly TitleWord[]>>()
const maxCachedTokens = 20_000

/** The words that a token holds, remembered: titles that are compared say the same words again and again. */
function wordsOf(token: string, language: Language): readonly TitleWord[] {
  const cache = wordCaches.get(language) ?? new Map<string, readonly TitleWord[]>()
  const cached = cache.get(token)
  if (cached !== undefined) return cached
  if (cache.size >= maxCachedTokens) cache.clear()
  const words = language.splitToken(token).map((text) => {
    const lower = foldDiacritics(text.toLowerCase())
    const sense = language.senseOf(lower)
    return { text, lower, sense, properNoun: properNounOf(text, lower, sense) }
  })
  cache.set(token, words)
  wordCaches.set(language, cache)
  return words
}

// One direction is never another, so they count as names in whatever case.
const direction = /^(?:north|south|east|west)(?:east|west)?(?:ern)?$/

function properNounOf(text: string, lower: string, sense: WordSense): TitleWord['properNoun'] {
  if (direction.test(lower)) return 'always'
  if (sense.isRole) return 'never'
  if (/^[0-9]/.test(text)) return 'inside'
  if (!startsWithCapital(text)) return 'never'
  // At the opening every word has a capital; one with more of them, or with a possessive ending, is a name all the same.
  return /^\p{L}.*(?:\p{Lu}|'s$)/u.test(text) ? 'always' : 'inside'
}

/** Whether a full stop belongs to the word before it. */
function isAbbreviationPoint(marks: string, before: DraftTerm, next: string, language: Language): boolean {
  return marks === '.' && (language.isAbbreviation(before.lower) || (/^\p{Ll}/u.test(next) && before.text.length < 5))
}

/** Whether a word begins with a capital letter. */
export function startsWithCapital(text: string): boolean {
  const first = text.charAt(0)
  return first !== first.toLowerCase()
}
