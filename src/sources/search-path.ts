import { delimiter, isAbsolute, sep } from 'node:path'

/**
 * The search path for programs. It leaves out relative folders and `node_modules`, since a hostile repository could put
 * programs there.
 * @param path the PATH of the environment
 */
export function searchPath(path: string | undefined): string {
  const own = (path ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !folder.split(sep).includes('node_modules'))
  return [...new Set([...own, '/usr/bin', '/bin'])].join(delimiter)
}
