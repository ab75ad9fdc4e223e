import { formatNumber } from '../../wording/format-quantity.ts'
import { type Html, html } from '../escape.ts'
import { formatCoordinate, type Series } from './plot.ts'

const rowHeight = 22
/** The beginning of the bars, and the length of the longest, in per cent of the width. */
const barStartPercent = 36
const maxBarPercent = 50

export interface Bars {
  readonly series: readonly Series[]
  /** Each bar with its name, and a value for each series. */
  readonly bars: readonly { readonly name: string; readonly values: readonly number[] }[]
}

/** The height of a number of bars, in pixels. */
export function barsHeight(bars: number): number {
  return bars * rowHeight + 4
}

/** The marks of a plot with horizontal bars: the name, one part for each series, and the sum. */
export function barMarks({ series, bars }: Bars): Html {
  const sums = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const scale = maxBarPercent / Math.max(1, ...sums)
  const marks = bars.map(({ name, values }, at) => {
    const y = at * rowHeight
    let before = 0
    const parts = values.map((value, one) => {
      if (value === 0) return null
      const x = barStartPercent + scale * before
      before += value
      const { fill, name: of } = series[one]!
      return html`<rect class="mark ${fill}" x="${formatCoordinate(x)}%" y="${y + 4}" width="${formatCoordinate(Math.max(0.2, scale * value))}%" height="${rowHeight - 8}"><title>${name}: ${formatNumber(value)} ${of}</title></rect>
`
    })
    return html`<text class="label" x="${barStartPercent - 1.5}%" y="${y + 15}">${name}</text>
${parts}<text class="end" x="${formatCoordinate(barStartPercent + 1.5 + scale * before)}%" y="${y + 15}">${formatNumber(before)}</text>
`
  })
  return html`${marks}`
}
