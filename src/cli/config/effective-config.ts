import { realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { CheckSettings } from '../../commands/variorum.ts'
import type { BaseFiles } from '../../model/base-files.ts'
import { VariorumError } from '../../model/errors.ts'
import { extendSectionNames } from '../../page/sections/outline.ts'
import { findRule } from '../../rules/rule-names.ts'
import { type Config, type ConfigFile, configFileName, parseConfig, parsePackageConfig } from './config.ts'

/** The settings of a check in a config. */
export function checkSettings({ sections, rules = {} }: Config): CheckSettings {
  const severities = new Map(Object.entries(rules).map(([name, severity]) => [findRule(name)!.code, severity]))
  return { severities, sections: sections && extendSectionNames(sections) }
}

/** A config and its place, as paths from the top of the repository. */
type FoundConfig = Pick<ConfigFile, 'config' | 'folder'>

export interface EffectiveConfig extends FoundConfig {
  /** A note about how it was chosen; null if there is nothing to report. */
  readonly note: string | null
}

/**
 * The config for a check: the one at the base of the range, searched from `cwd` up to the top of the repository. A config that
 * the checked commits change is only validated; it applies from the next range on. If the base has none, a config in the
 * working tree applies.
 * @throws VariorumError `config-unreadable`
 */
export async function findEffectiveConfig(files: BaseFiles, cwd: string): Promise<EffectiveConfig> {
  const from = relative(files.top, await realpath(cwd).catch(() => cwd)).split(sep)
  const folders = from[0] === '..' || from[0] === '' ? [] : from
  const noConfig: FoundConfig = { config: {}, folder: folders.join('/') }
  const { before, after, afterError } = await findNearestConfigs(files, folders)
  if (before instanceof VariorumError) {
    if (afterError !== undefined) throw withAdvice(before)
    const note = `${before.message} ${after === undefined ? 'No config' : 'The config of the head'} is used instead.`
    return { ...(after ?? noConfig), note }
  }
  if (afterError !== undefined) throw afterError
  if (before !== undefined || after === undefined) return { ...(before ?? noConfig), note: null }
  if (!files.commits) return { ...after, note: null }
  const note = 'The config is new in this range and applies from the next range on. Use --config to apply it now.'
  return { ...noConfig, note }
}

/** The nearest config at the base and at the head; `afterError` is an invalid one at the head. */
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
      // A nearer base config was found, so an unchanged file farther up does not matter.
      if (found.before !== undefined && (bytesAfter === 'same' || bytesAfter === null)) continue
      const configBefore = found.before === undefined ? readAs(await files.read(path), 'at the base') : null
      const configAfter = bytesAfter === 'same' ? configBefore : readAs(bytesAfter, 'at the head')
      if (configBefore !== null) found.before ??= configBefore
      if (configAfter instanceof VariorumError) found.afterError ??= configAfter
      else if (configAfter !== null) found.after ??= configAfter
    }
  }
  return found
}

function withAdvice(error: VariorumError): VariorumError {
  const advice = [error.advice, 'Use --config FILE for another config.'].filter((text) => text !== null).join(' ')
  return new VariorumError(error.code, error.message, { advice, cause: error })
}

/** The archive's folder: from the config, or the default folder at the base. */
export async function archiveFolderOf(files: BaseFiles, { config, folder }: EffectiveConfig): Promise<string> {
  if (config.archive !== undefined) return join(files.top, folder, config.archive)
  const defaultFolder = joinPath(folder, 'archive')
  return join(files.top, (await files.isFolder(defaultFolder)) ? defaultFolder : folder)
}

function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
