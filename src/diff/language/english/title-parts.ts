import type { TitlePartRules } from '../language.ts'
import { wordSet } from '../word-lists.ts'
import { monthNumbers, weekdayNames } from './date-words.ts'
import { numberWordValues, ordinalEndings } from './number-words.ts'

const convertedUnits =
  '(?:km|mi|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|m|ft|feet|kmh|km/h|mph|kph|kg|lbs?|°?\\s?[CF]|acres|ha|hectares|sq\\s?mi|sq\\s?km|km2|°)'

// Titles of other European languages are read as English ones, so some of their words are here too.
const seriesNouns = wordSet(
  'part pt no nr num number vol volume issue episode ep chapter season week day round session meeting lesson unit edition version release teil folge nummer woche partie épisode semaine parte capítulo semana',
)

/** The parts and numbers of an English title. */
export const titlePartRules: TitlePartRules = {
  conversionPattern: new RegExp(`\\s*\\((?:about |approximately )?[0-9][0-9.,]*[\\s-]?${convertedUnits}\\)`, 'gi'),
  topicPhrasePattern:
    /^[Ii]n (?!the |a |an |this |that |response|addition|order|total|all|what|which|his|her|its|their|one|two|[0-9])(?:[a-z][A-Za-z' -]{2,40}|[A-Z][a-z]+(?: [a-z]+){1,3}), /,
  ordinalEndings,
  isWeekday: (word) => weekdayNames.has(word),
  isMonth: (word) => monthNumbers.has(word),
  isNumberWord: (word) => numberWordValues.has(word),
  isSeriesNoun: (word) => seriesNouns.has(word),
  precedesAmount: (word) => /^(?:to|at|by|from|than)$/.test(word),
}
