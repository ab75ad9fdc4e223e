import type { PagePath } from '../../../model/page.ts'

/** How git writes what an entry is: a regular file's mode begins so, whether it may be run or not. */
export const fileModePrefix = '100'
export const linkMode = '120000'
export const submoduleMode = '160000'

/** A link or a submodule without an extension may stand for a folder of pages. */
export function hasNoExtension(path: PagePath): boolean {
  return !path.slice(path.lastIndexOf('/') + 1).includes('.')
}
