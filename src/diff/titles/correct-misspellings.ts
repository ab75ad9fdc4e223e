import type { Language } from '../language/language.ts'
import { type CommonEnds, commonTextEnds } from '../text/common-ends.ts'

/**
 * Corrects misspelt words of date, number, certainty and grammar in a title to the spelling of the other title. Otherwise
 * a typing error could be read as another day or as a doubt.
 * @param title from `foldTypography`, as `other`
 */
export function correctMisspellings(title: string, other: string, language: Language): string {
  const { start, end } = sharedWordEnds(title, other)
  const own = longWords(title.slice(start, title.length - end))
  const others = longWords(other.slice(start, other.length - end))
  const unknownWords = [...own.keys()].filter((word) => !others.has(word))
  if (unknownWords.length === 0) return title
  const otherSpellings = [...others.keys()].filter((word) => !own.has(word) && language.isCriticalWord(word))
  if (otherSpellings.length === 0) return title
  const corrections = new Map<string, string>()
  for (const word of unknownWords) {
    if (language.isCriticalWord(word) || language.isStatusOrSpeechWord(word)) continue
    const spelling = otherSpellings.find((known) =>
      language.isDayOrMonthName(known) ? language.isMistyped(word, known) : language.isSingleTypo(word, known),
    )
    if (spelling !== undefined) corrections.set(word, others.get(spelling) ?? spelling)
  }
  return title.replace(longWordPattern, (word) => corrections.get(word.toLowerCase()) ?? word)
}

/** The lengths of the whole words that two texts share at their start and end. */
function sharedWordEnds(one: string, other: string): CommonEnds {
  const { start, end } = commonTextEnds(one, other)
  const space = one.indexOf(' ', one.length - end)
  return { start: one.lastIndexOf(' ', start - 1) + 1, end: space < 0 ? 0 : one.length - space }
}

// In a word below five letters, another letter mostly makes another word.
const longWordPattern = /\p{L}{5,}/gu

/** The longer words of a text in lower case, each with its first spelling in the text. */
function longWords(text: string): Map<string, string> {
  const words = new Map<string, string>()
  for (const word of text.match(longWordPattern) ?? []) {
    const lower = word.toLowerCase()
    if (!words.has(lower)) words.set(lower, word)
  }
  return words
}
