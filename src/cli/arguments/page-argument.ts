import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/**
 * An EVENT that a person at a shell names as a file, from where the command runs, as the page's path in the archive.
 * Whatever is no file inside the archive stays as it was given. `@N` at its end is kept.
 */
export function resolvePageArgument(event: string, cwd: string, archive: string): string {
  const [, name = event, version = ''] = /^(.+?)(@[^@/]*)?$/.exec(event) ?? []
  if (/[\r\n\0]/.test(event)) return event
  const file = resolve(cwd, name)
  if (!existsSync(file)) return event
  // The archive's own path has no symbolic links in it either.
  const path = relative(archive, join(realpathSync(dirname(file)), basename(file)))
  const outside = path === '' || path === '..' || path.startsWith(`..${sep}`)
  return outside ? event : path.split(sep).join('/') + version
}
