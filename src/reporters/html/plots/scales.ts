import { scaleBand, scaleLinear, scaleUtc } from 'd3-scale'

/** A value axis from 0 to a round number, in pixels from the top, with its ticks. */
export function valueScale(maxValue: number, top: number, bottom: number) {
  const scale = scaleLinear([0, Math.max(1, maxValue)], [bottom, top]).nice(4)
  return { at: (value: number) => scale(value), ticks: scale.ticks(4).filter(Number.isInteger) }
}

/** The positions of a number of columns, in per cent of the width. */
export function columnScale(columns: number, gap: number) {
  const scale = scaleBand([...Array(columns).keys()], [0, 100]).paddingInner(gap)
  return { at: (column: number) => scale(column) ?? 0, width: scale.bandwidth() }
}

/** Round times between two others, about as many as asked for. */
export function roundTimes(from: number, until: number, approximateCount: number): number[] {
  return scaleUtc([from, until], [0, 1]).ticks(approximateCount).map(Number)
}
