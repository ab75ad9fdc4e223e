const scripts: readonly [tag: string, letters: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
]

/** The share of a script in a text's letters from which it decides the language. */
const minScriptShare = 0.1

/**
 * The language of a text whose script belongs to one language, for screen readers and the shapes of Han characters.
 * It is '' for a script of several languages: HTML reads that as unknown.
 * @param pageLanguage language of the text's page: a text of Han characters only may be Japanese or Korean there
 */
export function languageOf(text: string, pageLanguage = ''): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const found = scripts.find(([, script]) => (text.match(script)?.length ?? 0) > letters * minScriptShare)?.[0] ?? ''
  return found === 'zh' && (pageLanguage === 'ja' || pageLanguage === 'ko') ? pageLanguage : found
}

const firstLetter = /\p{L}/u
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** The direction of a text by its first letter; null for a text without letters, which takes the direction around it. */
export function directionOf(text: string): 'ltr' | 'rtl' | null {
  const letter = firstLetter.exec(text)?.[0]
  return letter === undefined ? null : rightToLeft.test(letter) ? 'rtl' : 'ltr'
}
