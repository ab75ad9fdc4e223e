import { chooseLanguage } from '../../diff/language/choose-language.ts'
import type { Language } from '../../diff/language/language.ts'
import { memoByObject } from '../../model/memo.ts'

/** Characters behind a number that make it a date, or the number of one in a series. */
const counterCharacter = /^[年月日号號期集章回季届屆话話卷篇讲講周週]/u
const dateOrVersion = /^(?:\d+(?:\.\d+){2,}|(?:19|20)\d\d(?:[-/.]\d\d?){0,2})$/

const patternsOf = memoByObject(({ ordinalEndings }: Language) => ({
  token: new RegExp(`\\p{Script=Han}|[\\p{L}\\p{M}]+|\\p{N}+(?:[.,:/-]\\p{N}+)*(?:${ordinalEndings}|[%‰°])?`, 'gu'),
  ordinal: new RegExp(`^\\d+(?:${ordinalEndings})$`),
}))

/**
 * The common part of the titles of a series: the title's words with `#` for each number that identifies one of the
 * series; null for a title without such a number. "Part 2", "8 January", "1.2.0" and a number at the end identify.
 * "14 people" and "magnitude 7.1" are amounts, which a later report of the same event can correct.
 */
export function seriesName(title: string): string | null {
  const text = title.normalize('NFKC')
  const language = chooseLanguage(text)
  const patterns = patternsOf(language)
  const tokens = [...text.matchAll(patterns.token)].map((match) => ({
    word: match[0].toLowerCase(),
    isCapital: match[0] !== match[0].toLowerCase(),
    rest: text.slice(match.index + match[0].length),
  }))
  const isMonth = (index: number) => tokens[index]?.isCapital === true && language.isMonth(tokens[index].word)
  const identifies = tokens.map(({ word, rest }, index) => {
    const before = tokens[index - 1]?.word ?? ''
    const isNumber = /^\p{N}/u.test(word)
    if (language.isSeriesNoun(before)) return isNumber || language.isNumberWord(word) || /^[ivx]+$/.test(word)
    if (isMonth(index)) return /^\p{N}/u.test(before) || /^\.?\s*(?:\p{N}|[^\p{L}\s]|$)/u.test(rest)
    if (!isNumber) return false
    if (isMonth(index - 1) || isMonth(index + 1) || counterCharacter.test(rest)) return true
    if (dateOrVersion.test(word) || patterns.ordinal.test(word)) return true
    return /^\d+(?:[.:/]\d+)?$/.test(word) && !language.precedesAmount(before) && !/^\s*[\p{L}\p{N}]/u.test(rest)
  })
  if (!identifies.includes(true)) return null
  return tokens.map(({ word }, index) => (identifies[index] ? '#' : word)).join(' ')
}
