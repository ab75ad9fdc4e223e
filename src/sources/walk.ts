import { isUtf8 } from 'node:buffer'
import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PagePath } from '../model/page.ts'

/** A regular file, by its path from the archive's root on. */
export interface FoundFile {
  readonly kind: 'file'
  readonly path: PagePath
  readonly name: string
  /** Bytes, when it was seen. */
  readonly size: number
}

/**
 * What else is met. `special`: a pipe, socket or device. `unnameable`: its name is not UTF-8, `path` only resembles it.
 * `unseen`: a folder that could not be listed.
 */
export type Found = FoundFile | FoundOther | UnseenFolder

export interface FoundOther {
  readonly kind: 'link' | 'special' | 'unnameable'
  readonly path: PagePath
  readonly name: string
}

export interface UnseenFolder {
  readonly kind: 'unseen'
  readonly path: PagePath
  readonly name: string
  readonly reason: string
}

/**
 * Walks an archive without opening a file or following a link. Folders whose name begins with a dot, and installed packages, are
 * passed over.
 * @param root absolute, links resolved
 * @param scope files and folders to begin at, from the root on
 * @param without folders to pass over, absolute
 */
export async function* walk(
  root: string,
  scope: readonly PagePath[],
  without: readonly string[],
): AsyncGenerator<Found> {
  for (const path of scope) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const stats = await lstat(join(root, path)).catch(() => null)
    if (stats === null) continue
    if (stats.isDirectory()) yield* walkFolder(root, path, without)
    else yield describe(path, name, stats, stats.size)
  }
}

async function* walkFolder(root: string, folder: PagePath, without: readonly string[]): AsyncGenerator<Found> {
  let entries: Dirent<Buffer>[]
  try {
    entries = await readdir(join(root, folder), { withFileTypes: true, encoding: 'buffer' })
  } catch (error) {
    const reason = errorCode(error)
    if (reason !== 'ENOENT') yield { kind: 'unseen', path: folder, name: folder, reason }
    return
  }
  const files: { path: PagePath; name: string; entry: Dirent<Buffer> }[] = []
  for (const entry of entries) {
    const name = entry.name.toString('utf8')
    const path = folder === '' ? name : `${folder}/${name}`
    if (!isUtf8(entry.name)) yield { kind: 'unnameable', path, name }
    else if (!entry.isDirectory()) files.push({ path, name, entry })
    else if (!isPassedOver(name) && !without.includes(join(root, path))) yield* walkFolder(root, path, without)
  }
  const sizes = await Promise.all(
    files.map(async ({ path, entry }) => (entry.isFile() ? lstat(join(root, path)).catch(() => null) : null)),
  )
  for (const [index, { path, name, entry }] of files.entries()) {
    yield describe(path, name, entry, sizes[index]?.size ?? 0)
  }
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules'
}

function describe(
  path: PagePath,
  name: string,
  entry: { isFile(): boolean; isSymbolicLink(): boolean },
  size: number,
): Found {
  if (entry.isFile()) return { kind: 'file', path, name, size }
  return { kind: entry.isSymbolicLink() ? 'link' : 'special', path, name }
}

/** Node's name for what went wrong, `EACCES`. */
function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
