import { describe, expect, it } from 'vitest'
import type { EventId } from '../../src/model/event.ts'
import type { ComparedPair, Why } from '../../src/model/why.ts'
import { plainLook } from '../../src/reporters/look.ts'
import { columnsOf } from '../../src/reporters/terminal/width.ts'
import { whyText } from '../../src/reporters/text/why.ts'

const wording = (title: string) => ({ title, day: '2018-01-15', path: '集/七日.md', event: 'one' as EventId })
const pair: ComparedPair = {
  a: wording('国立博物館で新しい展示が始まり、初日だけで三千人を超える見学者が東京都台東区の会場を訪れた 🎉👩🏽‍🔬🇯🇵'),
  b: wording('An exhibition opens'),
  same: false,
  score: 0.31,
  odds: -0.8,
  prior: -3.4,
  reasons: [
    { kind: 'conflict', value: 'stands on another page', weight: -0.6 },
    { kind: 'shared-source', value: 'https://gazette.example/\u{202e}展示', weight: 2 },
    { kind: 'ruling', value: 'one\u{1b}[31m show', weight: 100 },
  ],
  wishes: [{ kind: 'same-day', weight: 0.6 }],
}
const side = { name: '七日', ref: { path: '集/七日.md', title: null }, event: null, wordings: 1 }
const why: Why = { a: side, b: side, same: false, by: 'evidence', ruling: null, record: null, pairs: [pair, pair] }

describe('whyText', () => {
  it('puts the weights into one column, the gravest first, and begins with where one begins', () => {
    const lines = whyText(why, plainLook).split('\n')
    const weighed = lines.filter((line) => /[+−]\d+\.\d\d {2}/.test(line))
    expect(weighed.map((line) => line.trim().split(' ')[0])).toEqual(['−3.40', '+100.00', '+2.00', '−0.60', '−0.80'])
    expect(new Set(weighed.map((line) => line.search(/\.\d\d {2}/))).size).toBe(1)
  })

  it('keeps within the width of a terminal, with text that is wide, and shows what hides', () => {
    const text = whyText(why, { ...plainLook, width: 60 })
    for (const line of text.split('\n')) expect(columnsOf(line.replace(/[\u2066-\u2069]/g, ''))).toBeLessThanOrEqual(60)
    expect(text).not.toContain('\u{1b}')
    expect(text).not.toContain('\u{202e}')
  })

  it('tells other pairs by their score alone, unless more is asked for', () => {
    expect(whyText(why, plainLook).match(/to begin with/g)).toHaveLength(1)
    expect(whyText(why, { ...plainLook, verbose: true }).match(/to begin with/g)).toHaveLength(2)
    expect(whyText(why, plainLook).match(/score 0.31/g)).toHaveLength(2)
  })
})
