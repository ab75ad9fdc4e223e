import { lstat, open, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'

/** A repository as it lies on disk. */
export interface RepositoryLocation {
  /** The work tree's top folder, or the bare repository itself; links resolved. */
  readonly top: string
  readonly bare: boolean
}

/**
 * Finds the repository that a path belongs to, as git does, but without asking git: upwards to the nearest `.git`. What looks
 * like a bare repository may lie among the pages of another one, as anybody can commit it: it is taken only where the path
 * names it, or where there is no other.
 * @param named whether a person meant this very folder
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

/** The error for a path that no repository is at or around. */
export function notARepositoryError(path: string, cause?: unknown): VariorumError {
  return new VariorumError('repository-not-found', `${path} is not in a git repository.`, {
    advice: adviceToName,
    cause,
  })
}

/**
 * Where a repository keeps its objects, having made sure that they are its own: a repository of unknown origin could
 * point elsewhere and have another repository's contents read into the record.
 * @param common git's common folder, as git told it
 * @returns the objects folder, absolute, and the text of `shallow`, null where the history is whole
 * @throws VariorumError `repository-refused`
 */
export async function locateOwnObjects(
  { top, bare }: RepositoryLocation,
  common: string,
): Promise<{ objects: string; shallow: string | null }> {
  const own = await realpath(common)
  const dotGit = join(top, '.git')
  const expected = bare ? top : (await lstat(dotGit)).isDirectory() ? dotGit : null
  // a `.git` file is how work trees and submodules say where their repository is
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
  const cut = isFile ? await readFile(shallow, 'latin1') : ''
  return { objects, shallow: cut.trim() === '' ? null : cut }
}

const adviceToName = 'Name a folder inside a git repository, or record the pages as they are on disk: variorum ingest'

function foreignObjectsError(top: string, where: string): VariorumError {
  return new VariorumError('repository-refused', `${top} keeps objects outside of itself, at ${where}.`, {
    advice: 'If you trust it, make a copy that stands alone and import that: git clone --no-local --bare FROM TO',
  })
}

async function notAFolderError(path: string, file: string): Promise<VariorumError> {
  const bundle = await startsWith(file, '# v')
  if (!bundle) return new VariorumError('repository-not-found', `${path} is a file.`, { advice: adviceToName })
  return new VariorumError('repository-not-found', `${path} is a bundle, not a repository.`, {
    advice: `Unpack it and import that: git clone --bare ${path} FOLDER`,
  })
}

async function startsWith(file: string, signature: string): Promise<boolean> {
  if (!(await stat(file)).isFile()) return false
  const handle = await open(file).catch(() => null)
  if (handle === null) return false
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(signature.length), 0, signature.length, 0)
    return buffer.toString('latin1', 0, bytesRead) === signature
  } finally {
    await handle.close()
  }
}

async function looksBare(folder: string): Promise<boolean> {
  if (folder.endsWith(`${sep}.git`)) return false
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((part) => exists(join(folder, part))))
  return parts.every(Boolean)
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null
}
