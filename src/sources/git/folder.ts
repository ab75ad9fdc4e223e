import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { VariorumError } from '../../model/errors.ts'

/**
 * The archive's path from the repository's top, `''` where it is the top.
 * @throws VariorumError `usage` where it lies outside
 */
export async function folderWithin(top: string, archive: string): Promise<string> {
  const folder = relative(top, await realpath(archive).catch(() => resolve(archive)))
  if (folder.split(sep)[0] === '..' || resolve(top, folder) === folder) {
    throw new VariorumError('usage', `The archive ${archive} is not inside the repository ${top}.`, {
      advice: 'Name the repository that holds the archive, or leave the archive out to take the whole tree.',
    })
  }
  return folder.split(sep).join('/')
}
