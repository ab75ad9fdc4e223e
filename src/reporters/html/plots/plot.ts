import type { Severity } from '../../../model/change.ts'
import { formatNumber, keepUnitsTogether } from '../../wording/format-quantity.ts'
import { type Html, html, type Part } from '../escape.ts'
import { scrollableTable } from '../figures.ts'

/** The look of a mark: a colour and a pattern. */
export type Fill = Severity | 'first' | 'second'

/** A series of values, with the look of its marks. */
export interface Series {
  readonly fill: Fill
  readonly name: string
}

export interface PlotParts {
  /** Unique in the page. */
  readonly id: string
  readonly title: string
  /** The counted thing, and the whole. */
  readonly note: string
  /** A description for screen readers. */
  readonly description: string
  readonly height: number
  /** Whether the plot has a value axis on its left. */
  readonly hasScale?: boolean
  readonly marks: Part
  readonly legend?: readonly Series[]
  /** The same numbers as a table. */
  readonly table: { readonly heads: readonly string[]; readonly rows: readonly (readonly [string, ...number[]])[] }
}

/**
 * A plot with its title, a picture of the full width, and its numbers as a folded table. Horizontal positions are in per
 * cent, so that the letters keep their size.
 */
export function plotFigure(plot: PlotParts): Html {
  const { id, title, note, description, height, hasScale = false, marks, legend = [], table } = plot
  return html`<figure class="plot" id="${id}">
<figcaption><h3>${title}</h3><p class="note">${keepUnitsTogether(note)}</p>${legend.length === 0 ? null : legendList(legend)}</figcaption>
<svg role="img"${hasScale ? html` class="scaled"` : null} aria-labelledby="${id}-title" aria-describedby="${id}-description" width="100%" height="${height}">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${marks}</svg>
<details><summary>the numbers as a table</summary>${numbersTable(table, title)}</details>
</figure>
`
}

/** The pattern of the severity `editorial`, once in a page. */
export const plotPatterns = html`<svg class="patterns" aria-hidden="true" width="0" height="0"><defs><pattern id="hatching" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="5" height="5"/><rect class="stripe" width="2.5" height="5"/></pattern></defs></svg>
`

function legendList(entries: readonly Series[]): Html {
  const keys = entries.map(({ fill, name }) => {
    const mark = html`<rect class="mark ${fill}" x="1" y="1" width="12" height="12"/>`
    return html`<li><svg aria-hidden="true" width="14" height="14">${mark}</svg> ${name}</li>`
  })
  return html`<ul class="legend">${keys}</ul>`
}

function numbersTable({ heads, rows }: PlotParts['table'], title: string): Html {
  const lines = rows.map(([name, ...values]) => {
    const cells = values.map((value) => html`<td>${formatNumber(value)}</td>`)
    return html`<tr><th scope="row">${name}</th>${cells}</tr>\n`
  })
  return scrollableTable(`${title}, as a table`, 'numbers', heads, lines)
}

/** A coordinate or a size with at most two decimals. */
export function formatCoordinate(value: number): string {
  return String(Number(value.toFixed(2)))
}
