import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import type { environmentVariables, GlobalFlags } from '../global-options.ts'
import { type Config, findConfig, isColorChoice, isTimeZone } from './config.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The options that open an archive, with absolute paths and all defaults resolved. */
export interface ResolvedOpenOptions {
  readonly cwd: string
  readonly archive: string
  readonly store: string
  readonly config: Config
}

export interface Settings {
  readonly openOptions: ResolvedOpenOptions
  /** Whether a flag or the environment names the archive and the config. */
  readonly explicit: { readonly archive: boolean; readonly config: boolean }
  readonly color: 'auto' | 'always' | 'never'
  readonly timeZone: string
}

const defaultStore = 'snapshots/variorum.db'
const defaultArchive = 'archive'

/**
 * Resolves every setting: flag, then `VARIORUM_*`, then config file, then default. Paths of a config file and defaults
 * start from the folder of that file, or from `cwd` without one. All other paths start from `cwd`.
 * @param startFolder the folder that `--cwd` starts from
 * @param searchesConfig whether to search for a config file if none is named
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
    throw new VariorumError('usage', problem, { advice: 'Give -C an existing folder.' })
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

/** Makes the path of a store absolute. Other kinds of store, such as `memory:`, stay as they are. */
function storeAddress(store: string, base: string): string {
  if (store.startsWith('sqlite:')) return resolve(base, store.slice('sqlite:'.length))
  return /^[a-z][a-z0-9+.-]+:/i.test(store) ? store : resolve(base, store)
}

function parseColor(value: string | undefined): Config['color'] {
  if (value === undefined || isColorChoice(value)) return value
  throw new VariorumError('usage', `VARIORUM_COLOR is "${value}".`, { advice: 'Use auto, always or never.' })
}

function parseTimeZone(value: string | undefined): string | undefined {
  if (value === undefined || isTimeZone(value)) return value
  const advice = 'Use a name such as UTC or Europe/Paris.'
  throw new VariorumError('usage', `VARIORUM_TIME_ZONE is "${value}".`, { advice })
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() === true
}
