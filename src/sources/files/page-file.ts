import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { throwIfAborted } from '../source.ts'
import { isSameStamp } from './stamp.ts'

/** The result of reading a file. The reason of `refused` completes a sentence that begins with the path. */
export type PageReadResult =
  /** `modified`: the file's own time, milliseconds since 1970. */
  | { readonly what: 'read'; readonly bytes: Uint8Array; readonly modified: number }
  | { readonly what: 'gone' }
  | { readonly what: 'refused'; readonly reason: string }

/**
 * Reads a whole file. It must be a regular file, not a link, and not change while it is read. Never waits for a writer of
 * a named pipe. Tries again, for about a quarter of a second, while the file changes.
 * @param path absolute
 * @param maxBytes a larger file is refused
 */
export async function readPageFile(path: string, maxBytes: number, signal?: AbortSignal): Promise<PageReadResult> {
  for (const pause of [20, 60, 180, null]) {
    const outcome = await readPageOnce(path, maxBytes)
    if (outcome !== 'changing') return outcome
    if (pause !== null) await setTimeout(pause)
    throwIfAborted(signal)
  }
  return { what: 'refused', reason: 'is still being written; it will be read when it no longer changes' }
}

/** Like `readPageFile`, but tries once. @returns `changing` if the file changed while it was read */
export async function readPageOnce(path: string, maxBytes: number): Promise<PageReadResult | 'changing'> {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const before = await file.stat({ bigint: true })
    if (!before.isFile()) return { what: 'refused', reason: 'is not a regular file' }
    if (before.size > maxBytes)
      return { what: 'refused', reason: `has ${before.size} bytes; up to ${maxBytes} are read` }
    const bytes = await readExactly(file, Number(before.size))
    if (bytes === null || !isSameStamp(before, await file.stat({ bigint: true }))) return 'changing'
    return { what: 'read', bytes, modified: Number(before.mtimeNs / 1_000_000n) }
  } catch (error) {
    return failureResult(error)
  }
}

/** @returns null if the file has fewer or more bytes than expected */
async function readExactly(file: FileHandle, size: number): Promise<Buffer | null> {
  // One byte more shows that the file has grown.
  const buffer = Buffer.allocUnsafeSlow(size + 1)
  let filled = 0
  // Most files are read in one call. A second call, only to see the end, would cost a sixth more time.
  while (filled < size || filled === 0) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled === size ? buffer.subarray(0, size) : null
}

function failureResult(error: unknown): PageReadResult {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { what: 'gone' }
  // The errors of O_NOFOLLOW for a link.
  if (code === 'ELOOP' || code === 'EMLINK') return { what: 'refused', reason: 'is a symbolic link, never followed' }
  // The error of `open` for a socket.
  if (code === 'ENXIO') return { what: 'refused', reason: 'is not a regular file' }
  return { what: 'refused', reason: `could not be read (${code})` }
}
