import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/**
 * Where a path leads that a link takes out of the project: whoever commits `out` as a link to `/home/you` must not have
 * `out/report.json` written there. A path that is outside to begin with was asked for as it is.
 * @param path absolute; it need not be there
 * @param cwd a folder of the project, which is the repository around it, or else the folder itself
 * @returns the place outside; null where the path stays where it says
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

/** The path with its links resolved, as far as it is there; through a link to nothing nothing can be written. */
async function resolveExistingLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null)
  if (real !== null) return real
  return dirname(path) === path ? path : join(await resolveExistingLinks(dirname(path)), basename(path))
}

function isWithin(folder: string, path: string): boolean {
  const relativePath = relative(folder, path)
  // to another drive no way is relative
  return relativePath.split(sep)[0] !== '..' && !isAbsolute(relativePath)
}
