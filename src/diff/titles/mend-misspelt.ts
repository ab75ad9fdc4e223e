import { isMistyped, isSlip } from '../language/english/spelling.ts'
import type { Language } from '../language/language.ts'

/**
 * A title with its misspelt words of date, number, certainty and grammar written as the other title has them, so that a
 * slip of the pen is not read as another day or as a doubt. Expects texts out of `foldTypography`.
 */
export function mendMisspelt(title: string, other: string, language: Language): string {
  const { start, end } = sharedWords(title, other)
  const own = wordsOf(title.slice(start, title.length - end))
  const others = wordsOf(other.slice(start, other.length - end))
  const strange = [...own.keys()].filter((word) => !others.has(word))
  if (strange.length === 0) return title
  const models = [...others.keys()].filter((word) => !own.has(word) && language.matters(word))
  if (models.length === 0) return title
  const mended = new Map<string, string>()
  for (const word of strange) {
    if (language.matters(word) || language.tells(word)) continue
    const model = models.find((known) => (language.namesDay(known) ? isMistyped(word, known) : isSlip(word, known)))
    if (model !== undefined) mended.set(word, others.get(model) ?? model)
  }
  return mended.size === 0 ? title : title.replace(longWord, (word) => mended.get(word.toLowerCase()) ?? word)
}

/** How many characters of whole words two texts share at their ends; a misspelt word stands between. */
function sharedWords(one: string, other: string): { start: number; end: number } {
  const limit = Math.min(one.length, other.length)
  let same = 0
  while (same < limit && one.charCodeAt(same) === other.charCodeAt(same)) same++
  const start = one.lastIndexOf(' ', same - 1) + 1
  let end = 0
  while (end < limit - start && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end)) end++
  const space = one.indexOf(' ', one.length - end)
  return { start, end: space < 0 ? 0 : one.length - space }
}

// Below five letters, one letter more or less is mostly another word.
const longWord = /\p{L}{5,}/gu

/** The longer words of a text in lower case, each as it is first written. */
function wordsOf(text: string): Map<string, string> {
  const words = new Map<string, string>()
  for (const word of text.match(longWord) ?? []) {
    const lower = word.toLowerCase()
    if (!words.has(lower)) words.set(lower, word)
  }
  return words
}
