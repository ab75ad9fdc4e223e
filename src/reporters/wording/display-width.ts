import fastStringWidth from 'fast-string-width'

// Vowels and ends of Korean syllables, which stand in the columns of the letter they follow.
const conjoiningJamo = /[\u1160-\u11ff\ud7b0-\ud7ff]/g
/** An emoji of several parts is as wide as one. */
const emojiSequence =
  /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)+/gu

/** Columns that a text without escape codes takes in a terminal. */
export function displayWidth(text: string): number {
  return /^[ -~]*$/.test(text)
    ? text.length
    : fastStringWidth(text.replace(conjoiningJamo, '').replace(emojiSequence, '😀'))
}

/** Fills a text with blanks up to so many columns. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}
