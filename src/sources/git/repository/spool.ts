import { openSync, readSync, statfsSync, unlinkSync } from 'node:fs'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { VariorumError } from '../../../model/errors.ts'

const memoryFolder = '/dev/shm'

/**
 * Opens a file in memory that git writes while we read it. Through a pipe, git sends a few kilobytes at a time and each
 * wakes the reader. A file is read by the megabyte and needs about half the processor time.
 * @param bytes the size of the expected output
 * @returns the file's descriptor, or null if this machine has no memory file system or not enough space. Then use a pipe
 */
export function openSpool(bytes: number): number | null {
  if (process.platform !== 'linux') return null
  try {
    const { bavail, bsize } = statfsSync(memoryFolder)
    if (bavail * bsize < bytes * 1.25 + 32 * 2 ** 20) return null
    const path = `${memoryFolder}/variorum-${crypto.randomUUID()}`
    const descriptor = openSync(path, 'wx+', 0o600)
    // Without a name, the file is freed however the process ends.
    unlinkSync(path)
    return descriptor
  } catch {
    return null
  }
}

/** Yields what is written to a spool as it arrives, up to a total of `bytes`. */
export async function* readSpool(file: number, bytes: number, writer: Promise<void>): AsyncGenerator<Buffer> {
  let ended = false
  const end = writer.finally(() => {
    ended = true
  })
  // A failure is thrown below, after everything written before it has been read.
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
        throw new VariorumError('git-failed', 'git ended before it wrote all contents.')
      } else {
        await Promise.race([end.catch(() => undefined), setTimeout(2)])
      }
    }
    position += filled
    // The reads are synchronous, so signals and the log reader get their turn here.
    await setImmediate()
  }
}
