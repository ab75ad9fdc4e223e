import { matchesGlob } from 'node:path'
import { VariorumError } from '../../../model/errors.ts'
import { createFinding, type Finding } from '../../../model/finding.ts'
import { memo } from '../../../model/memo.ts'
import type { PagePath } from '../../../model/page.ts'
import { linkMode, submoduleMode } from './modes.ts'

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
    // A forged tree can have names that no working tree could have. They must never reach a disk.
    if (/(^|\/)(\.{0,2})(\/|$)/.test(path)) return { what: 'unsafe', path }
    if (globs.length > 0 && !matches(path)) return { what: 'outside', path }
    return { what: accepts(path) ? 'page' : 'skipped', path }
  }
  return { within: literalPrefixes(folder, globs), classify: memo(classifyFile, 1_000_000) }
}

/**
 * Classifies a file of a commit. A name that is not UTF-8 is `unsafe` too.
 * @param mode git's mode, if the commit has the file
 * @returns with a finding if the file cannot be read as a page
 */
export function inspectFile(
  selection: FileSelection,
  { path: file, exact, mode }: { path: string; exact: boolean; mode: string | undefined },
): ClassifiedFile & { readonly problem: Finding | null } {
  const { what, path } = selection.classify(file)
  const because = (reason: string, at: PagePath | null) =>
    createFinding('page-unreadable', `${at ?? file} ${reason}.`, { path: at })
  if (what === 'unsafe') return { what, path, problem: because('has a path that no folder can hold', null) }
  const isLink = mode === linkMode || mode === submoduleMode
  // A link or submodule whose name has no extension can replace a folder of pages.
  const isIgnored = what === 'skipped' && !(isLink && !path.slice(path.lastIndexOf('/') + 1).includes('.'))
  if (what === 'outside' || isIgnored) return { what, path, problem: null }
  if (!exact) return { what: 'unsafe', path, problem: because('has a name that is not UTF-8', null) }
  if (!isLink) return { what, path, problem: null }
  const kind =
    mode === linkMode ? 'symbolic link, which is never followed' : 'submodule, whose pages have their own history'
  return { what, path, problem: because(`is a ${kind}`, path) }
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
