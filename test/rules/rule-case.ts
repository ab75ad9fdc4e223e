import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Commit, FileContent } from './case-repository.ts'

/** A test case of a rule: a history of commits, and the expected findings of the last one. */
export interface RuleCase {
  /** Name of the rule's folder. */
  readonly rule: string
  /** What the case is, in words. */
  readonly claim: string
  /** Oldest first. */
  readonly commits: readonly Commit[]
  /** Index of the base commit. The last commit is the head. */
  readonly base: number
  /** A line for each finding: `VAR101 error news/a.md:3:3 known: part of the message`. */
  readonly expected: readonly string[]
  /** The findings after `--fix`; null: not tested. */
  readonly fixed: readonly string[] | null
  /** Expected pages after `--fix`, by path. */
  readonly fixedPages: ReadonlyMap<string, Buffer>
  /** The check runs in a clone with this many commits; null: in the repository. */
  readonly depth: number | null
  /** True where the last commit has no parent. */
  readonly unrelated: boolean
}

const [baseAt, headAt] = [Date.UTC(2018, 0, 15, 10), Date.UTC(2018, 0, 15, 12)]
const hour = 3_600_000

/** All cases, sorted by rule and claim. */
export function readCases(): RuleCase[] {
  const folder = join(import.meta.dirname, 'cases')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
  return files.sort().map((file) => {
    try {
      return readCase(basename(dirname(file)), basename(file, '.md'), readFileSync(join(folder, file), 'utf8'))
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`)
    }
  })
}

/**
 * Reads a case. Text before the first section is for people. Each commit has only its changes. The commit `before` is at 10:00
 * on 2018-01-15, those of `history` are before it, those of `between` from 11:00 on, and `after` is at 12:00.
 */
function readCase(rule: string, name: string, text: string): RuleCase {
  const sections = text.split(/^(?==== )/m).filter((part) => part.startsWith('=== '))
  const history = new Map<number, Changes>()
  const between = new Map<number, Changes>()
  const [before, after]: [Changes, Changes] = [new Map(), new Map()]
  const fixedPages = new Map<string, Buffer>()
  const clone = { depth: null as number | null, unrelated: false }
  let expected: string[] | null = null
  let fixed: string[] | null = null
  for (const section of sections) {
    const [head = '', ...lines] = section.split('\n')
    const [, what = '', number, path = '', optionText = ''] = heading.exec(head) ?? []
    const options = optionText.split(' ').filter((word) => word !== '')
    const body = `${lines.join('\n').replace(/\n+$/, '')}\n`
    if (what === 'before') addChange(before, path, options, body)
    else if (what === 'after') addChange(after, path, options, body)
    else if (what === 'history') addChange(changesOfCommit(history, number), path, options, body)
    else if (what === 'between') addChange(changesOfCommit(between, number), path, options, body)
    else if (what === 'config') addChange(before, 'variorum.config.json', [], body)
    else if (what === 'expected') expected = findingsIn(body)
    else if (what === 'fixed') fixed = findingsIn(body)
    else if (what === 'mended') fixedPages.set(path, bytesOf(body, options))
    else if (what === 'clone of depth') clone.depth = Number(number)
    else if (what === 'unrelated') clone.unrelated = true
    else throw new Error(`unknown section "${head}"`)
  }
  if (expected === null) throw new Error('the section "expected" is missing')
  const inOrder = (steps: Map<number, Changes>) => [...steps].sort(([a], [b]) => a - b).map(([, changes]) => changes)
  const [earlier, later] = [inOrder(history), inOrder(between)]
  return {
    rule,
    claim: name.replaceAll('-', ' '),
    commits: [
      ...earlier.map((changes, index) => ({ at: baseAt - (earlier.length - index) * hour, changes })),
      { at: baseAt, changes: before },
      ...later.map((changes, index) => ({ at: baseAt + hour + (index * hour) / 10, changes })),
      { at: headAt, changes: after },
    ],
    base: earlier.length,
    expected,
    fixed,
    fixedPages,
    ...clone,
  }
}

/** `=== history 2 news/2018/01/15/a page.md crlf` */
const heading =
  /^=== ([a-z]+(?: of depth)?)(?: (\d+))?(?: (\S.*?))??((?: (?:removed|link|crlf|bom|escaped|open|large))*)\s*$/

type Changes = Map<string, FileContent>

function changesOfCommit(steps: Map<number, Changes>, number = ''): Changes {
  const changes = steps.get(Number(number)) ?? new Map()
  if (number === '') throw new Error('a commit has no number')
  steps.set(Number(number), changes)
  return changes
}

/** `{1..20}` in a path makes a page for each number. `{n}` in the text is the number. */
function addChange(changes: Changes, path: string, options: readonly string[], body: string): void {
  if (path === '') throw new Error('a page has no path')
  for (const [filePath, number] of expandRange(path)) {
    const text = number === null ? body : body.replaceAll('{n}', number)
    if (changes.has(filePath)) throw new Error(`${filePath} has two contents`)
    if (options.includes('removed')) changes.set(filePath, null)
    else if (options.includes('link')) changes.set(filePath, { mode: '120000', bytes: Buffer.from(text.trim()) })
    else changes.set(filePath, { mode: '100644', bytes: bytesOf(text, options) })
  }
}

function expandRange(path: string): [place: string, number: string | null][] {
  const range = /\{(\d+)\.\.(\d+)\}/.exec(path)
  if (range === null) return [[path, null]]
  const [whole, first = '', last = ''] = range
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_, index) => {
    const number = String(Number(first) + index).padStart(first.length, '0')
    return [path.replace(whole, number), number]
  })
}

/**
 * `crlf`: Windows line endings. `bom`: with a byte order mark. `escaped`: `\u{202E}` is that character and `\xE9` that byte.
 * `open`: no line ending after the last line. `large`: larger than a page may be.
 */
function bytesOf(body: string, options: readonly string[]): Buffer {
  let text = body
  if (options.includes('open')) text = text.replace(/\n$/, '')
  if (options.includes('crlf')) text = text.replaceAll('\n', '\r\n')
  if (options.includes('bom')) text = `\u{feff}${text}`
  if (options.includes('large')) text += `${'x'.repeat(99)}\n`.repeat(22_000)
  if (!options.includes('escaped')) return Buffer.from(text)
  text = text.replace(/\\u\{([\dA-F]+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  const parts = text.split(/\\x([\dA-F]{2})/)
  return Buffer.concat(parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part) : Buffer.from(part, 'hex'))))
}

function findingsIn(body: string): string[] {
  const lines = body.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0) throw new Error('the section is empty: write "nothing" for no findings')
  return lines.length === 1 && lines[0] === 'nothing' ? [] : lines.flatMap(expandFinding)
}

function expandFinding(line: string): string[] {
  return expandRange(line).map(([one, number]) => (number === null ? one : one.replaceAll('{n}', number)))
}
