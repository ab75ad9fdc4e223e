import { access } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import type { FindingSeverity } from '../../model/finding.ts'
import { findRule, ruleCodesAndNames, ruleLabels } from '../../rules/rule-names.ts'
import { readSmallFile } from '../../sources/files/small-file.ts'
import { didYouMean } from '../arguments/nearest-word.ts'

/** What a config file can set. It is data: nothing in it is ever executed. */
export interface Config {
  /** The folder of pages, from the config file's folder. */
  readonly archive?: string
  /** `sqlite:PATH`, a plain path from the config file's folder, `postgres://…`, `memory:`. */
  readonly store?: string
  /** Headings of a page's sections where they are not the usual ones: section to heading, or headings. */
  readonly sections?: Readonly<Record<string, string | readonly string[]>>
  readonly color?: 'auto' | 'always' | 'never'
  /** IANA name of the zone in which times are shown. */
  readonly timeZone?: string
  /** How grave a rule of a check is: its code or name to `error`, `warning`, `info` or `off`. */
  readonly rules?: Readonly<Record<string, FindingSeverity | 'off'>>
  /** From which severity on a check fails; default `error`. */
  readonly failOn?: 'error' | 'warning'
}

export interface ConfigFile {
  readonly path: string
  /** Folder that the paths in it start from. */
  readonly folder: string
  readonly config: Config
}

export const configFileName = 'variorum.config.json'

/** Each key with the check of its value: null, or what the value must be. */
const configValidators: Readonly<Record<keyof Config | '$schema', (value: unknown) => string | null>> = {
  $schema: validateText,
  archive: validateText,
  store: validateText,
  sections: validateSections,
  color: (value) => (isColorChoice(value) ? null : 'must be "auto", "always" or "never"'),
  rules: validateRules,
  failOn: (value) => (value === 'error' || value === 'warning' ? null : 'must be "error" or "warning"'),
  timeZone: (value) =>
    typeof value === 'string' && isTimeZone(value) ? null : 'must be a time zone such as "Europe/Paris"',
}

export function isColorChoice(value: unknown): value is 'auto' | 'always' | 'never' {
  return value === 'auto' || value === 'always' || value === 'never'
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * The config that applies: the named file, else the nearest `variorum.config.json` or `package.json#variorum` from `cwd`
 * upward to the root of the repository (or of the disk). Null where there is none.
 * @throws VariorumError `config-unreadable`, `file-not-found`
 */
export async function findConfig(cwd: string, namedFile: string | undefined): Promise<ConfigFile | null> {
  if (namedFile !== undefined) return readNamedConfig(resolve(cwd, namedFile))
  for (const folder of ancestorFolders(cwd)) {
    const found =
      (await readConfigFile(join(folder, configFileName))) ?? (await readPackageFile(join(folder, 'package.json')))
    if (found !== null) return found
    if (await exists(join(folder, '.git'))) return null
  }
  return null
}

async function readNamedConfig(path: string): Promise<ConfigFile> {
  const found = path.endsWith('package.json') ? await readPackageFile(path) : await readConfigFile(path)
  if (found !== null) return found
  throw new VariorumError('file-not-found', `There is no config at ${path}.`, {
    advice: `Name a JSON file, or leave --config out: ${configFileName} is found by itself.`,
  })
}

async function readConfigFile(path: string): Promise<ConfigFile | null> {
  const source = await readOptionalFile(path)
  return source === null ? null : { path, folder: dirname(path), config: parseConfig(source, path) }
}

/** The text of a config file as a config. @throws VariorumError `config-unreadable` */
export function parseConfig(source: string, path: string): Config {
  return validateConfig(parseJson(source, path), path)
}

async function readPackageFile(path: string): Promise<ConfigFile | null> {
  const source = await readOptionalFile(path).catch((error: unknown) => {
    // a folder of that name does not speak of us either
    if (error instanceof VariorumError && isFolder(error.cause)) return null
    throw error
  })
  const config = source === null ? null : parsePackageConfig(source, path)
  return config === null ? null : { path, folder: dirname(path), config }
}

/** What the text of a package.json says under `variorum`; null where it says nothing. */
export function parsePackageConfig(source: string, path: string): Config | null {
  // A package.json that does not speak of us is none of our business, whatever state it is in.
  if (!source.includes('"variorum"')) return null
  const value = parseJson(source, path)
  if (!isRecord(value) || !isRecord(value.variorum)) return null
  return validateConfig(value.variorum, `${path}#variorum`)
}

async function readOptionalFile(path: string): Promise<string | null> {
  try {
    return await readSmallFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    const reason = error instanceof Error ? error.message.replace(/, \w+ '.*$/s, '') : String(error)
    throw new VariorumError('config-unreadable', `${path} cannot be read: ${reason}.`, { cause: error })
  }
}

function isFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EISDIR'
}

function parseJson(source: string, path: string): unknown {
  try {
    return JSON.parse(source.replace(/^\u{feff}/u, ''))
  } catch (error) {
    throw unreadableError(path, `it is not JSON: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

function validateConfig(value: unknown, path: string): Config {
  if (!isRecord(value)) throw unreadableError(path, 'it must hold one object, { … }')
  for (const [key, item] of Object.entries(value)) {
    if (!isConfigKey(key)) {
      const advice = didYouMean(key, Object.keys(configValidators))
      throw new VariorumError('config-unreadable', `${path}: unknown key "${key}".`, { advice })
    }
    const problem = configValidators[key](item)
    if (problem !== null) throw unreadableError(path, `"${key}" ${problem}`)
  }
  return value
}

function isConfigKey(key: string): key is keyof typeof configValidators {
  return Object.hasOwn(configValidators, key)
}

function unreadableError(path: string, problem: string, cause?: unknown): VariorumError {
  return new VariorumError('config-unreadable', `${path}: ${problem.replace(/[.?]?$/, (end) => end || '.')}`, { cause })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function validateText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? null : 'must be a text'
}

const sectionKinds = ['sources', 'related', 'changes', 'cover']

function validateSections(value: unknown): string | null {
  if (!isRecord(value)) return 'must be an object: section to heading, or headings'
  const unknown = Object.keys(value).find((kind) => !sectionKinds.includes(kind))
  if (unknown !== undefined) return `has no section "${unknown}". ${didYouMean(unknown, sectionKinds)}`
  const headings = (item: unknown) =>
    typeof item === 'string' || (Array.isArray(item) && item.every((one) => typeof one === 'string'))
  return Object.values(value).every(headings) ? null : 'must name a heading, or a list of headings, for each section'
}

function validateRules(value: unknown): string | null {
  if (!isRecord(value)) return 'must be an object: rule to "error", "warning", "info" or "off"'
  const unknown = Object.keys(value).find((name) => findRule(name) === undefined)
  if (unknown !== undefined) return `knows no rule "${unknown}". ${didYouMean(unknown, ruleCodesAndNames, ruleLabels)}`
  const severities = ['error', 'warning', 'info', 'off']
  const invalidRule = Object.entries(value).find(([, severity]) => !severities.includes(severity as string))
  return invalidRule === undefined ? null : `says of ${invalidRule[0]} neither "error", "warning", "info" nor "off"`
}

function* ancestorFolders(folder: string): Iterable<string> {
  let current = resolve(folder)
  for (;;) {
    yield current
    const parent = dirname(current)
    if (parent === current) return
    current = parent
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
