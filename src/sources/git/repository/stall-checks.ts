import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'

/**
 * Why git may never end, asked once it has taken long: a repository of strangers can make it wait for ever, or list files
 * without end. Null where nothing speaks for that.
 */
export type StallCheck = () => Promise<VariorumError | null>

/**
 * Whether something among a repository's files can never be read to its end, such as a named pipe.
 * @param accepts which files git reads, by name; default all
 */
export function blockingFileCheck(folder: string, accepts: (name: string) => boolean = () => true): StallCheck {
  return async () => {
    const blocking = await findBlockingFile(folder, accepts)
    if (blocking === null) return null
    return new VariorumError(
      'repository-refused',
      `${blocking} is neither a file nor a folder, and git waits for it.`,
      {
        advice: 'Take it away: git keeps nothing in it.',
      },
    )
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
