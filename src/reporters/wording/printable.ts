const hiddenCharacters =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?![\u{fe0e}\u{fe0f}])\p{Default_Ignorable_Code_Point}/gu
// Runners of CI services take these for commands: `##[` anywhere in a line, `::name` where a line begins, or is folded.
const hashCommand = /##(?=\[|vso\[|teamcity\[)/gi
const colonCommand = /::(?=[a-z])/gi
/** What joins two parts of one emoji; the tags that make a flag of a region could hide a whole text. */
export const emojiJoiner =
  /(?<=\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)\u200d(?=\p{Extended_Pictographic})/gu

/**
 * A text from outside as one line that is safe to print: whatever a terminal would obey, hide or reorder by is
 * written out, `\u{202e}`, and what a CI runner would take for a command is broken up.
 */
export function printable(text: string): string {
  if (/^[ !"$-9;-~]*$/.test(text)) return text
  const joiners = positionsOf(text, emojiJoiner)
  return breakCiCommands(escapeHidden(text, (_, at) => joiners.has(at)))
}

/** Where in a text something stands. */
export function positionsOf(text: string, pattern: RegExp): Set<number> {
  return new Set(Array.from(text.matchAll(pattern), ({ index }) => index))
}

/** A text with what a CI runner would take for a command broken up. */
export function breakCiCommands(text: string): string {
  return text
    .replace(hashCommand, () => `#${escapeCharacter('#')}`)
    .replace(colonCommand, () => `:${escapeCharacter(':')}`)
}

/**
 * A text with whatever hides, reorders or steers written out.
 * @param except what of it is harmless in the place it goes to
 */
export function escapeHidden(text: string, except?: (character: string, at: number) => boolean): string {
  return text.replace(hiddenCharacters, (character, at: number) =>
    except?.(character, at) ? character : escapeCharacter(character),
  )
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
