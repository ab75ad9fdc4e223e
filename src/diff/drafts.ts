import { foldDiacritics } from './normalise.ts'
import { isWord, tokenise } from './tokens.ts'
import type { Draft, Language } from './words/language.ts'

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
    for (const part of language.split(token)) {
      const lower = foldDiacritics(part.toLowerCase())
      drafts.push({ text: part, lower, sense: language.sense(lower), marks, opening, sentence })
      marks = ''
    }
  }
  return { drafts, tail: marks }
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
