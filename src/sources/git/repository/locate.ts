import { lstat, open, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'

/** The place of a repository on disk. */
export interface RepositoryLocation {
  /** The working tree's top folder, or the bare repository itself, with links resolved. */
  readonly top: string
  readonly bare: boolean
}

/**
 * Finds the repository of a path without starting git: upwards to the nearest `.git`. An attacker can commit files that look
 * like a bare repository. Such a folder is used only if the path names it, or if there is no `.git` around it.
 * @param named whether the user named this folder
 * @throws VariorumError `repository-not-found`
 */
export async function locateRepository(path: string, named = true): Promise<RepositoryLocation> {
  const start = await realpath(resolve(path)).catch(() => null)
  if (start === null) throw new VariorumError('repository-not-found', `There is no ${path}.`, { advice: adviceToName })
  if (!(await stat(start)).isDirectory()) throw await notAFolderError(path, start)
  for (let folder = start; ; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) return { top: folder, bare: false }
    const isLast = dirname(folder) === folder
    if (((named && folder === start) || isLast) && (await looksBare(start))) return { top: start, bare: true }
    if (isLast) throw notARepositoryError(path)
  }
}

/** Whether a repository is at or around a path. */
export async function isInRepository(path: string): Promise<boolean> {
  return locateRepository(path, false).then(
    () => true,
    () => false,
  )
}

/** Builds the error for a path outside any repository. */
export function notARepositoryError(path: string, cause?: unknown): VariorumError {
  return new VariorumError('repository-not-found', `${path} is not in a git repository.`, {
    advice: adviceToName,
    cause,
  })
}

/**
 * Finds a repository's objects and checks that they are its own. A hostile repository could point to another one, whose
 * contents would then be recorded.
 * @param common git's common folder, as git printed it
 * @returns the absolute objects folder and the text of `shallow`, which is empty for a complete history
 * @throws VariorumError `repository-refused`
 */
export async function locateOwnObjects(
  { top, bare }: RepositoryLocation,
  common: string,
): Promise<{ objects: string; shallow: string }> {
  const own = await realpath(common)
  const dotGit = join(top, '.git')
  const expected = bare ? top : (await lstat(dotGit)).isDirectory() ? dotGit : null
  // A `.git` file is the way in which working trees and submodules name their repository.
  if (expected !== null && own !== expected) throw foreignObjectsError(top, common)
  const objects = join(own, 'objects')
  for (const folder of [objects, join(objects, 'pack'), join(objects, 'info')]) {
    const found = await lstat(folder).catch(() => null)
    if (found !== null && !found.isDirectory()) throw foreignObjectsError(top, folder)
  }
  const list = join(objects, 'info', 'alternates')
  const listed = await lstat(list).catch(() => null)
  if (listed !== null && !listed.isFile()) throw foreignObjectsError(top, list)
  const alternates = listed === null ? '' : await readFile(list, 'utf8').catch(() => '')
  if (alternates.trim() !== '') throw foreignObjectsError(top, alternates.trim().split('\n')[0] ?? '')
  const shallow = join(own, 'shallow')
  const isFile = (await lstat(shallow).catch(() => null))?.isFile() ?? false
  return { objects, shallow: isFile ? await readFile(shallow, 'latin1') : '' }
}

const adviceToName = 'Name a folder inside a git repository, or record the pages as they are on disk: variorum ingest'

function foreignObjectsError(top: string, where: string): VariorumError {
  return new VariorumError('repository-refused', `${top} has objects outside the repository, at ${where}.`, {
    advice: 'If you trust it, make a complete copy and import that: git clone --no-local --bare FROM TO',
  })
}

async function notAFolderError(path: string, file: string): Promise<VariorumError> {
  if (!(await isBundle(file)))
    return new VariorumError('repository-not-found', `${path} is a file.`, { advice: adviceToName })
  return new VariorumError('repository-not-found', `${path} is a bundle, not a repository.`, {
    advice: `Unpack it and import that: git clone --bare ${path} FOLDER`,
  })
}

async function isBundle(file: string): Promise<boolean> {
  if (!(await stat(file)).isFile()) return false
  await using handle = await open(file).catch(() => null)
  const start = await handle?.read(Buffer.alloc(3), 0, 3, 0)
  return start?.buffer.toString('latin1') === '# v'
}

async function looksBare(folder: string): Promise<boolean> {
  if (folder.endsWith(`${sep}.git`)) return false
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((part) => exists(join(folder, part))))
  return parts.every(Boolean)
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null
}
