import type { TitleReader } from '../language.ts'
import { PhraseTable } from '../phrase-table.ts'
import { phraseLists } from './phrase-lists.ts'
import { dateAt, numberAt, startsNumber } from './read-numbers-and-dates.ts'

let phraseTable: PhraseTable | null = null

/** The phrases as a table, built on first use. */
function getPhraseTable(): PhraseTable {
  phraseTable ??= new PhraseTable(phraseLists, (phrase) => [...phrase.replace(' ', '')])
  return phraseTable
}

const digitsWithUnit = /^([0-9][0-9.,]*)(\p{L}+)$/u

/** Chinese in simplified or traditional characters. Each character is a word. */
export const chinese: TitleReader = {
  senseOf: (word) => ({
    key: word,
    synonym: null,
    statusStages: [],
    speech: null,
    isRole: false,
    isFuture: false,
    mayStart: { date: true, number: true, phrase: true },
    unit: null,
  }),
  phraseAt: (drafts, at) => getPhraseTable().findAt(drafts, at, (index) => startsNumber(drafts[index])),
  numberAt,
  dateAt,
  splitToken(token) {
    const [, digits, unit] = digitsWithUnit.exec(token) ?? []
    return digits === undefined || unit === undefined ? [token] : [digits, unit]
  },
  isAbbreviation: () => false,
  isCriticalWord: () => false,
  isDayOrMonthName: () => false,
  isStatusOrSpeechWord: () => false,
}
