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
  it('prints the prior, then the weights in one column, the highest first', () => {
    const lines = whyText(why, plainRendering).split('\n')
    const weighed = lines.filter((line) => /[+−]\d+\.\d\d {2}/.test(line))
    expect(weighed.map((line) => line.trim().split(' ')[0])).toEqual(['−3.40', '+100.00', '+2.00', '−0.60', '−0.80'])
    expect(new Set(weighed.map((line) => line.search(/\.\d\d {2}/))).size).toBe(1)
  })

  it('fits the width of a terminal with wide text, and escapes hidden characters', () => {
    const text = whyText(why, { ...plainRendering, width: 60 })
    for (const line of text.split('\n'))
      expect(displayWidth(line.replace(/[\u2066-\u2069]/g, ''))).toBeLessThanOrEqual(60)
    expect(text).not.toContain('\u{1b}')
    expect(text).not.toContain('\u{202e}')
  })

  it('advises missing evidence, except if a ruling decides or the two cannot be one', () => {
    const link = "variorum link '七日' '七日'"
    const last = (part: Partial<WhyReport>) =>
      whyText({ ...why, pairs: [pair], ...part }, plainRendering)
        .trimEnd()
        .split('\n')
        .at(-1)
    expect(last({})).toBe(`  The total lacks 0.80. More evidence would be: the same day +0.60. Or rule: ${link}`)
    expect(last({ pairs: [{ ...pair, wishes: [] }] })).toBe(`  The total lacks 0.80. Or rule: ${link}`)
    expect(last({ pairs: [{ ...pair, odds: 0 }] })).toMatch(
      /^ {2}The evidence for and against is equal\. More evidence/,
    )
    expect(last({ by: 'record', missed: 'they came at once', pairs: [{ ...pair, same: true, odds: 1 }] })).toBe(
      `  The index has two events: they came at once. To make them one event: ${link}`,
    )
    expect(last({ by: 'ruling' })).toBe(`  To make them one event: ${link}`)
    expect(last({ pairs: [{ ...pair, same: true, odds: 1 }], by: 'record' })).toBe(`  To make them one event: ${link}`)
    expect(last({ apart: 'both are on \u{202e}a.txt' })).toBe('  They cannot be one event: both are on \\u{202e}a.txt.')
  })

  it('compares pages of many events, and advises to rule on an event', () => {
    const page = { ...side, name: 'data/2018_January_15.txt', wordings: 2 }
    const text = whyText({ ...why, a: page, by: 'record', pairs: [pair] }, plainRendering)
    expect(text.split('\n')[0]).toBe('No event in common in the index.')
    expect(text).toContain("Or rule: variorum link one '七日'")
    expect(whyText({ ...why, a: page, same: true, by: 'record' }, plainRendering)).toContain(
      'An event in common in the index.',
    )
  })

  it('warns if the index does not follow a ruling', () => {
    const event = { id: 'a' as EventId, title: 'A', day: null, versions: 1, paths: [] }
    const ruling = { verdict: 'same' as const, line: 'same a.md b.md', number: 1 }
    const ruled: WhyReport = { ...why, a: { ...side, event }, b: { ...side, event }, same: true, by: 'ruling', ruling }
    const text = (part: Partial<WhyReport>) => whyText({ ...ruled, ...part }, plainRendering)
    expect(text({})).toContain('! The index has two events until it is rebuilt: variorum reindex\n')
    expect(text({ apart: 'they stand' })).toContain('! The index cannot follow the ruling: they stand.\n')
    const record = { event, joinings: [] }
    expect(text({ same: false, record })).toContain('! The index has one event until it is rebuilt')
    expect(text({ record })).not.toContain('!')
    expect(text({ a: side })).not.toContain('!')
  })

  it('prints only the score of other pairs, except with -v', () => {
    expect(whyText(why, plainRendering).match(/prior: /g)).toHaveLength(1)
    expect(whyText(why, { ...plainRendering, verbose: true }).match(/prior: /g)).toHaveLength(2)
    expect(whyText(why, plainRendering).match(/score 0.31/g)).toHaveLength(2)
  })
})
