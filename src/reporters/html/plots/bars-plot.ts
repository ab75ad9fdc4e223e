import { figure } from '../../wording/quantity.ts'
import { type Html, html } from '../escape.ts'
import { type Fill, rounded } from './plot.ts'

const row = 22
/** Where bars begin and how long the longest is, in per cent of the width. */
const begin = 36
const longest = 50

export interface Bars {
  readonly series: readonly { readonly fill: Fill; readonly name: string }[]
  /** For each bar its name, and a value for each series. */
  readonly bars: readonly { readonly name: string; readonly values: readonly number[] }[]
}

/** Height of so many bars, in pixels. */
export function barsHeight(bars: number): number {
  return bars * row + 4
}

/** The marks of a plot with lying bars, each with its name before it, its series one after the other, and their sum behind it. */
export function barMarks({ series, bars }: Bars): Html {
  const sums = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const scale = longest / Math.max(1, ...sums)
  const marks = bars.map(({ name, values }, at) => {
    const y = at * row
    let before = 0
    const parts = values.map((value, one) => {
      if (value === 0) return null
      const x = begin + scale * before
      before += value
      const { fill, name: of } = series[one]!
      return html`<rect class="mark ${fill}" x="${rounded(x)}%" y="${y + 4}" width="${rounded(Math.max(0.2, scale * value))}%" height="${row - 8}"><title>${name}: ${figure(value)} ${of}</title></rect>
`
    })
    return html`<text class="label" x="${begin - 1.5}%" y="${y + 15}">${name}</text>
${parts}<text class="end" x="${rounded(begin + 1.5 + scale * before)}%" y="${y + 15}">${figure(before)}</text>
`
  })
  return html`${marks}`
}
