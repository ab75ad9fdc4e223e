import { formatNumber } from '../../wording/format-quantity.ts'
import { type Html, html } from '../escape.ts'
import { formatCoordinate, type Series } from './plot.ts'
import { columnScale, valueScale } from './scales.ts'

const top = 12
const bottom = 168
/** The height of the plot, in pixels. */
export const columnsHeight = 196
/** The least width of a plot on a small screen, and on other screens. */
const minPixelsOnSmallScreen = 300
const minPixels = 540
/** The width of a character, and the least gap between two labels. */
const characterPixels = 6.7
const minLabelGapPixels = 6

export interface Columns {
  readonly series: readonly Series[]
  /** Each column with its name, and a value for each series. */
  readonly columns: readonly { readonly name: string; readonly values: readonly number[] }[]
  /** Series one on top of the other, or side by side. */
  readonly layout: 'stacked' | 'beside'
  /** Labels below the columns, from left to right. Labels without room are left out. */
  readonly labels: readonly { readonly column: number; readonly text: string }[]
}

/** The marks of a plot with columns. */
export function columnMarks({ series, columns, layout, labels }: Columns): Html {
  const tallest = ({ values }: { values: readonly number[] }) =>
    layout === 'stacked' ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values)
  const y = valueScale(Math.max(0, ...columns.map(tallest)), top, bottom)
  const x = columnScale(columns.length, layout === 'beside' || columns.length < 16 ? 0.25 : 0.12)
  const grid = y.ticks.map((tick) => {
    const at = formatCoordinate(y.at(tick))
    return html`<line class="${tick === 0 ? 'axis' : 'grid'}" x1="0" x2="100%" y1="${at}" y2="${at}"/>
<text class="tick" x="-8" y="${formatCoordinate(y.at(tick) + 4)}">${formatNumber(tick)}</text>
`
  })
  const bars = columns.map(({ name, values }, at) => {
    let below = 0
    return values.map((value, one) => {
      if (value === 0) return null
      const [foot, head] = [y.at(below), y.at(below + value)]
      const width = layout === 'stacked' ? x.width : x.width / values.length
      const begin = x.at(at) + (layout === 'stacked' ? 0 : one * width)
      if (layout === 'stacked') below += value
      const { fill, name: of } = series[one]!
      return html`<rect class="mark ${fill}" x="${formatCoordinate(begin)}%" y="${formatCoordinate(head)}" width="${formatCoordinate(width)}%" height="${formatCoordinate(Math.max(0.5, foot - head))}"><title>${name}: ${formatNumber(value)} ${of}</title></rect>
`
    })
  })
  const placed = labels.map(({ column, text }) => ({ text, at: x.at(column) + x.width / 2 }))
  const fit = fittingLabels(placed, minPixels)
  const always = fittingLabels(fit, minPixelsOnSmallScreen)
  const names = fit.map((label) => {
    const spare = always.includes(label) ? null : ' spare'
    return html`<text class="name${spare}" x="${formatCoordinate(label.at)}%" y="${bottom + 20}">${label.text}</text>\n`
  })
  return html`${grid}${bars}${names}`
}

interface PlacedLabel {
  readonly text: string
  /** The middle of the label, in per cent of the width. */
  readonly at: number
}

/** The labels that do not overlap the label before, in a plot of a width in pixels. */
function fittingLabels(labels: readonly PlacedLabel[], pixels: number): PlacedLabel[] {
  let end = Number.NEGATIVE_INFINITY
  return labels.filter(({ text, at }) => {
    const [middle, half] = [(pixels * at) / 100, (text.length * characterPixels) / 2]
    const fits = middle - half >= end + minLabelGapPixels
    if (fits) end = middle + half
    return fits
  })
}
