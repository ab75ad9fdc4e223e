import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/**
 * Turns an EVENT that names a file into the page's path in the archive. Other EVENTs stay unchanged.
 * @param event a relative path starts from `cwd`; a final `@N` is kept
 */
export function resolvePageArgument(event: string, cwd: string, archive: string): string {
  const [, name = event, version = ''] = /^(.+?)(@[^@/]*)?$/.exec(event) ?? []
  if (/[\r\n\0]/.test(event)) return event
  const file = resolve(cwd, name)
  if (!existsSync(file)) return event
  // The path of the archive has no symbolic links either.
  const path = relative(archive, join(realpathSync(dirname(file)), basename(file)))
  const outside = path === '' || path === '..' || path.startsWith(`..${sep}`)
  return outside ? event : path.split(sep).join('/') + version
}
