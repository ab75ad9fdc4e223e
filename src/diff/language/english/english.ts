import { memo } from '../../../model/memo.ts'
import { addToList } from '../../../model/multimap.ts'
import { startsWithCapital } from '../draft-terms.ts'
import type { DraftTerm, Language, PhraseReading, SpeechCertainty, StatusStage, WordSense } from '../language.ts'
import { PhraseTable } from '../phrase-table.ts'
import { readWordLists, wordSet } from '../word-lists.ts'
import { clauseRules } from './clauses.ts'
import { monthNumbers, relativeTimeWords, shortMonthNames, timeSpans, timeWords, weekdayNames } from './date-words.ts'
import { areOpposites, withoutNegation } from './negations.ts'
import { measureUnits, multipliers, numberWordValues, ordinalWordValues, vagueNumbers } from './number-words.ts'
import { phraseLists } from './phrase-lists.ts'
import { dateAt } from './read-date.ts'
import { numberAt, startsNumber } from './read-number.ts'
import { roleWords } from './role-words.ts'
import { sentenceRules } from './sentence-words.ts'
import { speechVerbs } from './speech-verbs.ts'
import { americanStem, areDistinctWords, isMistyped, isSingleTypo } from './spelling.ts'
import { futureWords, statusStageLines, successionSequences } from './status-stages.ts'
import { isInflection, stemOf, withoutPlural } from './stems.ts'
import { synonymLines } from './synonyms.ts'
import { titlePartRules } from './title-parts.ts'

/** The word lists as tables, built on first use so that other commands start fast. */
function getWordTables(): WordTables {
  wordTables ??= buildWordTables()
  return wordTables
}

type WordTables = ReturnType<typeof buildWordTables>
let wordTables: WordTables | null = null

function buildWordTables() {
  const speech = readWordLists(speechVerbs)
  return {
    phrases: new PhraseTable(phraseLists, (phrase) => phrase.split(' ')),
    stagesByWord: readStatusStages(),
    speechByWord: new Map(speech.map(([word, grade]) => [entryKey(word), grade as SpeechCertainty])),
    roleSet: new Set(roleWords.trim().split(/\s+/)),
    synonymByStem: readSynonyms(),
  }
}

/** The key of a word list's entry: with `=` exactly this form, without it all inflections. */
function entryKey(word: string): string {
  return word.startsWith('=') ? word : stemOf(word)
}

function readStatusStages(): Map<string, StatusStage[]> {
  const stagesByWord = new Map<string, StatusStage[]>()
  const entries = readWordLists(statusStageLines)
  const ranks = new Map([...new Set(entries.map(([, name]) => name))].map((name, rank) => [name, rank]))
  for (const [word, name] of entries) {
    const [sequence = '', stage = ''] = name.split(' ')
    const isSuccession = successionSequences.has(sequence)
    addToList(stagesByWord, entryKey(word), { sequence, stage, rank: ranks.get(name) ?? 0, isSuccession })
  }
  return stagesByWord
}

function readSynonyms(): Map<string, string> {
  const groups = new Map<string, string>()
  for (const line of synonymLines.trim().split('\n')) {
    for (const word of line.split(' ')) if (!groups.has(stemOf(word))) groups.set(stemOf(word), line)
  }
  return groups
}

const noStages: readonly StatusStage[] = []

const senseOf = memo(readSense, 20_000)

function readSense(word: string): WordSense {
  const stem = stemOf(word)
  const isDigits = /^[0-9]/.test(word)
  const { phrases, stagesByWord, roleSet, speechByWord, synonymByStem } = getWordTables()
  return {
    key: americanStem(stem),
    synonym: synonymByStem.get(stem) ?? null,
    statusStages: stagesByWord.get(`=${word}`) ?? stagesByWord.get(stem) ?? noStages,
    speech: speechByWord.get(`=${word}`) ?? speechByWord.get(stem) ?? null,
    isRole: roleSet.has(word) || roleSet.has(withoutPlural(word)),
    isFuture: futureWords.has(word),
    mayStart: {
      date: isDigits || word.startsWith('mid-') || isTimeWord(word) || isTimeWord(withoutPlural(word)),
      number: isDigits || numberWords.some((words) => words.has(word)),
      phrase: phrases.startsPhrase(word),
    },
    unit: (word.length > 1 ? measureUnits.get(word) : undefined) ?? null,
  }
}

const numberWords = [numberWordValues, ordinalWordValues, vagueNumbers, multipliers]
const dateWords = [weekdayNames, monthNumbers, timeWords, relativeTimeWords, timeSpans, ordinalWordValues]

/** Whether a word may be or begin a date. */
function isTimeWord(word: string): boolean {
  return dateWords.some((words) => words.has(word))
}

function phraseAt(drafts: readonly DraftTerm[], at: number): PhraseReading | null {
  const phrase = getWordTables().phrases.findAt(drafts, at, (index) => startsNumber(drafts[index]))
  // The month without a day, or the politician Theresa May.
  if (phrase?.group === 'may' && !drafts[at]?.opening && startsWithCapital(drafts[at]?.text ?? '')) return null
  if (phrase?.kind === 'negation' && isPartOfName(drafts, at, phrase.length)) return null
  return phrase
}

/** Whether a negation is part of a name, such as the "no" of Kibō no Tō. */
function isPartOfName(drafts: readonly DraftTerm[], at: number, length: number): boolean {
  const capital = (draft: DraftTerm | undefined) =>
    draft !== undefined && /^\p{Lu}/u.test(draft.text) && draft.marks === ''
  return length === 1 && drafts[at]?.lower === 'no' && capital(drafts[at - 1]) && capital(drafts[at + 1])
}

const digitsWithUnit = /^([0-9][0-9.,]*)([A-Za-z]+)$/
const letterThenDigits = /^(\p{Lo}+)([0-9]+)$/u
const negatedVerb = /^(.+)(n't)$/i

function splitToken(token: string): readonly string[] {
  if (!/[0-9']/.test(token)) return [token]
  const [, digits, unit = ''] = digitsWithUnit.exec(token) ?? []
  if (digits !== undefined) {
    const name = unit.toLowerCase()
    return measureUnits.has(name) || multipliers.has(name) ? [digits, unit] : [token]
  }
  // Arabic script joins a short word with a number: و40.
  const [, word, number] = letterThenDigits.exec(token) ?? []
  if (word !== undefined && number !== undefined) return [word, number]
  const verb = negatedVerb.exec(token)?.[1]
  return verb === undefined ? [token] : [verb, "n't"]
}

const abbreviations = wordSet(
  'mr mrs ms dr st jr sr sen gov gen col lt capt sgt rep rev prof no vs v inc co corp ltd mt ft dept a b c d e f g h i j k l m n o p q r s t u v w x y z',
)

/** English, with the word lists of this folder. */
export const english: Language = {
  ...clauseRules,
  ...titlePartRules,
  ...sentenceRules,
  stemOf,
  withoutPlural,
  isInflection,
  isMistyped,
  isSingleTypo,
  areDistinctWords,
  withoutNegation,
  areOpposites,
  senseOf,
  phraseAt,
  numberAt,
  dateAt,
  splitToken,
  isAbbreviation: (word) => abbreviations.has(word) || shortMonthNames.includes(word),
  isCriticalWord: (word) =>
    isTimeWord(word) || numberWordValues.has(word) || multipliers.has(word) || getWordTables().phrases.hasWord(word),
  isDayOrMonthName: (word) => weekdayNames.has(word) || monthNumbers.has(word),
  isStatusOrSpeechWord: (word) => senseOf(word).statusStages.length > 0 || senseOf(word).speech !== null,
}
