import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Bytes; what is larger is no settings file, baseline or list of redirects. */
const most = 64 * 2 ** 20

/**
 * The text of a file that a person writes by hand or a program as a report. Links are followed, but only a regular file is read,
 * and never without end: neither a named pipe nor a device.
 * @throws the system's error where it cannot be opened, an error that says why where it is not read
 */
export async function readSmallFile(path: string, limit = most): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const found = await file.stat()
    if (found.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
    if (!found.isFile()) throw new Error('it is not a regular file')
    if (found.size > limit) throw new Error(`it has ${found.size} bytes; up to ${limit} are read`)
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
