import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/**
 * Finds a path in the project that a link leads out of it. If `out` is committed as a link to `/home/you`,
 * `out/report.json` must not be written there. A path outside the project is what the user asked for.
 * @param path absolute; it need not exist
 * @param cwd a folder of the project. The project is the repository around it, or else the folder itself
 * @returns the resolved path outside, or null if the path stays inside
 */
export async function resolveOutwardLink(path: string, cwd: string): Promise<string | null> {
  const project = await findProjectFolder(cwd)
  if (!isWithin(project, path)) return null
  const [realProject, realPath] = await Promise.all([resolveExistingLinks(project), resolveExistingLinks(path)])
  return isWithin(realProject, realPath) ? null : realPath
}

async function findProjectFolder(cwd: string): Promise<string> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if ((await lstat(join(folder, '.git')).catch(() => null)) !== null) return folder
    if (dirname(folder) === folder) return resolve(cwd)
  }
}

/** Resolves the links of the existing part of a path. A last link whose target is missing stays unresolved. */
async function resolveExistingLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null)
  if (real !== null) return real
  return dirname(path) === path ? path : join(await resolveExistingLinks(dirname(path)), basename(path))
}

/** Whether a path is a folder or below it. Both are absolute. */
export function isWithin(folder: string, path: string): boolean {
  const relativePath = relative(folder, path)
  // On Windows, the relative path to another drive is absolute.
  return relativePath.split(sep)[0] !== '..' && !isAbsolute(relativePath)
}
