import { realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { CheckSettings } from '../commands/variorum.ts'
import type { FindingSeverity } from '../model/finding.ts'
import { sectionNames } from '../page/sections.ts'
import { ruleOf } from '../rules/names.ts'
import type { BaseFiles } from '../sources/git/comparison.ts'
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

/**
 * The config that is in force for a range: the one that stood before it, found from the folder where the command runs
 * upward to the top of the repository. What the range itself brings is judged by it, and cannot change it.
 * @throws VariorumError `config-unreadable`
 */
export async function baseConfig(
  files: BaseFiles,
  cwd: string,
): Promise<{ config: Config; folder: string; own: string }> {
  const from = relative(files.top, await realpath(cwd).catch(() => cwd)).split(sep)
  const own = from[0] === '..' || from[0] === '' ? [] : from
  for (let depth = own.length; depth >= 0; depth--) {
    const folder = own.slice(0, depth).join('/')
    const found =
      (await readAt(files, place(folder, configName), configOf)) ??
      (await readAt(files, place(folder, 'package.json'), packageConfigOf))
    if (found !== null) return { config: found, folder, own: own.join('/') }
  }
  return { config: {}, folder: own.join('/'), own: own.join('/') }
}

/** The archive's folder that a base config, or what stood there, says. */
export async function baseArchive(
  files: BaseFiles,
  { config, folder }: { config: Config; folder: string },
): Promise<string> {
  if (config.archive !== undefined) return join(files.top, folder, config.archive)
  const usual = place(folder, 'archive')
  return join(files.top, (await files.isFolder(usual)) ? usual : folder)
}

async function readAt(
  files: BaseFiles,
  path: string,
  read: (source: string, path: string) => Config | null,
): Promise<Config | null> {
  const bytes = await files.read(path)
  return bytes === null ? null : read(new TextDecoder().decode(bytes), `${path} (as it was before)`)
}

function place(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
