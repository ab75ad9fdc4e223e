const scripts: readonly [tag: string, letters: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
]

/** How many letters of a text a script has before it says what the language is. */
const minScriptShare = 0.1

/**
 * The language of a text, where its script is of one language: for voices and the shapes of Han characters. Empty where it
 * could be one of several, which in HTML says that it is not known.
 * @param pageLanguage language of the page that the text is from: Han characters alone may be Japanese there
 */
export function languageOf(text: string, pageLanguage = ''): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const found = scripts.find(([, script]) => (text.match(script)?.length ?? 0) > letters * minScriptShare)?.[0] ?? ''
  return found === 'zh' && (pageLanguage === 'ja' || pageLanguage === 'ko') ? pageLanguage : found
}

const firstLetter = /\p{L}/u
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** The direction of a text by its first letter; null where it has none and goes with what is around it. */
export function directionOf(text: string): 'ltr' | 'rtl' | null {
  const letter = firstLetter.exec(text)?.[0]
  return letter === undefined ? null : rightToLeft.test(letter) ? 'rtl' : 'ltr'
}
