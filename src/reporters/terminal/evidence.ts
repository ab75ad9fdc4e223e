import type { Reason, ReasonKind } from '../../model/event.ts'
import type { RenderOptions } from '../render-options.ts'
import { renderLabelled } from './block.ts'
import type { Style } from './spans.ts'
import { oneLine } from './word-diff.ts'

const reasonTexts: Readonly<Record<ReasonKind, (value: string) => string>> = {
  'same-path': (path) => `the same path, ${path}`,
  'moved-path': (how) => `one page was removed when the other was added, ${how}`,
  'same-neighbours': (position) => `between the same two items, as ${position}`,
  'same-title': () => 'the same title',
  'shared-source': (url) => `shares the source ${url}`,
  'same-day': (day) => `the same day, ${day}`,
  'near-day': (days) => `one day apart: ${days}`,
  'same-topic': (topic) => `the same topic, ${topic}`,
  'title-likeness': (grade) => `title similarity ${grade}, where 1 is equal`,
  'body-likeness': (grade) => `text similarity ${grade}, where 1 is equal`,
  'slug-prefix': (slug) => `file names with the same beginning, ${slug}`,
  'explicit-link': (path) => `a Changes section names ${path}`,
  'explicit-id': (id) => `the front matter of both has the id ${id}`,
  alias: (path) => `the front matter names ${path} as an alias`,
  ruling: (why) => `ruled by a person: ${why}`,
  conflict: (what) => what,
}

/** Evidence in words. */
export function reasonText({ kind, value }: Pick<Reason, 'kind' | 'value'>): string {
  return oneLine(reasonTexts[kind](value))
}

/** A signed weight: `+2.00`, `−0.60`. */
export function formatWeight(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`
}

const weightColumns = 8

/** A piece of evidence with its weight, aligned with the rows above. @param indent columns before it */
export function renderWeightRow(
  weight: number,
  text: string,
  options: RenderOptions,
  indent: number,
  style: Style = 'plain',
): string {
  const label = `${' '.repeat(indent)}${formatWeight(weight).padStart(weightColumns)}  `
  return renderLabelled([['quiet', label]], [[style, text]], label.length, options)
}
