import matter from 'gray-matter'
import { parse as parseToml, TomlError } from 'smol-toml'
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { FrontMatterBlock } from './front-matter-block.ts'

/** A value of a front matter block. Scalars are the written text, never converted to numbers or dates. */
export type FieldValue = string | readonly FieldValue[] | FrontMatterFields

/** Has no prototype, so that no key has a built-in meaning. */
export interface FrontMatterFields {
  readonly [key: string]: FieldValue
}

/** A block cannot be read. The message is a clause for use after "because". */
export class UnreadableBlock extends Error {
  override readonly name = 'UnreadableBlock'
  /** 1-based line within the block; null for the whole block. */
  readonly line: number | null

  constructor(message: string, line: number | null = null) {
    super(message)
    this.line = line
  }
}

/**
 * Reads a block of front matter as data. gray-matter finds the block between its delimiters, skips a block that has only
 * comments, calls the parser of the block's language and returns its data. These options make it safe:
 * - `delimiters`: control characters, which no block has, so gray-matter reads exactly the given block;
 * - `language`: the block's, because a delimiter line without a name cannot select another one;
 * - `engines`: our parsers of YAML and TOML; the others throw, since the default JavaScript engine evaluates code.
 * With options gray-matter does not cache, so no text of a page stays in memory.
 * @returns null where the block is a text between two thematic breaks, not fields
 * @throws UnreadableBlock
 */
export function readFrontMatter({ language, raw }: FrontMatterBlock): FrontMatterFields | null {
  rejectBombs(raw)
  const { data } = matter(`${delimiter}\n${raw.replace(/\r\n?/g, '\n')}\n${delimiter}\n`, {
    language,
    delimiters: [delimiter, delimiter],
    engines: {
      yaml: { parse: (text) => ({ value: readYaml(text) }) },
      toml: { parse: (text) => ({ value: readToml(text) }) },
      json: unsupportedEngine,
      js: unsupportedEngine,
      javascript: unsupportedEngine,
    },
  })
  const { value = null } = data as { value?: FieldValue | null }
  if (value === null) return Object.create(null)
  if (typeof value === 'string') return null
  if (isFieldList(value)) throw new UnreadableBlock('it is a list, not fields with names')
  return value
}

export function isFieldList(field: FieldValue | undefined): field is readonly FieldValue[] {
  return Array.isArray(field)
}

// No block has it, because `rejectBombs` refuses control characters.
const delimiter = '\u0001\u0001\u0001'

const unsupportedEngine = {
  parse: (): never => {
    throw new UnreadableBlock('its language is not supported')
  },
}

/**
 * Refuses a block before parsing that would keep a parser busy for long: deep nesting, or many marks that open or
 * separate values.
 */
function rejectBombs(raw: string): void {
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(raw)
  if (control) throw new UnreadableBlock('it has control characters', raw.slice(0, control.index).split('\n').length)
  if (/\s{512}/.test(raw)) throw new UnreadableBlock('it has 512 or more blanks in a row')
  if (/(?:[-?:][ \t]+){32}/.test(raw)) throw new UnreadableBlock('it is nested too deeply')
  let depth = 0
  let marks = 0
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i)
    if (code === 91 || code === 123) depth++
    else if (code === 93 || code === 125) depth = Math.max(0, depth - 1)
    else if (code !== 10 && code !== 33 && code !== 38 && code !== 42 && code !== 44) continue
    marks++
    if (depth > 64) throw new UnreadableBlock('it is nested too deeply')
    if (marks > maxValues) throw new UnreadableBlock('it expands to too much data')
  }
}

const maxValues = 10_000

/** Bounds the values and characters that a block expands to. Each use of an alias counts. */
class ExpansionBudget {
  #valuesLeft = maxValues
  #charactersLeft = 1024 * 1024

  spend(depth: number, text = ''): void {
    this.#charactersLeft -= text.length
    if (depth > 32) throw new UnreadableBlock('it is nested too deeply')
    if (--this.#valuesLeft < 0 || this.#charactersLeft < 0) throw new UnreadableBlock('it expands to too much data')
  }
}

/** Uses the schema `failsafe`: every scalar is its written text, and tags have no effect. */
function readYaml(text: string): FieldValue | null {
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const error = document.errors[0]
  if (error) throw new UnreadableBlock(error.message, text.slice(0, error.pos[0]).split('\n').length - 1)
  const budget = new ExpansionBudget()
  const anchors = new Map<string, unknown>()
  const read = (node: unknown, depth: number): FieldValue => {
    if (isAlias(node)) return read(anchors.get(node.source), depth + 1)
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) anchors.set(node.anchor, node)
    if (isMap(node)) {
      budget.spend(depth)
      return fieldsOf(node.items.map(({ key, value }) => [fieldNameOf(key), () => read(value, depth + 1)]))
    }
    if (isSeq(node)) {
      budget.spend(depth)
      return node.items.map((item) => read(item, depth + 1))
    }
    const scalar = isScalar(node) && typeof node.value === 'string' ? node.value : ''
    budget.spend(depth, scalar)
    return scalar
  }
  return document.contents === null ? null : read(document.contents, 0)
}

function fieldNameOf(key: unknown): string {
  if (isScalar(key) && typeof key.value === 'string') return key.value
  throw new UnreadableBlock('the name of a field is not a text')
}

function readToml(text: string): FieldValue {
  const budget = new ExpansionBudget()
  const read = (value: unknown, depth: number): FieldValue => {
    if (value instanceof Date || typeof value !== 'object' || value === null) {
      const scalar = value instanceof Date ? value.toISOString() : String(value)
      budget.spend(depth, scalar)
      return scalar
    }
    budget.spend(depth)
    if (Array.isArray(value)) return value.map((item) => read(item, depth + 1))
    return fieldsOf(Object.entries(value).map(([key, item]) => [key, () => read(item, depth + 1)]))
  }
  try {
    return read(parseToml(text), 0)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    throw new UnreadableBlock(error.message.split('\n')[0] ?? '', error.line - 1)
  }
}

function fieldsOf(entries: readonly (readonly [key: string, read: () => FieldValue])[]): FrontMatterFields {
  const fields: Record<string, FieldValue> = Object.create(null)
  for (const [key, read] of entries) {
    if (key === '__proto__') throw new UnreadableBlock('it names a field "__proto__"')
    if (key in fields) throw new UnreadableBlock(`it names the field "${key.slice(0, 40)}" twice`)
    if (key !== 'constructor' && key !== 'prototype') fields[key] = read()
  }
  return fields
}
