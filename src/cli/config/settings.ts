import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import { type Config, findConfig, isColorChoice, isTimeZone } from './config.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What opening an archive takes: absolute paths and addresses, every default resolved. */
export interface OpenOptions {
  readonly cwd: string
  readonly archive: string
  readonly store: string
  readonly config: Config
}

/** The global flags, as given. */
export interface GlobalFlags {
  readonly cwd?: string
  readonly config?: string
  readonly archive?: string
  readonly store?: string
  readonly format?: readonly string[]
  readonly color?: 'auto' | 'always' | 'never'
  readonly pager: boolean
  readonly dryRun?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
}

export interface Settings {
  readonly open: OpenOptions
  /** What was named by a flag or the environment, rather than found. */
  readonly given: { readonly archive: boolean; readonly config: boolean }
  readonly color: 'auto' | 'always' | 'never'
  readonly timeZone: string
}

/** Names of the environment that set something, and what. */
export const environmentNames = {
  VARIORUM_ARCHIVE: 'the archive',
  VARIORUM_STORE: 'the store',
  VARIORUM_CONFIG: 'the config file',
  VARIORUM_COLOR: 'auto, always or never',
  VARIORUM_TIME_ZONE: 'the zone in which times are shown',
  VARIORUM_PAGER: 'the pager; empty for none',
  VARIORUM_BASE: 'what a check without a range compares with',
} as const

const defaultStore = 'snapshots/variorum.db'
const defaultArchive = 'archive'

/**
 * Resolves every setting: flag, then `VARIORUM_*`, then config file, then default. Paths of a config file, and the
 * defaults beside it, start from its folder; all others from where the command runs.
 * @param search whether a config file is looked for where none is named
 * @throws VariorumError `usage`, `config-unreadable`, `file-not-found`
 */
export async function settle(flags: GlobalFlags, env: Environment, start: string, search = true): Promise<Settings> {
  const cwd = resolve(start, flags.cwd ?? '.')
  if (!(await isFolder(cwd))) {
    const problem = existsSync(cwd) ? `${cwd} is a file, not a folder.` : `There is no folder ${cwd}.`
    throw new VariorumError('usage', problem, { advice: '-C takes the folder to start from.' })
  }
  const given = (name: keyof typeof environmentNames) => env[name] || undefined
  const named = flags.config ?? given('VARIORUM_CONFIG')
  const file = search || named !== undefined ? await findConfig(cwd, named) : null
  const config: Config = file?.config ?? {}
  const base = file?.folder ?? cwd
  const archive = flags.archive ?? given('VARIORUM_ARCHIVE')
  const store = flags.store ?? given('VARIORUM_STORE')
  return {
    given: { archive: archive !== undefined, config: named !== undefined },
    open: {
      cwd,
      archive: archive === undefined ? await archiveOf(config, base) : resolve(cwd, archive),
      store: store === undefined ? address(config.store ?? defaultStore, base) : address(store, cwd),
      config,
    },
    color: flags.color ?? colorOf(given('VARIORUM_COLOR')) ?? config.color ?? 'auto',
    timeZone: zoneOf(given('VARIORUM_TIME_ZONE')) ?? config.timeZone ?? 'UTC',
  }
}

async function archiveOf(config: Config, base: string): Promise<string> {
  if (config.archive !== undefined) return resolve(base, config.archive)
  const usual = join(base, defaultArchive)
  return (await isFolder(usual)) ? usual : base
}

/** An address with its path made absolute; `postgres://…` and `memory:` stay as they are. */
function address(store: string, base: string): string {
  if (store.startsWith('sqlite:')) return resolve(base, store.slice('sqlite:'.length))
  return /^[a-z][a-z0-9+.-]+:/i.test(store) ? store : resolve(base, store)
}

function colorOf(value: string | undefined): Config['color'] {
  if (value === undefined || isColorChoice(value)) return value
  throw new VariorumError('usage', `VARIORUM_COLOR is "${value}".`, { advice: 'It takes auto, always or never.' })
}

function zoneOf(value: string | undefined): string | undefined {
  if (value === undefined || isTimeZone(value)) return value
  throw new VariorumError('usage', `VARIORUM_TIME_ZONE is "${value}".`, {
    advice: 'It takes a name such as UTC or Europe/Paris.',
  })
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
