import { describe, expect, it } from 'vitest'
import type { Html } from '../../../src/reporters/html/escape.ts'
import { classesBySeverity, titlesAndVersionsPerEvent } from '../../../src/reporters/html/plots/audit-plots.ts'
import { barMarks } from '../../../src/reporters/html/plots/bars-plot.ts'
import { columnMarks } from '../../../src/reporters/html/plots/columns-plot.ts'
import { sampleTotals } from './sample-audit.ts'

const series = [
  { fill: 'factual' as const, name: 'factual' },
  { fill: 'cosmetic' as const, name: 'cosmetic' },
]

/** Each mark of a plot: position, size and title. */
function marksOf(plot: Html): string[] {
  const rects = String(plot).matchAll(
    /<rect class="mark (\w+)" x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"><title>([^<]+)</g,
  )
  return Array.from(rects, ([, fill, x, y, width, height, title]) => {
    return `${fill} at ${x} ${y}, ${width} × ${height}: ${title}`
  })
}

/** The texts of one class in a plot. */
function wordsOf(plot: Html, kind: string): string[] {
  return Array.from(String(plot).matchAll(new RegExp(`<text class="${kind}"[^>]*>([^<]*)<`, 'g')), ([, text]) => text!)
}

describe('horizontal bars', () => {
  const plot = barMarks({
    series,
    bars: [
      { name: 'number', values: [30, 10] },
      { name: 'name', values: [0, 20] },
    ],
  })

  it('have a length by their values, one part for each series', () => {
    expect(marksOf(plot)).toEqual([
      'factual at 36% 4, 37.5% × 14: number: 30 factual',
      'cosmetic at 73.5% 4, 12.5% × 14: number: 10 cosmetic',
      'cosmetic at 36% 26, 25% × 14: name: 20 cosmetic',
    ])
  })

  it('have a name before them and a sum after them', () => {
    expect(wordsOf(plot, 'label')).toEqual(['number', 'name'])
    expect(wordsOf(plot, 'end')).toEqual(['40', '20'])
    expect(String(plot)).toContain('<text class="end" x="62.5%" y="37">20<')
  })
})

describe('columns', () => {
  const columns = [
    { name: 'one', values: [10, 30] },
    { name: 'two', values: [20, 0] },
  ]
  const labels = [{ column: 0, text: 'one' }]

  it('stacks the series', () => {
    expect(marksOf(columnMarks({ series, columns, layout: 'stacked', labels }))).toEqual([
      'factual at 0% 129, 42.86% × 39: one: 10 factual',
      'cosmetic at 0% 12, 42.86% × 117: one: 30 cosmetic',
      'factual at 57.14% 90, 42.86% × 78: two: 20 factual',
    ])
  })

  it('draws the series side by side', () => {
    expect(marksOf(columnMarks({ series, columns, layout: 'beside', labels }))).toEqual([
      'factual at 0% 116, 21.43% × 52: one: 10 factual',
      'cosmetic at 21.43% 12, 21.43% × 156: one: 30 cosmetic',
      'factual at 57.14% 64, 21.43% × 104: two: 20 factual',
    ])
  })

  it('leaves out labels without room, more of them on a small screen', () => {
    const named = (number: number) => {
      const many = Array.from({ length: number }, (_, at) => ({ column: at, text: `2017-${10 + at}` }))
      const plot = columnMarks({
        series,
        columns: many.map(({ text }) => ({ name: text, values: [1] })),
        layout: 'stacked',
        labels: many,
      })
      return [wordsOf(plot, 'name'), wordsOf(plot, 'name spare')].map(({ length }) => length)
    }
    expect(named(4)).toEqual([4, 0])
    expect(named(8)).toEqual([4, 4])
    expect(named(12)).toEqual([3, 3])
  })
})

describe('classes by severity', () => {
  const plot = String(
    classesBySeverity({
      ...sampleTotals,
      changes: 40,
      severityByClass: {
        number: { cosmetic: 0, editorial: 0, factual: 9 },
        'detail-added': { cosmetic: 0, editorial: 21, factual: 7 },
      },
    }),
  )

  it('counts the severities of each class, the most frequent class first', () => {
    expect(plot).toContain('The most frequent class is detail-added, of 28 of 40 changes (70 %).')
    expect(plot).toContain(
      `<tr>${['class', 'changes', 'factual', 'editorial', 'cosmetic'].map((head) => `<th scope="col">${head}</th>`).join('')}</tr>`,
    )
    const rows = Array.from(plot.matchAll(/<tr><th scope="row">.*<\/tr>/g), ([row]) =>
      row.match(/[^<>]+(?=<\/t[hd]>)/g),
    )
    expect(rows).toEqual([
      ['detail-added', '28', '7', '21', '0'],
      ['number', '9', '9', '0', '0'],
    ])
  })

  it('gives each mark a title', () => {
    expect(Array.from(plot.matchAll(/<title>([^<]*: [^<]*)<\/title>/g), ([, title]) => title)).toEqual([
      'detail-added: 7 ● factual',
      'detail-added: 21 ◐ editorial',
      'number: 9 ● factual',
    ])
  })
})

it('counts the events with one title and with one version', () => {
  expect(String(titlesAndVersionsPerEvent(sampleTotals))).toContain('of 12 events; 8 have one title, 7 one version')
})
