import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'
import { isWithin } from '../../files/outward-link.ts'

/**
 * Returns the archive's path from the repository's top. `''`: the top itself.
 * @throws VariorumError `usage` if it is outside
 */
export async function archiveFolderWithin(top: string, archive: string): Promise<string> {
  const folder = await realpath(archive).catch(() => resolve(archive))
  if (!isWithin(top, folder)) {
    throw new VariorumError('usage', `The archive ${archive} is not inside the repository ${top}.`, {
      advice: 'Name the repository that holds the archive, or leave the archive out to take the whole tree.',
    })
  }
  return relative(top, folder).split(sep).join('/')
}

/**
 * Returns a path relative to a repository's top as it is written, without resolving links below the top.
 * @param top with links resolved
 * @returns null if the path is not below the top
 */
export async function pathWithin(top: string, path: string): Promise<string | null> {
  let relativePath = ''
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((await realpath(folder).catch(() => null)) === top) return relativePath.split(sep).join('/')
    if (dirname(folder) === folder) return null
    relativePath = join(basename(folder), relativePath)
  }
}

/** Converts a page's path to a path from the repository's top. @param folder the archive from the top, `''`: the top */
export function repositoryPathOf(path: PagePath, folder: string): string {
  return folder === '' ? path : path === '' ? folder : `${folder}/${path}`
}

/** Converts the path of a file in the archive from the repository's top to a page's path. */
export function pagePathOf(file: string, folder: string): PagePath {
  return folder === '' ? file : file.slice(folder.length + 1)
}
