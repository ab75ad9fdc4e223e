import { type Instant, toRfc3339 } from '../../model/time.ts'

export const schemaVersion = 1

const maxLineLength = 100

/** The named fields of an object, in this order. */
export function pick<Value extends object, Key extends keyof Value>(value: Value, ...keys: Key[]): Pick<Value, Key> {
  return Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<Value, Key>
}

/** A document for machines and people: a value that fits into one line is on one line. Ends in a line feed. */
export function jsonDocument(value: object): string {
  return `${formatValue({ schemaVersion, ...value }, '')}\n`
}

/** A value on one line. Ends in a line feed. */
export function ndjsonLine(value: object): string {
  return `${compactJson(value)}\n`
}

export function timeJson(at: Instant | null): string | null {
  return at === null ? null : toRfc3339(at)
}

function formatValue(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return compactJson(value)
  const line = isLong(value) ? null : compactJson(value)
  if (line !== null && indent.length + line.length <= maxLineLength) return line
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + formatValue(item, inner)).join(',\n')}\n${indent}]`
  }
  const fields = Object.entries(value).map(([key, item]) => `${inner}${compactJson(key)}: ${formatValue(item, inner)}`)
  return `{\n${fields.join(',\n')}\n${indent}}`
}

/** Whether a value has too many parts for one line: such a value is not tried on one line. */
function isLong(value: object): boolean {
  const parts = Array.isArray(value) ? value : Object.values(value)
  return [parts, ...parts].some((part) => Array.isArray(part) && part.length > maxLineLength / 2)
}

// Characters that a terminal obeys or hides, and commands to a CI runner. They are written as escapes, which JSON readers decode.
const unsafeCharacters =
  /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]|(?<=#)#(?=\[|vso\[|teamcity\[)|#(?=#(?:\[|vso\[|teamcity\[))/giu

/** A value on one line, with unsafe characters as escapes. */
export function compactJson(value: unknown): string {
  return wellFormedJson(value).replace(unsafeCharacters, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

/** A lone half of a surrogate pair becomes a replacement character. The slow path is for texts that may hold one. */
function wellFormedJson(value: unknown): string {
  const text = JSON.stringify(value)
  if (!text.includes('\\ud')) return text
  return JSON.stringify(value, (_, item) => (typeof item === 'string' ? item.toWellFormed() : item))
}
