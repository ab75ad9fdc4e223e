import { realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { CheckSettings } from '../../commands/variorum.ts'
import type { BaseFiles } from '../../model/base-files.ts'
import { VariorumError } from '../../model/errors.ts'
import type { FindingSeverity } from '../../model/finding.ts'
import { sectionNames } from '../../page/sections/outline.ts'
import { ruleOf } from '../../rules/names.ts'
import { type Config, configName, configOf, packageConfigOf } from './config.ts'

/** What a check takes from a config, wherever that was read. */
export function checkSettings({ sections, rules = {} }: Config): CheckSettings {
  const severities = new Map<string, FindingSeverity | 'off'>()
  for (const [name, severity] of Object.entries(rules)) {
    const rule = ruleOf(name)
    if (rule) severities.set(rule.code, severity)
  }
  return { severities, ...(sections === undefined ? {} : { sections: sectionNames(sections) }) }
}

/** A config, and where it was found; paths from the top of the repository. */
interface Found {
  readonly config: Config
  /** The folder that its paths start from. */
  readonly folder: string
}

export interface ConfigInForce extends Found {
  /** What a person should know about how it was chosen; null where there is nothing to say. */
  readonly note: string | null
}

/**
 * The config that is in force for what is judged: the one that stood before it, found from the folder where the command runs
 * upward to the top of the repository. What commits themselves bring is read as data, so that it is noticed where it is no
 * config, and does not count yet. Where none stood before, what is not committed yet may bring the first.
 * @throws VariorumError `config-unreadable`
 */
export async function configInForce(files: BaseFiles, cwd: string): Promise<ConfigInForce> {
  const from = relative(files.top, await realpath(cwd).catch(() => cwd)).split(sep)
  const own = from[0] === '..' || from[0] === '' ? [] : from
  const nothing: Found = { config: {}, folder: own.join('/') }
  const { stood, stands, broken } = await onTheWayUp(files, own)
  if (stood instanceof VariorumError) {
    if (broken !== undefined) throw withAdvice(stood)
    const note = `${stood.message} ${stands === undefined ? 'None' : 'The one that is judged here'} is taken instead.`
    return { ...(stands ?? nothing), note }
  }
  if (broken !== undefined) throw broken
  if (stood !== undefined || stands === undefined) return { ...(stood ?? nothing), note: null }
  if (!files.commits) return { ...stands, note: null }
  const note = 'The config is new in this range and counts from the next one on; --config takes it now.'
  return { ...nothing, note }
}

/** The nearest config before, and the nearest one after; what stands after and is none. */
interface OnTheWay {
  stood?: Found | VariorumError
  stands?: Found
  broken?: VariorumError
}

async function onTheWayUp(files: BaseFiles, own: readonly string[]): Promise<OnTheWay> {
  const found: OnTheWay = {}
  for (let depth = own.length; depth >= 0; depth--) {
    const folder = own.slice(0, depth).join('/')
    for (const [name, read] of [
      [configName, configOf],
      ['package.json', packageConfigOf],
    ] as const) {
      const path = place(folder, name)
      const readAs = (bytes: Uint8Array | null, when: string): Found | VariorumError | null => {
        try {
          const config = bytes === null ? null : read(new TextDecoder().decode(bytes), `${path} (${when})`)
          return config && { config, folder }
        } catch (error) {
          if (error instanceof VariorumError) return error
          throw error
        }
      }
      const is = await files.after(path)
      // farther up a file that nobody touched says nothing any more
      if (found.stood !== undefined && (is === 'same' || is === null)) continue
      const was = found.stood === undefined ? readAs(await files.read(path), 'as it was before') : null
      const now = is === 'same' ? was : readAs(is, 'as the range leaves it')
      if (was !== null) found.stood ??= was
      if (now instanceof VariorumError) found.broken ??= now
      else if (now !== null) found.stands ??= now
    }
  }
  return found
}

function withAdvice(error: VariorumError): VariorumError {
  const advice = [error.advice, '--config FILE takes another one.'].filter((text) => text !== null).join(' ')
  return new VariorumError(error.code, error.message, { advice, cause: error })
}

/** The archive's folder that a config says, or that stood before. */
export async function archiveFolder(files: BaseFiles, { config, folder }: ConfigInForce): Promise<string> {
  if (config.archive !== undefined) return join(files.top, folder, config.archive)
  const usual = place(folder, 'archive')
  return join(files.top, (await files.isFolder(usual)) ? usual : folder)
}

function place(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
