import type { DateReading, DraftTerm, NumberReading } from '../language.ts'
import { readWordLists } from '../word-lists.ts'
import { articleMeasureWords, isNumeral, measureWords, multipliers, numeralValue } from './numerals.ts'

interface NumberValue {
  readonly value: string
  readonly length: number
}

/** Whether a number begins at a place of a Chinese title. */
export function startsNumber(draft: DraftTerm | undefined): boolean {
  return draft !== undefined && (/^[0-9]/.test(draft.text) || isNumeral(draft.text) || /^[数數几幾]$/.test(draft.text))
}

/** The number at a place, with all characters that write it: 二十三, 3万, 百分之五, 第三, 数百. */
export function numberAt(drafts: readonly DraftTerm[], at: number): NumberReading | null {
  const text = (step: number) => drafts[at + step]?.text ?? ''
  if (text(0) === '百' && text(1) === '分' && text(2) === '之') {
    const amount = numberValueAt(drafts, at + 3)
    return amount && { key: `#${amount.value}%`, length: amount.length + 3 }
  }
  if (text(0) === '第') {
    const amount = numberValueAt(drafts, at + 1)
    return amount && { key: `ordinal:${amount.value}`, length: amount.length + 1 }
  }
  if (/^[数數几幾]$/.test(text(0)) && /^[十百千万萬亿億]$/.test(text(1))) {
    const length = /^[万萬亿億]$/.test(text(2)) ? 3 : 2
    return { key: `vague:${text(1)}${length === 3 ? text(2) : ''}`, length, vague: true }
  }
  const amount = numberValueAt(drafts, at)
  if (amount === null) return null
  const next = text(amount.length)
  const isNumerals = isNumeral(text(0))
  if (isNumerals && amount.length === 1 && !measureWords.test(next)) return null
  const currency = /\p{Sc}$/u.exec(drafts[at]?.marks ?? '')?.[0] ?? ''
  const faint = isNumerals && amount.value === '1' && articleMeasureWords.test(next)
  return { key: `#${currency}${amount.value}`, length: amount.length, faint }
}

/** Digits or numerals, and the factors behind them. */
function numberValueAt(drafts: readonly DraftTerm[], at: number): NumberValue | null {
  const first = drafts[at]?.text ?? ''
  let length = 0
  let value: number
  if (/^[0-9]/.test(first)) {
    const plain = first.replaceAll(',', '')
    if (plain.length > 15 || !/^[0-9]+(?:\.[0-9]+)?$/.test(plain)) return { value: plain, length: 1 }
    value = Number(plain)
    length = 1
  } else {
    let numerals = ''
    while (isNumeral(drafts[at + length]?.text ?? '')) numerals += drafts[at + length++]?.text
    if (length === 0) return null
    value = numeralValue(numerals)
  }
  for (;;) {
    const next = drafts[at + length]
    const scale = multipliers.get(next?.text ?? '')
    if (next === undefined || scale === undefined || next.marks !== '') break
    value *= scale
    length++
  }
  return { value: String(Number(value.toPrecision(15))), length }
}

const timeWords: ReadonlyMap<string, string> = new Map(
  readWordLists(`
today: 今天 今日
yesterday: 昨天 昨日
tomorrow: 明天 明日
this year: 今年
last year: 去年
next year: 明年
morning: 上午 早上 早晨 清晨
night: 凌晨
noon: 中午
afternoon: 下午
evening: 傍晚 晚上 晚间 晚間
midnight: 深夜 午夜
last week: 上周 上週
next week: 下周 下週
last month: 上月
next month: 下月
`),
)
const weekdayCharacters = '日一二三四五六'

/** The date at a place: 6月, 三日, 2018年, 周五, 星期日, 昨天, 下午. */
export function dateAt(drafts: readonly DraftTerm[], at: number): DateReading | null {
  const text = (step: number) => drafts[at + step]?.text ?? ''
  const pair = text(0) + text(1)
  const word = timeWords.get(pair)
  if (word !== undefined) return { key: `time:${word}`, length: 2 }
  const weekday = weekdayAt(text)
  if (weekday !== null) return weekday
  if (/^[0-9]{1,2}:[0-9]{2}$/.test(text(0))) return { key: text(0), length: 1 }
  const amount = numberValueAt(drafts, at)
  if (amount === null) return null
  const unit = text(amount.length)
  const value = Number(amount.value)
  if (unit === '年' && isYear(value, text(amount.length + 1))) return { key: `${value}年`, length: amount.length + 1 }
  if (unit === '月' && value <= 12) return { key: `month:${value}`, length: amount.length + 1 }
  if (/^[日号號]$/.test(unit) && value <= 31) return { key: `day:${value}`, length: amount.length + 1 }
  if (/^[时時点點]$/.test(unit) && value <= 24) return { key: `hour:${value}`, length: amount.length + 1 }
  return null
}

function weekdayAt(text: (step: number) => string): DateReading | null {
  const name = /^[周週]$/.test(text(0)) ? 1 : /^(?:星期|礼拜|禮拜)$/.test(text(0) + text(1)) ? 2 : 0
  const day = text(name) === '天' ? '日' : text(name)
  if (name === 0 || day === '' || !weekdayCharacters.includes(day)) return null
  return { key: `weekday:${weekdayCharacters.indexOf(day)}`, length: name + 1 }
}

/** Whether 年 follows a calendar year, or a duration that says when: 三年前. */
function isYear(value: number, next: string): boolean {
  return value >= 1000 || /^[前后後来來代]$/.test(next)
}
