import { matchesGlob } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'

/** Which of a repository's files are told, and under which path. */
export interface FileSelection {
  /** Literal paths from the repository's top that hold all of them; empty: anywhere. */
  readonly within: readonly string[]
  /** What becomes of a file, by its path from the repository's top. */
  classify(file: string): ClassifiedFile
}

/** `page`: told under `path`. `skipped`: not accepted. `unsafe`: no path that an archive can hold. `outside`: not asked for. */
export interface ClassifiedFile {
  readonly what: 'page' | 'skipped' | 'unsafe' | 'outside'
  readonly path: PagePath
}

/**
 * @param folder the archive within the repository, `''` for the whole tree; pages are told from there
 * @param globs from the archive's root; a folder stands for all below it
 * @throws VariorumError `usage` for a glob that cannot be one
 */
export function selectFiles(
  folder: string,
  globs: readonly string[],
  accepts: (path: PagePath) => boolean = () => true,
): FileSelection {
  for (const glob of globs) checkGlob(glob)
  const prefix = folder === '' ? '' : `${folder}/`
  const matches = (path: PagePath) => globs.some((glob) => isBelow(path, glob) || matchesGlob(path, glob))
  const classifyFile = (file: string): ClassifiedFile => {
    if (!file.startsWith(prefix)) return { what: 'outside', path: file }
    const path = file.slice(prefix.length)
    if (isUnsafe(path)) return { what: 'unsafe', path }
    if (globs.length > 0 && !matches(path)) return { what: 'outside', path }
    return { what: accepts(path) ? 'page' : 'skipped', path }
  }
  const cache = new Map<string, ClassifiedFile>()
  return {
    within: literalPrefixes(folder, globs),
    classify: (file) => {
      const classified = cache.get(file) ?? classifyFile(file)
      cache.set(file, classified)
      return classified
    },
  }
}

function checkGlob(glob: string): void {
  if (glob !== '' && !/^[-:/!]|[\0\r\n\\]/.test(glob) && !glob.split('/').includes('..')) return
  throw new VariorumError('usage', `${JSON.stringify(glob)} is not a path or glob inside the archive.`, {
    advice: 'Write it from the archive on, for example "news/2017/**".',
  })
}

function isBelow(path: PagePath, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

/** A crafted tree can hold names that no work tree could; none of them may ever reach a disk. */
function isUnsafe(path: PagePath): boolean {
  return /(^|\/)(\.{0,2})(\/|$)/.test(path)
}

/** The folders before the first sign of a glob: with them git looks at less. */
function literalPrefixes(folder: string, globs: readonly string[]): string[] {
  const parts = (globs.length === 0 ? [''] : globs).map((glob) => {
    const names = glob.split('/').filter((name) => name !== '')
    const firstGlob = names.findIndex((name) => /[*?[\]{}()!+@]/.test(name))
    const literal = firstGlob < 0 ? names : names.slice(0, firstGlob)
    return [...(folder === '' ? [] : [folder]), ...literal].join('/')
  })
  return parts.includes('') ? [] : parts
}
