import { chinese } from './chinese/chinese.ts'
import { english } from './english/english.ts'
import type { Language } from './language.ts'

/** The language whose word lists fit two titles: by their script, English where none is better. */
export function chooseLanguage(before: string, after: string): Language {
  return isMostlyHan(before) || isMostlyHan(after) ? chinese : english
}

/** Whether Han characters outweigh words of letters, each of which is as long as a few of them. */
function isMostlyHan(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han > 0 && han * 5 >= (text.match(/[a-z]/gi)?.length ?? 0)
}
