import { chinese } from './chinese/chinese.ts'
import { english } from './english/english.ts'
import type { Language } from './language.ts'

/** Latin words in a Chinese title are compared as English ones. */
const chineseWithEnglish: Language = { ...english, ...chinese }

/** The language of texts that are too long to look through. */
export const defaultLanguage: Language = english

/** The language whose word lists fit some titles: Chinese where Han characters outweigh Latin ones in one of them. */
export function chooseLanguage(...titles: readonly string[]): Language {
  return titles.some(isMostlyHan) ? chineseWithEnglish : defaultLanguage
}

/** Whether Han characters outweigh Latin letters. One character weighs as much as a word of five letters. */
function isMostlyHan(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han > 0 && han * 5 >= (text.match(/[a-z]/gi)?.length ?? 0)
}
