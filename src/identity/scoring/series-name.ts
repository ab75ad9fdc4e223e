import { monthNumbers } from '../../diff/language/english/date-words.ts'
import { numberWordValues } from '../../diff/language/english/number-words.ts'

/** Words before the number of one among many. */
const numberedNouns = new Set(
  'part pt no nr num number vol volume issue episode ep chapter season week day round session meeting lesson unit edition version release teil folge nummer woche partie épisode semaine parte capítulo semana'.split(
    ' ',
  ),
)
/** Characters behind a number that make it a date, or the number of one among many. */
const counterCharacter = /^[年月日号號期集章回季届屆话話卷篇讲講周週]/u
/** What comes to a number may come to another. */
const amountPrepositions = new Set('to at by from than'.split(' '))
const tokenPattern = /\p{Script=Han}|[\p{L}\p{M}]+|\p{N}+(?:[.,:/-]\p{N}+)*(?:st|nd|rd|th|[%‰°])?/gu

/**
 * What the titles of a series have in common: the title's words with `#` for each number that tells one of many from the
 * others; null where none does. "Part 2", "8 January", "1.2.0" and a number that nothing follows tell which; "14 people" and
 * "magnitude 7.1" tell how much, which a later report of the same may know better.
 */
export function seriesName(title: string): string | null {
  const text = title.normalize('NFKC')
  const tokens = [...text.matchAll(tokenPattern)].map((match) => ({
    word: match[0].toLowerCase(),
    isCapital: match[0] !== match[0].toLowerCase(),
    rest: text.slice(match.index + match[0].length),
  }))
  const isMonth = (place: number) => tokens[place]?.isCapital === true && monthNumbers.has(tokens[place].word)
  const identifies = tokens.map(({ word, rest }, place) => {
    const before = tokens[place - 1]?.word ?? ''
    const isNumber = /^\p{N}/u.test(word)
    if (numberedNouns.has(before)) return isNumber || numberWordValues.has(word) || /^[ivx]+$/.test(word)
    if (isMonth(place)) return /^\p{N}/u.test(before) || /^\.?\s*(?:\p{N}|[^\p{L}\s]|$)/u.test(rest)
    if (!isNumber) return false
    if (isMonth(place - 1) || isMonth(place + 1) || counterCharacter.test(rest)) return true
    if (/^(?:\d+(?:\.\d+){2,}|(?:19|20)\d\d(?:[-/.]\d\d?){0,2}|\d+(?:st|nd|rd|th))$/.test(word)) return true
    return /^\d+(?:[.:/]\d+)?$/.test(word) && !amountPrepositions.has(before) && !/^\s*[\p{L}\p{N}]/u.test(rest)
  })
  if (!identifies.includes(true)) return null
  return tokens.map(({ word }, place) => (identifies[place] ? '#' : word)).join(' ')
}
