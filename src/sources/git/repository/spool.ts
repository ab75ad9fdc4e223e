import { closeSync, openSync, readSync, statfsSync, unlinkSync } from 'node:fs'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { VariorumError } from '../../../model/errors.ts'

/**
 * A file in memory that one process writes while another reads it. Git hands a pipe a few kilobytes at a time, and each
 * wakes the reader; a file costs git one cheap write and is read by the megabyte, at about half the processor time.
 */
export interface Spool {
  /** File descriptor for the writer. */
  readonly output: number
  /** Yields what is written as it comes, `bytes` in all. */
  chunks(bytes: number, writer: Promise<void>): AsyncGenerator<Buffer>
  close(): void
}

/**
 * @param bytes how much will be written
 * @returns null where this machine has no memory file system, or not the room; use a pipe then
 */
export function openSpool(bytes: number): Spool | null {
  const output = openUnlinkedFile(bytes)
  if (output === null) return null
  let closed = false
  return {
    output,
    chunks: (bytes, writer) => readWhileGrowing(output, bytes, writer),
    close: () => {
      if (!closed) closeSync(output)
      closed = true
    },
  }
}

const memoryFolder = '/dev/shm'

function openUnlinkedFile(bytes: number): number | null {
  if (process.platform !== 'linux') return null
  try {
    const { bavail, bsize } = statfsSync(memoryFolder)
    if (bavail * bsize < bytes * 1.25 + 32 * 2 ** 20) return null
    const path = `${memoryFolder}/variorum-${crypto.randomUUID()}`
    const descriptor = openSync(path, 'wx+', 0o600)
    // nameless from here on: nothing stays behind, however we end
    unlinkSync(path)
    return descriptor
  } catch {
    return null
  }
}

async function* readWhileGrowing(file: number, bytes: number, writer: Promise<void>): AsyncGenerator<Buffer> {
  let ended = false
  const end = writer.finally(() => {
    ended = true
  })
  // a failure is met where it matters, after what was written before it has been read
  end.catch(() => undefined)
  for (let position = 0; position < bytes; ) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(2 ** 20, bytes - position))
    let filled = 0
    while (filled < buffer.length) {
      const wasEnded = ended
      const count = readSync(file, buffer, filled, buffer.length - filled, position + filled)
      if (count > 0) {
        yield buffer.subarray(filled, filled + count)
        filled += count
      } else if (wasEnded) {
        await end
        throw new VariorumError('git-failed', 'git ended before it had written all contents.')
      } else {
        await Promise.race([end.catch(() => undefined), setTimeout(2)])
      }
    }
    position += filled
    // reading never waits for anything, so others are given their turn here: signals, and the log that is read ahead
    await setImmediate()
  }
}
