import { join } from 'node:path'
import type { PagePath } from '../../model/page.ts'
import { readPageFile } from '../../sources/files/page-file.ts'
import { maxPageBytes } from '../../sources/source.ts'
import type { CommandContext } from './command-context.ts'

/** A page's bytes as it lies in the archive; null where none is there that could be read, or the path leads out of it. */
export async function readPageOnDisk(
  { archive }: Pick<CommandContext, 'archive'>,
  path: PagePath,
): Promise<Uint8Array | null> {
  if (path.split('/').includes('..')) return null
  const file = await readPageFile(join(archive, path), maxPageBytes)
  return file.what === 'read' ? file.bytes : null
}
