import { realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { CheckSettings } from '../../commands/variorum.ts'
import type { BaseFiles } from '../../model/base-files.ts'
import { VariorumError } from '../../model/errors.ts'
import type { FindingSeverity } from '../../model/finding.ts'
import { extendSectionNames } from '../../page/sections/outline.ts'
import { findRule } from '../../rules/rule-names.ts'
import { type Config, configFileName, parseConfig, parsePackageConfig } from './config.ts'

/** What a check takes from a config, wherever that was read. */
export function checkSettings({ sections, rules = {} }: Config): CheckSettings {
  const severities = new Map<string, FindingSeverity | 'off'>()
  for (const [name, severity] of Object.entries(rules)) {
    const rule = findRule(name)
    if (rule) severities.set(rule.code, severity)
  }
  return { severities, ...(sections === undefined ? {} : { sections: extendSectionNames(sections) }) }
}

/** A config, and where it was found; paths from the top of the repository. */
interface FoundConfig {
  readonly config: Config
  /** The folder that its paths start from. */
  readonly folder: string
}

export interface EffectiveConfig extends FoundConfig {
  /** What a person should know about how it was chosen; null where there is nothing to say. */
  readonly note: string | null
}

/**
 * The config that is in force for what is judged: the one that stood before it, found from the folder where the command runs
 * upward to the top of the repository. What commits themselves bring is read as data, so that it is noticed where it is no
 * config, and does not count yet. Where none stood before, what is not committed yet may bring the first.
 * @throws VariorumError `config-unreadable`
 */
export async function findEffectiveConfig(files: BaseFiles, cwd: string): Promise<EffectiveConfig> {
  const from = relative(files.top, await realpath(cwd).catch(() => cwd)).split(sep)
  const folders = from[0] === '..' || from[0] === '' ? [] : from
  const noConfig: FoundConfig = { config: {}, folder: folders.join('/') }
  const { before, after, afterError } = await findNearestConfigs(files, folders)
  if (before instanceof VariorumError) {
    if (afterError !== undefined) throw withAdvice(before)
    const note = `${before.message} ${after === undefined ? 'None' : 'The one that is judged here'} is taken instead.`
    return { ...(after ?? noConfig), note }
  }
  if (afterError !== undefined) throw afterError
  if (before !== undefined || after === undefined) return { ...(before ?? noConfig), note: null }
  if (!files.commits) return { ...after, note: null }
  const note = 'The config is new in this range and counts from the next one on; --config takes it now.'
  return { ...noConfig, note }
}

/** The nearest config before, and the nearest one after; what stands after and is none. */
interface NearestConfigs {
  before?: FoundConfig | VariorumError
  after?: FoundConfig
  afterError?: VariorumError
}

async function findNearestConfigs(files: BaseFiles, folders: readonly string[]): Promise<NearestConfigs> {
  const found: NearestConfigs = {}
  for (let depth = folders.length; depth >= 0; depth--) {
    const folder = folders.slice(0, depth).join('/')
    for (const [name, read] of [
      [configFileName, parseConfig],
      ['package.json', parsePackageConfig],
    ] as const) {
      const path = joinPath(folder, name)
      const readAs = (bytes: Uint8Array | null, when: string): FoundConfig | VariorumError | null => {
        try {
          const config = bytes === null ? null : read(new TextDecoder().decode(bytes), `${path} (${when})`)
          return config && { config, folder }
        } catch (error) {
          if (error instanceof VariorumError) return error
          throw error
        }
      }
      const bytesAfter = await files.after(path)
      // farther up a file that nobody touched says nothing any more
      if (found.before !== undefined && (bytesAfter === 'same' || bytesAfter === null)) continue
      const configBefore = found.before === undefined ? readAs(await files.read(path), 'as it was before') : null
      const configAfter = bytesAfter === 'same' ? configBefore : readAs(bytesAfter, 'as the range leaves it')
      if (configBefore !== null) found.before ??= configBefore
      if (configAfter instanceof VariorumError) found.afterError ??= configAfter
      else if (configAfter !== null) found.after ??= configAfter
    }
  }
  return found
}

function withAdvice(error: VariorumError): VariorumError {
  const advice = [error.advice, '--config FILE takes another one.'].filter((text) => text !== null).join(' ')
  return new VariorumError(error.code, error.message, { advice, cause: error })
}

/** The archive's folder that a config says, or that stood before. */
export async function archiveFolderOf(files: BaseFiles, { config, folder }: EffectiveConfig): Promise<string> {
  if (config.archive !== undefined) return join(files.top, folder, config.archive)
  const defaultFolder = joinPath(folder, 'archive')
  return join(files.top, (await files.isFolder(defaultFolder)) ? defaultFolder : folder)
}

function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
