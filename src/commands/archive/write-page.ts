import { constants } from 'node:fs'
import { link, lstat, open, realpath, rename, unlink } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import type { PagePath } from '../../model/page.ts'

/** A new file could take the place of one that nobody may write to; it is not ours to do so. */
const writePermissionBits = 0o222

/**
 * Replaces a page's bytes, whole or not at all, and only if the page still holds what it was judged by.
 * @param before the bytes that the page must still hold
 * @param activity what was going on meanwhile, for the message that it changed
 * @throws VariorumError `outside-archive` for a link or a folder that leads out of the archive, `page-changed` where
 *   somebody saved in the meantime, `write-failed` with the page untouched
 */
export async function writePage(
  archive: string,
  path: PagePath,
  before: Uint8Array,
  after: Uint8Array,
  activity = 'its Changes section was being worked out',
): Promise<void> {
  const target = await resolveInArchive(archive, path)
  const { mode } = await lstat(target)
  if ((mode & writePermissionBits) === 0) {
    throw new VariorumError('write-failed', `${path} is read-only; it was left alone.`, {
      advice: 'Allow writing to it first: somebody did not want it changed.',
    })
  }
  await writeAtomically(target, path, after, mode & 0o777, async (temporary) => {
    if (!(await hasContent(target, before))) {
      throw new VariorumError('page-changed', `${path} was saved while ${activity}; it was left alone.`, {
        advice: 'Run the command again.',
      })
    }
    await rename(temporary, target)
  })
}

/**
 * Makes a file at the archive's root, whole or not at all, and never in the place of one that is there.
 * @throws VariorumError `page-changed` where somebody made one in the meantime, `write-failed`
 */
export async function writeNewFile(archive: string, name: string, bytes: Uint8Array): Promise<void> {
  const target = join(await realpath(archive), name)
  await writeAtomically(target, name, bytes, null, async (temporary) => {
    if (await linkIfFree(temporary, target)) return
    throw new VariorumError('page-changed', `${name} was made by somebody else in the meantime; it was left alone.`, {
      advice: 'Run the command again.',
    })
  })
}

/**
 * Gives a file its place where nothing is yet. A second name is refused where there is one already, which a renaming is not.
 * @returns whether it was free
 */
async function linkIfFree(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // a file system without second names: whoever makes the file between the look and the renaming loses it
    if (code === undefined || !noHardLinkCodes.includes(code)) throw error
    if ((await lstat(target).catch(() => null)) !== null) return false
    return rename(temporary, target).then(() => true)
  }
  // a name too many is no reason to say that nothing was written
  await unlink(temporary).catch(() => {})
  return true
}

/** How systems say that a file system has no second names. */
const noHardLinkCodes = ['EPERM', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EINVAL']

/**
 * Writes a file beside its place, syncs it, and puts it in its place.
 * @param mode of the file; null: the usual one
 * @param moveToTarget moves the file there; throws where the place is not as it was expected to be
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
    throw new VariorumError(
      'write-failed',
      `${name} could not be written: ${(error as Error).message}. What stood there is as it was.`,
      {
        advice: 'See that the folder may be written to and that the disk has space.',
        cause: error,
      },
    )
  }
}

/** The page's place with every folder's links resolved. @throws VariorumError `outside-archive` */
async function resolveInArchive(archive: string, path: PagePath): Promise<string> {
  const root = await realpath(archive)
  const requested = join(root, path)
  const folder = await realpath(dirname(requested))
  const target = join(folder, path.slice(path.lastIndexOf('/') + 1))
  const isInside = folder === root || folder.startsWith(root + sep)
  if (isInside && (await lstat(target)).isFile()) return target
  throw new VariorumError(
    'outside-archive',
    `${path} is a link, or lies behind one that leads out of ${archive}; nothing was written.`,
    {
      advice: 'Point --archive at the folder that really holds the pages.',
    },
  )
}

async function hasContent(target: string, bytes: Uint8Array): Promise<boolean> {
  const file = await open(target, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    return Buffer.compare(await file.readFile(), bytes) === 0
  } finally {
    await file.close()
  }
}

/** Makes the rename itself durable; where a system cannot sync a folder, the page is whole either way. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } catch {
    // Not every file system syncs folders.
  } finally {
    await handle.close()
  }
}
