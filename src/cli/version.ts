import { readFile } from 'node:fs/promises'

/** The version of this package, from its package.json. */
export async function readPackageVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  return version
}

/** The text of `--version`: all that a bug report needs. */
export async function versionText(): Promise<string> {
  const { node, sqlite } = process.versions
  return `variorum ${await readPackageVersion()}\nNode ${node}, SQLite ${sqlite ?? 'none'}, ${process.platform} ${process.arch}\n`
}
