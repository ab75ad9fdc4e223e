import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import { type Config, findConfig, isColorChoice, isTimeZone } from './config.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What opening an archive takes: absolute paths and addresses, every default resolved. */
export interface ResolvedOpenOptions {
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
  readonly openOptions: ResolvedOpenOptions
  /** What was named by a flag or the environment, rather than found. */
  readonly explicit: { readonly archive: boolean; readonly config: boolean }
  readonly color: 'auto' | 'always' | 'never'
  readonly timeZone: string
}

/** Names of the environment that set something, and what. */
export const environmentVariables = {
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
 * @param searchesConfig whether a config file is looked for where none is named
 * @throws VariorumError `usage`, `config-unreadable`, `file-not-found`
 */
export async function resolveSettings(
  flags: GlobalFlags,
  env: Environment,
  startFolder: string,
  searchesConfig = true,
): Promise<Settings> {
  const cwd = resolve(startFolder, flags.cwd ?? '.')
  if (!(await isFolder(cwd))) {
    const problem = existsSync(cwd) ? `${cwd} is a file, not a folder.` : `There is no folder ${cwd}.`
    throw new VariorumError('usage', problem, { advice: '-C takes the folder to start from.' })
  }
  const variable = (name: keyof typeof environmentVariables) => env[name] || undefined
  const namedConfig = flags.config ?? variable('VARIORUM_CONFIG')
  const file = searchesConfig || namedConfig !== undefined ? await findConfig(cwd, namedConfig) : null
  const config: Config = file?.config ?? {}
  const baseFolder = file?.folder ?? cwd
  const archive = flags.archive ?? variable('VARIORUM_ARCHIVE')
  const store = flags.store ?? variable('VARIORUM_STORE')
  return {
    explicit: { archive: archive !== undefined, config: namedConfig !== undefined },
    openOptions: {
      cwd,
      archive: archive === undefined ? await archiveFolderFrom(config, baseFolder) : resolve(cwd, archive),
      store: store === undefined ? storeAddress(config.store ?? defaultStore, baseFolder) : storeAddress(store, cwd),
      config,
    },
    color: flags.color ?? parseColor(variable('VARIORUM_COLOR')) ?? config.color ?? 'auto',
    timeZone: parseTimeZone(variable('VARIORUM_TIME_ZONE')) ?? config.timeZone ?? 'UTC',
  }
}

async function archiveFolderFrom(config: Config, base: string): Promise<string> {
  if (config.archive !== undefined) return resolve(base, config.archive)
  const defaultFolder = join(base, defaultArchive)
  return (await isFolder(defaultFolder)) ? defaultFolder : base
}

/** An address with its path made absolute; `postgres://…` and `memory:` stay as they are. */
function storeAddress(store: string, base: string): string {
  if (store.startsWith('sqlite:')) return resolve(base, store.slice('sqlite:'.length))
  return /^[a-z][a-z0-9+.-]+:/i.test(store) ? store : resolve(base, store)
}

function parseColor(value: string | undefined): Config['color'] {
  if (value === undefined || isColorChoice(value)) return value
  throw new VariorumError('usage', `VARIORUM_COLOR is "${value}".`, { advice: 'It takes auto, always or never.' })
}

function parseTimeZone(value: string | undefined): string | undefined {
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
