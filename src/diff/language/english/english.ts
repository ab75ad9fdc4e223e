import { startsWithCapital } from '../draft-terms.ts'
import type {
  DraftTerm,
  Language,
  PhraseReading,
  PossibleStarts,
  SpeechCertainty,
  StatusStage,
  WordSense,
} from '../language.ts'
import { type PhraseList, PhraseTable } from '../phrase-table.ts'
import { attributions, speechVerbs } from './attributions.ts'
import { monthNumbers, relativeTimeWords, timeSpans, timeWords, weekdayNames } from './date-words.ts'
import { functionWords } from './function-words.ts'
import { futurePhrases, hedges } from './hedges.ts'
import { nameAliases } from './name-aliases.ts'
import { negations, plainPhrases } from './negations.ts'
import { measureUnits, multipliers, numberWordValues, ordinalWordValues, vagueNumbers } from './number-words.ts'
import { dateAt } from './read-date.ts'
import { numberAt, startsNumber } from './read-number.ts'
import { roleWords } from './role-words.ts'
import { americanStem } from './spelling.ts'
import { futureWords, statusStageLines } from './status-stages.ts'
import { stemOf } from './stems.ts'
import { synonymLines } from './synonyms.ts'

interface WordTables {
  readonly phrases: PhraseTable
  readonly stagesByWord: ReadonlyMap<string, readonly StatusStage[]>
  readonly speechByWord: ReadonlyMap<string, SpeechCertainty>
  readonly roleSet: ReadonlySet<string>
  readonly synonymByStem: ReadonlyMap<string, string>
}

let wordTables: WordTables | null = null

/** The word lists as tables, made when they are first asked for. */
function getWordTables(): WordTables {
  wordTables ??= {
    phrases: new PhraseTable(phraseLists(), (phrase) => phrase.split(' ')),
    stagesByWord: readStatusStages(),
    speechByWord: new Map(lineEntries(speechVerbs).map(([word, grade]) => [entryKey(word), grade as SpeechCertainty])),
    roleSet: new Set(roleWords.trim().split(/\s+/)),
    synonymByStem: readSynonyms(),
  }
  return wordTables
}

function phraseLists(): PhraseList[] {
  const plain = functionWords.split(/\s+/).map((word) => `${word}: ${word}`)
  return [
    { kind: 'hedge', lines: hedges },
    { kind: 'attribution', lines: attributions },
    { kind: 'negation', lines: negations },
    { kind: 'plain', lines: plainPhrases },
    { kind: 'alias', lines: nameAliases },
    { kind: 'function', lines: futurePhrases },
    { kind: 'function', lines: plain.join('\n') },
  ]
}

/** The words of lines `name: word word`, each with its name. */
function lineEntries(lines: string): [string, string][] {
  return lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', words = ''] = line.split(': ')
      return words.split(' ').map((word): [string, string] => [word, name])
    })
}

/** A form that stands for itself keeps its `=`; any other word stands for all its inflections. */
function entryKey(word: string): string {
  return word.startsWith('=') ? word : stemOf(word)
}

function readStatusStages(): Map<string, StatusStage[]> {
  const stagesByWord = new Map<string, StatusStage[]>()
  const entries = lineEntries(statusStageLines)
  const ranks = new Map([...new Set(entries.map(([, name]) => name))].map((name, rank) => [name, rank]))
  for (const [word, name] of entries) {
    const [sequence = '', stage = ''] = name.split(' ')
    const key = entryKey(word)
    stagesByWord.set(key, [...(stagesByWord.get(key) ?? []), { sequence, stage, rank: ranks.get(name) ?? 0 }])
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

const senseCache = new Map<string, WordSense>()
const maxCachedSenses = 20_000
const noStages: readonly StatusStage[] = []

function senseOf(word: string): WordSense {
  const cached = senseCache.get(word)
  if (cached !== undefined) return cached
  const computed = readSense(word)
  if (senseCache.size >= maxCachedSenses) senseCache.clear()
  senseCache.set(word, computed)
  return computed
}

function readSense(word: string): WordSense {
  const stem = stemOf(word)
  const { phrases, stagesByWord, roleSet, speechByWord, synonymByStem } = getWordTables()
  return {
    key: americanStem(stem),
    synonym: synonymByStem.get(stem) ?? null,
    statusStages: stagesByWord.get(`=${word}`) ?? stagesByWord.get(stem) ?? noStages,
    speech: speechByWord.get(`=${word}`) ?? speechByWord.get(stem) ?? null,
    isRole: roleSet.has(word) || roleSet.has(word.replace(/'?s'?$/, '')),
    isFuture: futureWords.has(word),
    mayStart: possibleStarts(word, phrases),
    unit: (word.length > 1 ? measureUnits.get(word) : undefined) ?? null,
  }
}

function possibleStarts(word: string, phrases: PhraseTable): PossibleStarts {
  const isDigits = /^[0-9]/.test(word)
  const date = isDigits || word.startsWith('mid-') || isTimeWord(word) || isTimeWord(word.replace(/'?s$/, ''))
  const number =
    isDigits ||
    numberWordValues.has(word) ||
    ordinalWordValues.has(word) ||
    vagueNumbers.has(word) ||
    multipliers.has(word)
  const phrase = phrases.startsPhrase(word)
  return { any: date || number || phrase, date, number, phrase }
}

/** Whether a word may be or begin a date. */
function isTimeWord(word: string): boolean {
  return (
    weekdayNames.has(word) ||
    monthNumbers.has(word) ||
    timeWords.has(word) ||
    relativeTimeWords.has(word) ||
    timeSpans.has(word) ||
    ordinalWordValues.has(word)
  )
}

function phraseAt(drafts: readonly DraftTerm[], at: number): PhraseReading | null {
  const phrase = getWordTables().phrases.findAt(drafts, at, (index) => startsNumber(drafts[index]))
  // The month that stands alone, or a prime minister.
  if (phrase?.group === 'may' && !drafts[at]?.opening && startsWithCapital(drafts[at]?.text ?? '')) return null
  if (phrase?.kind === 'negation' && isPartOfName(drafts, at, phrase.length)) return null
  return phrase
}

/** The no of `Kibō no Tō` denies nothing. */
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
  // Scripts without capitals write a small word and a number as one: و40.
  const [, word, number] = letterThenDigits.exec(token) ?? []
  if (word !== undefined && number !== undefined) return [word, number]
  const verb = negatedVerb.exec(token)?.[1]
  return verb === undefined ? [token] : [verb, "n't"]
}

const abbreviations = new Set(
  'mr mrs ms dr st jr sr sen gov gen col lt capt sgt rep rev prof no vs v inc co corp ltd mt ft dept jan feb mar apr jun jul aug sept sep oct nov dec a b c d e f g h i j k l m n o p q r s t u v w x y z'.split(
    ' ',
  ),
)

/** English, with the word lists of this folder. */
export const english: Language = {
  name: 'english',
  senseOf,
  phraseAt,
  numberAt,
  dateAt,
  splitToken,
  isAbbreviation: (word) => abbreviations.has(word),
  isCriticalWord: (word) =>
    isTimeWord(word) || numberWordValues.has(word) || multipliers.has(word) || getWordTables().phrases.hasWord(word),
  isDayOrMonthName: (word) => weekdayNames.has(word) || monthNumbers.has(word),
  isStatusOrSpeechWord: (word) => senseOf(word).statusStages.length > 0 || senseOf(word).speech !== null,
}
