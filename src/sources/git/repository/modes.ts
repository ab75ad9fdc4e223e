import type { PagePath } from '../../../model/page.ts'

/** Git's modes of regular files begin with this, for executable files too. */
export const fileModePrefix = '100'
export const linkMode = '120000'
export const submoduleMode = '160000'

/** Whether a name has no extension. Such a link or submodule can replace a folder of pages. */
export function hasNoExtension(path: PagePath): boolean {
  return !path.slice(path.lastIndexOf('/') + 1).includes('.')
}
