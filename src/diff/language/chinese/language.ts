import type { Language, Sense } from '../language.ts'
import { PhraseTable } from '../phrases.ts'
import { aliases, attributions, functions, hedges, negations, plainWords } from './phrases.ts'
import { dateAt, numberAt, startsNumber } from './read.ts'

let table: PhraseTable | null = null

/** The phrases as a table, made when it is first asked for. */
function phrases(): PhraseTable {
  table ??= new PhraseTable(
    [
      { kind: 'hedge', lines: hedges },
      { kind: 'attribution', lines: attributions },
      { kind: 'negation', lines: negations },
      { kind: 'plain', lines: plainWords },
      { kind: 'alias', lines: aliases },
      {
        kind: 'function',
        lines: functions
          .split(' ')
          .map((word) => `${word}: ${word}`)
          .join('\n'),
      },
    ],
    (phrase) => [...phrase.replace(' ', '')],
  )
  return table
}

const attached = /^([0-9][0-9.,]*)(\p{L}+)$/u

/** Chinese, in either of its scripts, one character a word. */
export const chinese: Language = {
  name: 'chinese',
  sense: plainSense,
  phraseAt: (drafts, at) => phrases().find(drafts, at, (place) => startsNumber(drafts[place])),
  numberAt,
  dateAt,
  split(token) {
    const [, digits, unit] = attached.exec(token) ?? []
    return digits === undefined || unit === undefined ? [token] : [digits, unit]
  },
  abbreviates: () => false,
  matters: () => false,
  namesDay: () => false,
  tells: () => false,
}

const anything = { any: true, date: true, number: true, phrase: true }

function plainSense(word: string): Sense {
  return {
    key: word,
    synonym: null,
    states: [],
    speech: null,
    role: false,
    future: false,
    opens: anything,
    measure: null,
  }
}
