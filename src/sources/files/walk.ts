import { isUtf8 } from 'node:buffer'
import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PagePath } from '../../model/page.ts'
import type { FileStamp } from './stamp.ts'

/** A regular file, with its path from the archive's root. */
export interface RegularFile {
  readonly kind: 'file'
  readonly path: PagePath
  readonly name: string
  /** Bytes at the time of the walk. */
  readonly size: number
  readonly stamp: FileStamp
}

/**
 * An entry of a walk. `special`: a pipe, socket or device. `unnameable`: the name is not UTF-8 and `path` only resembles
 * it. `unseen`: a folder that could not be listed, or an entry that could not be inspected.
 */
export type WalkEntry =
  | RegularFile
  | { readonly kind: 'link' | 'special' | 'unnameable'; readonly path: PagePath; readonly name: string }
  | { readonly kind: 'unseen'; readonly path: PagePath; readonly name: string; readonly reason: string }

/**
 * Walks an archive without opening a file or following a link. Skips folders whose name begins with a dot, and
 * `node_modules`. Its system calls are synchronous, which costs a third of the processor time of asynchronous ones. A
 * caller with other work pauses between entries, for example with `cooperative`.
 * @param root absolute, with links resolved
 * @param scope files and folders to begin at, from the root
 * @param without absolute paths of folders to skip
 */
export function* walkArchive(
  root: string,
  scope: readonly PagePath[],
  without: readonly string[],
): Generator<WalkEntry> {
  for (const path of scope) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const entry = inspectPath(root, path, name)
    if (entry === 'folder') yield* walkFolder(root, path, without)
    else if (entry !== 'nothing') yield entry
  }
}

function* walkFolder(root: string, folder: PagePath, without: readonly string[]): Generator<WalkEntry> {
  let entries: Dirent<Buffer>[]
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true, encoding: 'buffer' })
  } catch (error) {
    const reason = errorCode(error)
    if (reason !== 'ENOENT') yield { kind: 'unseen', path: folder, name: folder, reason }
    return
  }
  for (const entry of entries) {
    const name = entry.name.toString('utf8')
    const path = folder === '' ? name : `${folder}/${name}`
    if (!isUtf8(entry.name)) yield { kind: 'unnameable', path, name }
    else if (entry.isDirectory()) {
      if (!isIgnoredFolder(name) && !without.includes(join(root, path))) yield* walkFolder(root, path, without)
    } else {
      const inspected = inspectPath(root, path, name)
      if (inspected !== 'nothing' && inspected !== 'folder') yield inspected
    }
  }
}

/** Whether a path is one of the given files or folders, or below one of them. `''` is the root. */
export function isInAny(folders: readonly PagePath[], path: PagePath): boolean {
  return folders.some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`))
}

/** Whether a walk skips folders with this name. */
export function isIgnoredFolder(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules'
}

/** Inspects one path of the archive without following links. @param name the path's last part */
export function inspectPath(root: string, path: PagePath, name: string): WalkEntry | 'folder' | 'nothing' {
  try {
    const stats = lstatSync(`${root}/${path}`, { bigint: true, throwIfNoEntry: false })
    if (stats === undefined) return 'nothing'
    if (stats.isDirectory()) return 'folder'
    const { ino, size, mtimeNs, ctimeNs } = stats
    if (stats.isFile()) return { kind: 'file', path, name, size: Number(size), stamp: { ino, size, mtimeNs, ctimeNs } }
    return { kind: stats.isSymbolicLink() ? 'link' : 'special', path, name }
  } catch (error) {
    const reason = errorCode(error)
    return reason === 'ENOENT' || reason === 'ENOTDIR' ? 'nothing' : { kind: 'unseen', path, name, reason }
  }
}

/** Node's error code, such as `EACCES`. */
function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
