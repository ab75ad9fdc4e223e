import { emojiJoiner, placesOf, revealed } from './visible.ts'

/** What a script needs between its letters. */
const letterJoiner =
  /(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])/gu

/** A text as it reads where fonts join what belongs together, in a page or a spreadsheet: what hides or reorders is written out. */
export function shown(text: string): string {
  if (/^[ -~\n]*$/.test(text)) return text
  const kept = placesOf(text, emojiJoiner).union(placesOf(text, letterJoiner))
  return revealed(text, (character, at) => character === '\n' || character === '\t' || kept.has(at))
}
