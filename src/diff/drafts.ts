import { foldDiacritics } from './normalise.ts'
import { isWord, tokenise } from './tokens.ts'
import type { Draft, Language, Word } from './words/language.ts'

const opener = /[.!?;:"。！？；：]/
const stop = /[.!?。！？;；]/

/** Cuts a title into words; gives also the marks behind the last. Expects a text out of `foldTypography`. */
export function readDrafts(text: string, language: Language): { drafts: Draft[]; tail: string } {
  const drafts: Draft[] = []
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
      drafts[drafts.length - 1] = { ...last, text: `${last.text}'s`, lower, sense: language.sense(lower) }
      marks = ''
      continue
    }
    if (last !== undefined && stop.test(marks) && !isMereStop(marks, last, token, language)) sentence++
    const opening = last === undefined || opener.test(marks) || last.text.endsWith('.')
    for (const { text: part, lower, sense } of wordsOf(token, language)) {
      drafts.push({ text: part, lower, sense, marks, opening, sentence })
      marks = ''
    }
  }
  return { drafts, tail: marks }
}

const memory = new Map<Language, Map<string, readonly Word[]>>()
const mostRemembered = 20_000

/** The words that a token holds, remembered: titles that are compared say the same words again and again. */
function wordsOf(token: string, language: Language): readonly Word[] {
  const known = memory.get(language) ?? new Map<string, readonly Word[]>()
  const found = known.get(token)
  if (found !== undefined) return found
  if (known.size >= mostRemembered) known.clear()
  const words = language.split(token).map((text) => {
    const lower = foldDiacritics(text.toLowerCase())
    return { text, lower, sense: language.sense(lower) }
  })
  known.set(token, words)
  memory.set(language, known)
  return words
}

/** Whether a full stop belongs to the word before it. */
function isMereStop(marks: string, before: Draft, next: string, language: Language): boolean {
  return marks === '.' && (language.abbreviates(before.lower) || (/^\p{Ll}/u.test(next) && before.text.length < 5))
}

/** Whether a word begins with a capital letter. */
export function isCapital(text: string): boolean {
  const first = text.charAt(0)
  return first !== first.toLowerCase()
}
