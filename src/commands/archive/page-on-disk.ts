import { join } from 'node:path'
import type { PagePath } from '../../model/page.ts'
import { readPageFile } from '../../sources/files/page-file.ts'
import { maxPageBytes } from '../../sources/source.ts'
import type { CommandContext } from './command-context.ts'

/** The bytes of a page on disk; null for a missing or unreadable page, and for a path that leads out of the archive. */
export async function readPageOnDisk({ archive }: CommandContext, path: PagePath): Promise<Uint8Array | null> {
  if (path.split('/').includes('..')) return null
  const file = await readPageFile(join(archive, path), maxPageBytes)
  return file.what === 'read' ? file.bytes : null
}
