import { foldDiacritics } from '../text/normalise.ts'
import { isWord, tokenise } from '../text/tokens.ts'
import type { Draft, Language, Sense, Word } from './language.ts'

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
    for (const word of wordsOf(token, language)) {
      const { lower, sense, names } = word
      drafts.push({ text: word.text, lower, sense, names, marks, opening, sentence })
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
    const sense = language.sense(lower)
    return { text, lower, sense, names: namesOf(text, lower, sense) }
  })
  known.set(token, words)
  memory.set(language, known)
  return words
}

// One direction is never another, so they count as names in whatever case.
const direction = /^(?:north|south|east|west)(?:east|west)?(?:ern)?$/

function namesOf(text: string, lower: string, sense: Sense): Word['names'] {
  if (direction.test(lower)) return 'always'
  if (sense.role) return 'never'
  if (/^[0-9]/.test(text)) return 'inside'
  if (!isCapital(text)) return 'never'
  // At the opening every word has a capital; one with more of them, or with a possessive ending, is a name all the same.
  return /^\p{L}.*(?:\p{Lu}|'s$)/u.test(text) ? 'always' : 'inside'
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
