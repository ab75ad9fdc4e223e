import { months, weekdays } from './words/dates.ts'
import { numberWords, ordinalWords, scales } from './words/numbers.ts'
import { phraseWords } from './words/phrases.ts'
import { isMistyped, isSlip } from './words/spelling.ts'
import { stem } from './words/stems.ts'
import { speech, stateOf } from './words/verbs.ts'

/**
 * A title with its misspelt words of date, number, certainty and grammar written as the other title has them, so that a
 * slip of the pen is not read as another day or as a doubt. Expects texts out of `foldTypography`.
 */
export function mendMisspelt(title: string, other: string): string {
  const own = wordsOf(title)
  const others = wordsOf(other)
  const models = [...others.keys()].filter((word) => isKnown(word) && !own.has(word))
  if (models.length === 0) return title
  const mended = new Map<string, string>()
  for (const word of own.keys()) {
    if (others.has(word) || isKnown(word) || tells(word)) continue
    const model = models.find((known) => (isCalendar(known) ? isMistyped(word, known) : isSlip(word, known)))
    if (model !== undefined) mended.set(word, others.get(model) ?? model)
  }
  return mended.size === 0 ? title : title.replace(longWord, (word) => mended.get(word.toLowerCase()) ?? word)
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

/** Whether a word tells what happened or who says it: `begin` is not `being` misspelt. */
function tells(word: string): boolean {
  const root = stem(word)
  return stateOf(root) !== null || speech.has(root)
}

function isCalendar(word: string): boolean {
  return weekdays.has(word) || months.has(word)
}

function isKnown(word: string): boolean {
  return (
    isCalendar(word) || numberWords.has(word) || ordinalWords.has(word) || scales.has(word) || phraseWords.has(word)
  )
}
