import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'

/**
 * Checks, after git has run for long, whether it may never end. A hostile repository can make it wait forever or list
 * files without end. @returns the reason, or null
 */
export type StallCheck = () => Promise<VariorumError | null>

/**
 * Checks for files in a folder that block a reader, such as named pipes.
 * @param accepts whether git reads a file, by its name. Default: all
 */
export function blockingFileCheck(folder: string, accepts: (name: string) => boolean = () => true): StallCheck {
  return async () => {
    const blocking = await findBlockingFile(folder, accepts)
    if (blocking === null) return null
    const message = `${blocking} is neither a file nor a folder, and git waits for it.`
    return new VariorumError('repository-refused', message, { advice: 'Remove it: git stores nothing in it.' })
  }
}

async function findBlockingFile(folder: string, accepts: (name: string) => boolean): Promise<string | null> {
  const entries = await opendir(folder).catch(() => null)
  if (entries === null) return null
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      const found = await findBlockingFile(path, accepts)
      if (found !== null) return found
    } else if (accepts(entry.name) && !entry.isFile()) {
      const target = entry.isSymbolicLink() ? await stat(path).catch(() => null) : null
      if (!entry.isSymbolicLink() || (target !== null && !target.isFile() && !target.isDirectory())) return path
    }
  }
  return null
}

/** The error for a tree bomb. */
export function treeBombError(): VariorumError {
  return new VariorumError('repository-refused', 'This repository has more files than can be compared.', {
    advice: 'Check its folders: a few objects can name each other so often that they expand without end.',
  })
}
