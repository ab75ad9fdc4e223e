import { matchesGlob } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'

/** Selects a repository's files and converts their paths. */
export interface FileSelection {
  /** Literal paths from the repository's top that contain all selected files. Empty: anywhere. */
  readonly within: readonly string[]
  /** Classifies a file by its path from the repository's top. */
  classify(file: string): ClassifiedFile
}

/** `page`: selected. `skipped`: not accepted. `unsafe`: a path that no archive can have. `outside`: not requested. */
export interface ClassifiedFile {
  readonly what: 'page' | 'skipped' | 'unsafe' | 'outside'
  readonly path: PagePath
}

/**
 * @param folder the archive in the repository, where page paths begin. `''`: the whole tree
 * @param globs from the archive's root. A folder matches everything below it
 * @throws VariorumError `usage` for an invalid glob
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
    advice: 'Write it relative to the archive, for example "news/2017/**".',
  })
}

function isBelow(path: PagePath, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

/** A forged tree can have names that no working tree could have. They must never reach a disk. */
function isUnsafe(path: PagePath): boolean {
  return /(^|\/)(\.{0,2})(\/|$)/.test(path)
}

/** The literal folders before the first glob character. They limit what git reads. */
function literalPrefixes(folder: string, globs: readonly string[]): string[] {
  const parts = (globs.length === 0 ? [''] : globs).map((glob) => {
    const names = glob.split('/').filter((name) => name !== '')
    const firstGlob = names.findIndex((name) => /[*?[\]{}()!+@]/.test(name))
    const literal = firstGlob < 0 ? names : names.slice(0, firstGlob)
    return [...(folder === '' ? [] : [folder]), ...literal].join('/')
  })
  return parts.includes('') ? [] : parts
}
