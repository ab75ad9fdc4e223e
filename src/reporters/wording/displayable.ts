import { emojiJoiner, escapeHidden, positionsOf } from './printable.ts'

/** What a script needs between its letters. */
const letterJoiner =
  /(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])/gu

/** A text as it reads where fonts join what belongs together, in a page or a spreadsheet: what hides or reorders is written out. */
export function displayable(text: string): string {
  if (/^[ -~\n]*$/.test(text)) return text
  const harmless = positionsOf(text, emojiJoiner).union(positionsOf(text, letterJoiner))
  return escapeHidden(text, (character, at) => character === '\n' || character === '\t' || harmless.has(at))
}
