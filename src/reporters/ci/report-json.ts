import { compactJson } from '../json/document.ts'

/**
 * JSON in the shape of another format, with one line for each item of the outer levels: two reports differ by whole
 * lines. It is as safe to print as our own JSON, and ends in a line feed.
 */
export function formatReportJson(value: object, levels: number): string {
  return `${formatLevels(value, levels, '')}\n`
}

function formatLevels(value: unknown, levels: number, indent: string): string {
  if (levels === 0 || typeof value !== 'object' || value === null) return compactJson(value)
  const inner = `${indent}  `
  const fields = Array.isArray(value)
    ? value.map((item) => formatLevels(item, levels - 1, inner))
    : Object.entries(value).map(([key, item]) => `${compactJson(key)}: ${formatLevels(item, levels - 1, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (fields.length === 0) return `${open}${close}`
  return `${open}\n${fields.map((field) => inner + field).join(',\n')}\n${indent}${close}`
}
