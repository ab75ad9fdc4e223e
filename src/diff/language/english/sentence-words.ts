import type { SentenceRules } from '../language.ts'
import { wordSet } from '../word-lists.ts'
import { shortMonthNames } from './date-words.ts'

/** Words that decide whether a full stop ends an English sentence. */
export const sentenceRules: SentenceRules = {
  personTitles: wordSet('mr mrs ms messrs dr prof gen sen rep gov lt col sgt capt cmdr adm maj rev hon st mt ft vs'),
  numberAbbreviations: new Set([...'no nos nr art sec fig vol pp p c ca approx'.split(' '), ...shortMonthNames]),
  sentenceAbbreviations: wordSet('inc corp ltd co bros jr sr etc al dept univ est e.g i.e cf viz'),
  sentenceOpeners: wordSet(
    'A After All Although An And As At Before But By During For From He Her His How However If In It Its Later Many Meanwhile More No On One Other She Since So Some That The Their Then There These They This Those Three To Two Under We What When Where While Who With You',
  ),
}
