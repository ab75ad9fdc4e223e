import { delimiter, isAbsolute, sep } from 'node:path'

/**
 * Where programs are looked for: never beside the working directory or among installed packages, both of which are pages'
 * neighbours.
 * @param path of the environment
 */
export function searchPath(path: string | undefined): string {
  const own = (path ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !folder.split(sep).includes('node_modules'))
  return [...new Set([...own, '/usr/bin', '/bin'])].join(delimiter)
}
