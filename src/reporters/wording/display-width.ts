import fastStringWidth from 'fast-string-width'

// Korean vowels and final consonants: they take no columns beside the letter before them.
const conjoiningJamo = /[\u1160-\u11ff\ud7b0-\ud7ff]/g
/** An emoji of several parts is as wide as one. */
const emojiSequence =
  /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)+/gu

/** Columns of a text in a terminal. @param text without escape codes */
export function displayWidth(text: string): number {
  return /^[ -~]*$/.test(text)
    ? text.length
    : fastStringWidth(text.replace(conjoiningJamo, '').replace(emojiSequence, '😀'))
}

/** A text with blanks after it, up to a number of columns. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}
