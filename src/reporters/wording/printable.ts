const hiddenCharacters =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?![\u{fe0e}\u{fe0f}])\p{Default_Ignorable_Code_Point}/gu
// CI runners obey these: `##[` anywhere in a line, and `::name` at the beginning of a line, which wrapping can create.
const hashCommand = /##(?=\[|vso\[|teamcity\[)/gi
const colonCommand = /::(?=[a-z])/gi
/** The joiner between two parts of one emoji. Tags of region flags are not allowed: they could hide a whole text. */
const emojiJoiner = /(?<=\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d(?=\p{Extended_Pictographic})/gu
/** The joiners that a script needs between its letters. */
const letterJoiner =
  /(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])/gu

/**
 * A text from outside as one line that is safe in a terminal and in a CI log. Characters that a terminal obeys, hides or
 * reorders by are written as escapes, `\u{202e}`. Commands to a CI runner are broken up.
 */
export function printable(text: string): string {
  if (/^[ !"$-9;-~]*$/.test(text)) return text
  const joiners = positionsOf(text, emojiJoiner)
  return breakCiCommands(escapeHidden(text, (_, at) => joiners.has(at)))
}

/** A text for a web page or a spreadsheet, whose fonts join letters. Characters that hide or reorder are written as escapes. */
export function displayable(text: string): string {
  if (/^[ -~\n]*$/.test(text)) return text
  const harmless = positionsOf(text, emojiJoiner).union(positionsOf(text, letterJoiner))
  return escapeHidden(text, (character, at) => character === '\n' || character === '\t' || harmless.has(at))
}

function positionsOf(text: string, pattern: RegExp): Set<number> {
  return new Set(Array.from(text.matchAll(pattern), ({ index }) => index))
}

/** A text in which commands to a CI runner are broken up. */
export function breakCiCommands(text: string): string {
  return text
    .replace(hashCommand, () => `#${escapeCharacter('#')}`)
    .replace(colonCommand, () => `:${escapeCharacter(':')}`)
}

function escapeHidden(text: string, isHarmless: (character: string, at: number) => boolean): string {
  return text.replace(hiddenCharacters, (character, at: number) =>
    isHarmless(character, at) ? character : escapeCharacter(character),
  )
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
