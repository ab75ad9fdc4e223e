import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'

/**
 * The archive's path from the repository's top, `''` where it is the top.
 * @throws VariorumError `usage` where it lies outside
 */
export async function archiveFolderWithin(top: string, archive: string): Promise<string> {
  const folder = relative(top, await realpath(archive).catch(() => resolve(archive)))
  if (folder.split(sep)[0] === '..' || resolve(top, folder) === folder) {
    throw new VariorumError('usage', `The archive ${archive} is not inside the repository ${top}.`, {
      advice: 'Name the repository that holds the archive, or leave the archive out to take the whole tree.',
    })
  }
  return folder.split(sep).join('/')
}

/**
 * Where a path is told to be below a repository's top, whatever links there are on the way; null where it is not below it.
 * @param top links resolved
 */
export async function pathWithin(top: string, path: string): Promise<string | null> {
  let relativePath = ''
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((await realpath(folder).catch(() => null)) === top) return relativePath.split(sep).join('/')
    if (dirname(folder) === folder) return null
    relativePath = join(basename(folder), relativePath)
  }
}
