const scripts: readonly [tag: string, letters: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
]

/** How many letters of a text a script has before it says what the language is. */
const share = 0.1

/**
 * The language of a text, where its script is of one language: for voices and the shapes of Han characters. Empty where it
 * could be one of several, which in HTML says that it is not known.
 */
export function languageOf(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const found = scripts.find(([, script]) => (text.match(script)?.length ?? 0) > letters * share)
  return found?.[0] ?? ''
}
