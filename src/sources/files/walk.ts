import { isUtf8 } from 'node:buffer'
import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PagePath } from '../../model/page.ts'
import { type FileStamp, stampOf } from './stamp.ts'

/** A regular file, by its path from the archive's root on. */
export interface RegularFile {
  readonly kind: 'file'
  readonly path: PagePath
  readonly name: string
  /** Bytes, when it was seen. */
  readonly size: number
  readonly stamp: FileStamp
}

/**
 * What else is met. `special`: a pipe, socket or device. `unnameable`: its name is not UTF-8, `path` only resembles it.
 * `unseen`: a folder that could not be listed, or something in it that could not be looked at.
 */
export type WalkEntry = RegularFile | IrregularEntry | UnreadableEntry

export interface IrregularEntry {
  readonly kind: 'link' | 'special' | 'unnameable'
  readonly path: PagePath
  readonly name: string
}

export interface UnreadableEntry {
  readonly kind: 'unseen'
  readonly path: PagePath
  readonly name: string
  readonly reason: string
}

/**
 * Walks an archive without opening a file or following a link. Folders whose name begins with a dot, and installed packages, are
 * passed over. It asks the system one question at a time and waits for the answer: that costs a third of the work of
 * asking many at once. Whoever walks a large archive beside other work pauses now and then.
 * @param root absolute, links resolved
 * @param scope files and folders to begin at, from the root on
 * @param without folders to pass over, absolute
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

/** Whether a walk goes past a folder of this name. */
export function isIgnoredFolder(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules'
}

/**
 * What stands at one path of the archive, links not followed.
 * @param name the path's last part
 */
export function inspectPath(root: string, path: PagePath, name: string): WalkEntry | 'folder' | 'nothing' {
  try {
    const stats = lstatSync(`${root}/${path}`, { bigint: true, throwIfNoEntry: false })
    if (stats === undefined) return 'nothing'
    if (stats.isDirectory()) return 'folder'
    if (stats.isFile()) return { kind: 'file', path, name, size: Number(stats.size), stamp: stampOf(stats) }
    return { kind: stats.isSymbolicLink() ? 'link' : 'special', path, name }
  } catch (error) {
    const reason = errorCode(error)
    return reason === 'ENOENT' || reason === 'ENOTDIR' ? 'nothing' : { kind: 'unseen', path, name, reason }
  }
}

/** Node's name for what went wrong, `EACCES`. */
function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
