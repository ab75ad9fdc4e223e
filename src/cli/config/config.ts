import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import type { FindingSeverity } from '../../model/finding.ts'
import { findRule, ruleCodesAndNames, ruleLabels } from '../../rules/rule-names.ts'
import { readSmallFile } from '../../sources/files/small-file.ts'
import { didYouMean } from '../arguments/nearest-word.ts'
import { systemErrorCode, systemErrorReason } from '../system-error.ts'

/** The settings of a config file. They are data: nothing in them is executed. */
export interface Config {
  /** The folder of pages; a relative path starts from the config file's folder. */
  readonly archive?: string
  /** A path, `sqlite:PATH`, or `memory:`; a relative path starts from the config file's folder. */
  readonly store?: string
  /** Other headings for a page's sections: section to heading or headings. */
  readonly sections?: Readonly<Record<string, string | readonly string[]>>
  readonly color?: 'auto' | 'always' | 'never'
  /** IANA name of the time zone of printed times. */
  readonly timeZone?: string
  /** The severity of each rule, by code or name. */
  readonly rules?: Readonly<Record<string, FindingSeverity | 'off'>>
  /** The lowest severity that makes a check fail; default `error`. */
  readonly failOn?: 'error' | 'warning'
}

export interface ConfigFile {
  readonly path: string
  /** The folder that its relative paths start from. */
  readonly folder: string
  readonly config: Config
}

export const configFileName = 'variorum.config.json'

/** A validator for each key. It returns null, or what is wrong with the value. */
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
 * Finds the config: the named file, or the nearest `variorum.config.json` or `package.json#variorum` from `cwd` up to the
 * root of the repository or of the disk.
 * @returns null if there is none
 * @throws VariorumError `config-unreadable`, `file-not-found`
 */
export async function findConfig(cwd: string, namedFile: string | undefined): Promise<ConfigFile | null> {
  if (namedFile !== undefined) return readNamedConfig(resolve(cwd, namedFile))
  for (const folder of ancestorFolders(cwd)) {
    for (const name of [configFileName, 'package.json']) {
      const found = await readConfigFile(join(folder, name))
      if (found !== null) return found
    }
    if (existsSync(join(folder, '.git'))) return null
  }
  return null
}

async function readNamedConfig(path: string): Promise<ConfigFile> {
  const found = await readConfigFile(path)
  if (found !== null) return found
  const advice = `Name a JSON file, or leave out --config: ${configFileName} is found without it.`
  throw new VariorumError('file-not-found', `The config ${path} does not exist.`, { advice })
}

async function readConfigFile(path: string): Promise<ConfigFile | null> {
  const isPackage = path.endsWith('package.json')
  try {
    const source = await readSmallFile(path)
    const config = isPackage ? parsePackageConfig(source, path) : parseConfig(source, path)
    return config && { path, folder: dirname(path), config }
  } catch (error) {
    if (error instanceof VariorumError) throw error
    const code = systemErrorCode(error)
    // a folder can have the name package.json
    if (code === 'ENOENT' || code === 'ENOTDIR' || (isPackage && code === 'EISDIR')) return null
    const reason = systemErrorReason(error)
    throw new VariorumError('config-unreadable', `${path} cannot be read: ${reason}.`, { cause: error })
  }
}

/** Parses the text of a config file. @throws VariorumError `config-unreadable` */
export function parseConfig(source: string, path: string): Config {
  return validateConfig(parseJson(source, path), path)
}

/** Parses the key `variorum` of a package.json; null if it has none. @throws VariorumError `config-unreadable` */
export function parsePackageConfig(source: string, path: string): Config | null {
  // A package.json without the key can be anything, even invalid JSON.
  if (!source.includes('"variorum"')) return null
  const value = parseJson(source, path)
  if (!isRecord(value) || !isRecord(value.variorum)) return null
  return validateConfig(value.variorum, `${path}#variorum`)
}

function parseJson(source: string, path: string): unknown {
  try {
    return JSON.parse(source.replace(/^\u{feff}/u, ''))
  } catch (error) {
    throw unreadableError(path, `it is not JSON: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

function validateConfig(value: unknown, path: string): Config {
  if (!isRecord(value)) throw unreadableError(path, 'it must contain one object, { … }')
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

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function validateText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? null : 'must be a non-empty string'
}

const sectionKinds = ['sources', 'related', 'changes', 'cover']

function validateSections(value: unknown): string | null {
  if (!isRecord(value)) return 'must be an object that maps a section to a heading or headings'
  const unknown = Object.keys(value).find((kind) => !sectionKinds.includes(kind))
  if (unknown !== undefined) return `has the unknown section "${unknown}". ${didYouMean(unknown, sectionKinds)}`
  const headings = (item: unknown) =>
    typeof item === 'string' || (Array.isArray(item) && item.every((one) => typeof one === 'string'))
  return Object.values(value).every(headings) ? null : 'must map each section to a heading or a list of headings'
}

function validateRules(value: unknown): string | null {
  if (!isRecord(value)) return 'must be an object that maps a rule to "error", "warning", "info" or "off"'
  const unknown = Object.keys(value).find((name) => findRule(name) === undefined)
  if (unknown !== undefined)
    return `has the unknown rule "${unknown}". ${didYouMean(unknown, ruleCodesAndNames, ruleLabels)}`
  const severities = ['error', 'warning', 'info', 'off']
  const invalidRule = Object.entries(value).find(([, severity]) => !severities.includes(severity as string))
  return invalidRule === undefined ? null : `must give ${invalidRule[0]} one of "error", "warning", "info", "off"`
}

function* ancestorFolders(folder: string): Iterable<string> {
  const current = resolve(folder)
  yield current
  if (dirname(current) !== current) yield* ancestorFolders(dirname(current))
}
