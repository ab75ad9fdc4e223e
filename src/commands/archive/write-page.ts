import { constants } from 'node:fs'
import { link, lstat, open, realpath, rename, unlink } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import type { PagePath } from '../../model/page.ts'

/** A rename would replace even a read-only file, so its mode is checked first. */
const writePermissionBits = 0o222

/**
 * Replaces a page's bytes, as a whole or not at all, and only if the page still has the expected bytes.
 * @param before the expected bytes
 * @param activity what Variorum did since it read the page, for the message that the page changed
 * @throws VariorumError `outside-archive` for a link or a folder that leads out of the archive; `page-changed` if somebody
 *   saved the page; `write-failed`. The page is unchanged then.
 */
export async function writePage(
  archive: string,
  path: PagePath,
  before: Uint8Array,
  after: Uint8Array,
  activity = 'its Changes section was computed',
): Promise<void> {
  const target = await resolveInArchive(archive, path)
  const { mode } = await lstat(target)
  if ((mode & writePermissionBits) === 0) {
    const message = `${path} is read-only; it was not changed.`
    throw new VariorumError('write-failed', message, { advice: 'Make the file writable first.' })
  }
  await writeAtomically(target, path, after, mode & 0o777, async (temporary) => {
    if (!(await hasContent(target, before))) {
      const message = `${path} was saved while ${activity}; it was not changed.`
      throw new VariorumError('page-changed', message, { advice: 'Run the command again.' })
    }
    await rename(temporary, target)
  })
}

/**
 * Creates a file at the archive's root, as a whole or not at all, and never replaces a file.
 * @throws VariorumError `page-changed` if the file exists, `write-failed`
 */
export async function writeNewFile(archive: string, name: string, bytes: Uint8Array): Promise<void> {
  const target = join(await realpath(archive), name)
  await writeAtomically(target, name, bytes, null, async (temporary) => {
    if (await linkIfFree(temporary, target)) return
    const message = `${name} was created at the same time by somebody else; it was not changed.`
    throw new VariorumError('page-changed', message, { advice: 'Run the command again.' })
  })
}

/**
 * Moves a file to a free name. A hard link fails if the name exists; a rename would replace the file.
 * @returns whether the name was free
 */
async function linkIfFree(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // without hard links, a file that appears between the check and the rename is lost
    if (code === undefined || !noHardLinkCodes.includes(code)) throw error
    if ((await lstat(target).catch(() => null)) !== null) return false
    return rename(temporary, target).then(() => true)
  }
  // the file is written, even if the temporary name stays
  await unlink(temporary).catch(() => {})
  return true
}

/** Error codes of file systems without hard links. */
const noHardLinkCodes = ['EPERM', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EINVAL']

/**
 * Writes a temporary file in the target's folder, syncs it, and moves it to the target.
 * @param mode of the file; null: the default
 * @param moveToTarget moves the temporary file; throws if the target is not as expected
 */
async function writeAtomically(
  target: string,
  name: string,
  bytes: Uint8Array,
  mode: number | null,
  moveToTarget: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(target), `.variorum-${process.pid}-${Date.now().toString(36)}.tmp`)
  try {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    const file = await open(temporary, flags, mode ?? 0o666)
    try {
      if (mode !== null) await file.chmod(mode)
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await moveToTarget(temporary)
    await syncFolder(dirname(target))
  } catch (error) {
    await unlink(temporary).catch(() => {})
    if (error instanceof VariorumError) throw error
    const message = `${name} could not be written: ${(error as Error).message}. The file was not changed.`
    const advice = 'Check that the folder is writable and the disk has space.'
    throw new VariorumError('write-failed', message, { advice, cause: error })
  }
}

/** The page's path with the links of its folders resolved. @throws VariorumError `outside-archive` */
async function resolveInArchive(archive: string, path: PagePath): Promise<string> {
  const root = await realpath(archive)
  const requested = join(root, path)
  const folder = await realpath(dirname(requested))
  const target = join(folder, path.slice(path.lastIndexOf('/') + 1))
  const isInside = folder === root || folder.startsWith(root + sep)
  if (isInside && (await lstat(target)).isFile()) return target
  const message = `${path} is a link, or a link in its path leads out of ${archive}; nothing was written.`
  const advice = 'Give the folder that contains the pages with --archive.'
  throw new VariorumError('outside-archive', message, { advice })
}

async function hasContent(target: string, bytes: Uint8Array): Promise<boolean> {
  await using file = await open(target, constants.O_RDONLY | constants.O_NOFOLLOW)
  return Buffer.compare(await file.readFile(), bytes) === 0
}

/** Makes the rename durable. Without it the page is still complete: either the old one or the new one. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, constants.O_RDONLY)
  // not every file system can sync folders
  await handle.sync().catch(() => {})
}
