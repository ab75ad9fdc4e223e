import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Bytes; what is larger is no settings file, baseline or list of redirects. */
const defaultMaxBytes = 64 * 2 ** 20

/**
 * The text of a file that a person writes by hand or a program as a report. Links are followed, but only a regular file is read,
 * and never without end: neither a named pipe nor a device.
 * @throws the system's error where it cannot be opened, an error that says why where it is not read
 */
export async function readSmallFile(path: string, maxBytes = defaultMaxBytes): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = await file.stat()
    if (stats.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
    if (!stats.isFile()) throw new Error('it is not a regular file')
    if (stats.size > maxBytes) throw new Error(`it has ${stats.size} bytes; up to ${maxBytes} are read`)
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
