import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { throwIfAborted } from '../source.ts'

/** What came of reading a file. `refused`: its reason completes a sentence that begins with the path. */
export type PageReadResult =
  /** `modified`: the file's own time, milliseconds since 1970. */
  | { readonly what: 'read'; readonly bytes: Uint8Array; readonly modified: number }
  | { readonly what: 'gone' }
  | { readonly what: 'refused'; readonly reason: string }

/**
 * Reads a file whole, or not at all: a regular file only, no link, and the same before and after the reading. Never waits for
 * a pipe's other end.
 * @param path absolute
 * @param maxBytes refused when larger
 */
export async function readPageFile(path: string, maxBytes: number, signal?: AbortSignal): Promise<PageReadResult> {
  for (const pause of [20, 60, 180, null]) {
    const outcome = await readPageOnce(path, maxBytes)
    if (outcome !== 'changing') return outcome
    if (pause !== null) await setTimeout(pause)
    throwIfAborted(signal)
  }
  return { what: 'refused', reason: 'is still being written; it will be read once it rests' }
}

/** The same without patience: `changing` where the file was not the same before and after the reading. */
export async function readPageOnce(path: string, maxBytes: number): Promise<PageReadResult | 'changing'> {
  let file: FileHandle
  try {
    // without O_NONBLOCK, opening a named pipe would wait for a writer
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    return failureResult(error)
  }
  try {
    const before = await file.stat({ bigint: true })
    if (!before.isFile()) return { what: 'refused', reason: 'is not a regular file' }
    if (before.size > maxBytes) {
      return { what: 'refused', reason: `has ${before.size} bytes; up to ${maxBytes} are read` }
    }
    const bytes = await readExactly(file, Number(before.size))
    if (bytes === null || !isUnchanged(before, await file.stat({ bigint: true }))) return 'changing'
    return { what: 'read', bytes, modified: Number(before.mtimeNs / 1_000_000n) }
  } catch (error) {
    return failureResult(error)
  } finally {
    await file.close()
  }
}

/** The bytes, or null where there are fewer or more than expected. */
async function readExactly(file: FileHandle, size: number): Promise<Buffer | null> {
  // one byte more shows that the file has grown
  const buffer = Buffer.allocUnsafeSlow(size + 1)
  let filled = 0
  // asking once more for an end that is reached would cost a sixth of all questions
  while (filled < size || filled === 0) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled === size ? buffer.subarray(0, size) : null
}

function isUnchanged(before: BigIntStats, after: BigIntStats): boolean {
  return before.size === after.size && before.mtimeNs === after.mtimeNs && before.ctimeNs === after.ctimeNs
}

function failureResult(error: unknown): PageReadResult {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { what: 'gone' }
  // what O_NOFOLLOW answers for a link, and open for a socket
  if (code === 'ELOOP' || code === 'EMLINK') return { what: 'refused', reason: 'is a symbolic link, never followed' }
  if (code === 'ENXIO') return { what: 'refused', reason: 'is not a regular file' }
  return { what: 'refused', reason: `could not be read (${code})` }
}
