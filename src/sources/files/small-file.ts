import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Bytes. A settings file, a baseline or a list of redirects is never larger. */
const defaultMaxBytes = 64 * 2 ** 20

/**
 * Reads a small text file, such as settings or a report. Links are followed. Named pipes and devices are refused, because
 * reading them could never end.
 * @throws Error of the system if it cannot be opened, or an error with the reason if it is refused
 */
export async function readSmallFile(path: string, maxBytes = defaultMaxBytes): Promise<string> {
  await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const stats = await file.stat()
  if (stats.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
  if (!stats.isFile()) throw new Error('it is not a regular file')
  if (stats.size > maxBytes) throw new Error(`it has ${stats.size} bytes; up to ${maxBytes} are read`)
  return await file.readFile('utf8')
}
