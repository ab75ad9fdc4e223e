import { memo, memoByObject } from '../../model/memo.ts'
import { foldDiacritics } from '../text/fold-text.ts'
import { isWord, tokenise } from '../text/tokens.ts'
import type { DraftTerm, Language, TitleWord, WordSense } from './language.ts'

const opensSentence = /[.!?;:"。！？；：]/
const endsSentence = /[.!?。！？;；]/

/**
 * Cuts a title into words.
 * @param text from `foldTypography`
 * @returns the words, and the marks behind the last
 */
export function readDraftTerms(text: string, language: Language): { drafts: DraftTerm[]; tail: string } {
  const drafts: DraftTerm[] = []
  let marks = ''
  let sentence = 0
  const wordsOf = wordReaderOf(language)
  for (const { gap, text: token } of tokenise(text).tokens) {
    if (!isWord(token)) {
      marks += token
      continue
    }
    const last = drafts.at(-1)
    if (gap === '' && marks + token === language.possessiveEnding && last !== undefined) {
      // The ending of 1970's and of USS "Maine"'s.
      const lower = last.lower + language.possessiveEnding
      const text = last.text + language.possessiveEnding
      drafts[drafts.length - 1] = { ...last, text, lower, sense: language.senseOf(lower) }
      marks = ''
      continue
    }
    if (last !== undefined && endsSentence.test(marks) && !isAbbreviationPoint(marks, last, token, language)) sentence++
    const opening = last === undefined || opensSentence.test(marks) || last.text.endsWith('.')
    for (const word of wordsOf(token)) {
      drafts.push({ ...word, marks, opening, sentence })
      marks = ''
    }
  }
  return { drafts, tail: marks }
}

const maxCachedTokens = 20_000

/** Reads the words that a token holds. Results are cached, because compared titles share most of their words. */
const wordReaderOf = memoByObject((language: Language) =>
  memo(
    (token: string): readonly TitleWord[] =>
      language.splitToken(token).map((text) => {
        const lower = foldDiacritics(text.toLowerCase())
        const sense = language.senseOf(lower)
        return { text, lower, sense, properNoun: properNounOf(text, lower, sense, language) }
      }),
    maxCachedTokens,
  ),
)

function properNounOf(text: string, lower: string, sense: WordSense, language: Language): TitleWord['properNoun'] {
  if (language.isDirection(lower)) return 'always'
  if (sense.isRole) return 'never'
  if (/^[0-9]/.test(text)) return 'inside'
  if (!startsWithCapital(text)) return 'never'
  // The first word of a sentence always has a capital. A second capital or a possessive shows that it is a name.
  return /^\p{L}.*\p{Lu}/u.test(text) || text.endsWith(language.possessiveEnding) ? 'always' : 'inside'
}

/** Whether a full stop is part of the word before it. */
function isAbbreviationPoint(marks: string, before: DraftTerm, next: string, language: Language): boolean {
  return marks === '.' && (language.isAbbreviation(before.lower) || (/^\p{Ll}/u.test(next) && before.text.length < 5))
}

/** Whether a word begins with a capital letter. */
export function startsWithCapital(text: string): boolean {
  const first = text.charAt(0)
  return first !== first.toLowerCase()
}
