import { describe, expect, it } from 'vitest'
import type { EventId } from '../../src/model/event.ts'
import type { ComparedPair, WhyReport } from '../../src/model/why.ts'
import { plainRendering } from '../../src/reporters/render-options.ts'
import { whyText } from '../../src/reporters/text/why.ts'
import { displayWidth } from '../../src/reporters/wording/display-width.ts'

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
const side = { name: '七日', ref: { path: '集/七日.md', title: null }, event: null, wordings: 1, stands: true }
const apart = { ruling: null, apart: null, missed: null, record: null }
const why: WhyReport = { a: side, b: side, same: false, by: 'evidence', ...apart, pairs: [pair, pair] }

describe('whyText', () => {
  it('puts the weights into one column, the gravest first, and begins with where one begins', () => {
    const lines = whyText(why, plainRendering).split('\n')
    const weighed = lines.filter((line) => /[+−]\d+\.\d\d {2}/.test(line))
    expect(weighed.map((line) => line.trim().split(' ')[0])).toEqual(['−3.40', '+100.00', '+2.00', '−0.60', '−0.80'])
    expect(new Set(weighed.map((line) => line.search(/\.\d\d {2}/))).size).toBe(1)
  })

  it('keeps within the width of a terminal, with text that is wide, and shows what hides', () => {
    const text = whyText(why, { ...plainRendering, width: 60 })
    for (const line of text.split('\n'))
      expect(displayWidth(line.replace(/[\u2066-\u2069]/g, ''))).toBeLessThanOrEqual(60)
    expect(text).not.toContain('\u{1b}')
    expect(text).not.toContain('\u{202e}')
  })

  it('says what would help, but not where nothing could or a ruling decides', () => {
    const link = "variorum link '七日' '七日'"
    const last = (told: Partial<WhyReport>) =>
      whyText({ ...why, pairs: [pair], ...told }, plainRendering)
        .trimEnd()
        .split('\n')
        .at(-1)
    expect(last({})).toBe(`  They lack 0.80. It would help: the same day +0.60. Or say so: ${link}`)
    expect(last({ pairs: [{ ...pair, wishes: [] }] })).toBe(`  They lack 0.80. Or say so: ${link}`)
    expect(last({ pairs: [{ ...pair, odds: 0 }] })).toMatch(/^ {2}As much speaks against it as for it\. It would help/)
    expect(last({ by: 'record', missed: 'they came at once', pairs: [{ ...pair, same: true, odds: 1 }] })).toBe(
      `  The record has two: they came at once. To make them one event: ${link}`,
    )
    expect(last({ by: 'ruling' })).toBe(`  To make them one event: ${link}`)
    expect(last({ pairs: [{ ...pair, same: true, odds: 1 }], by: 'record' })).toBe(`  To make them one event: ${link}`)
    expect(last({ apart: 'both stand on \u{202e}a.txt' })).toBe(
      '  Nothing could make them one event: both stand on \\u{202e}a.txt.',
    )
  })

  it('speaks of pages that tell many as such, and names the events that could be ruled on', () => {
    const page = { ...side, name: 'data/2018_January_15.txt', wordings: 2 }
    const text = whyText({ ...why, a: page, by: 'record', pairs: [pair] }, plainRendering)
    expect(text.split('\n')[0]).toBe('No event in common in the record.')
    expect(text).toContain("Or say so: variorum link one '七日'")
    expect(whyText({ ...why, a: page, same: true, by: 'record' }, plainRendering)).toContain(
      'An event in common in the record.',
    )
  })

  it('says that the record does not follow a ruling, and what it takes', () => {
    const event = { id: 'a' as EventId, title: 'A', day: null, versions: 1, paths: [] }
    const ruling = { verdict: 'same' as const, line: 'same a.md b.md', number: 1 }
    const said: WhyReport = { ...why, a: { ...side, event }, b: { ...side, event }, same: true, by: 'ruling', ruling }
    const text = (told: Partial<WhyReport>) => whyText({ ...said, ...told }, plainRendering)
    expect(text({})).toContain('! The record has two events until it is judged anew: variorum reindex\n')
    expect(text({ apart: 'they stand' })).toContain('! The record cannot follow: they stand.\n')
    const record = { event, joinings: [] }
    expect(text({ same: false, record })).toContain('! The record has one event until it is judged anew')
    expect(text({ record })).not.toContain('!')
    expect(text({ a: side })).not.toContain('!')
  })

  it('tells other pairs by their score alone, unless more is asked for', () => {
    expect(whyText(why, plainRendering).match(/to begin with/g)).toHaveLength(1)
    expect(whyText(why, { ...plainRendering, verbose: true }).match(/to begin with/g)).toHaveLength(2)
    expect(whyText(why, plainRendering).match(/score 0.31/g)).toHaveLength(2)
  })
})
