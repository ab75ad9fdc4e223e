import type { PagePath } from '../../model/page.ts'

/** Whether a site redirects the address of an old path to another page. */
export type RedirectLookup = (path: PagePath) => boolean

/**
 * @param aliases addresses from the front matter of other pages: `/old/`, `/2018/01/15/old.html`, `old.md`
 * @param redirectFiles the texts of `_redirects` files; a line has an address, which may end in `*`, a target, and
 *   optionally an HTTP status
 */
export function buildRedirectLookup(aliases: Iterable<string>, redirectFiles: readonly string[]): RedirectLookup {
  const exact = new Set<string>()
  const folders: string[] = []
  const add = (address: string) => {
    const decodedAddress = decodeAddress(address.replace(/[?#].*$/s, '').replace(/^https?:\/\/[^/]*/i, ''))
    if (decodedAddress.endsWith('/*')) folders.push(trimSlashes(decodedAddress.slice(0, -1)))
    else exact.add(withoutExtension(decodedAddress))
  }
  for (const alias of aliases) add(alias)
  for (const line of redirectFiles.flatMap((text) => text.split(/\r\n?|\n/))) {
    const [from = '', to, status = '301'] = line.trim().split(/\s+/)
    // Other statuses, such as 404, are no redirects.
    if (from.startsWith('/') && to !== undefined && /^30[1-8]!?$/.test(status)) add(from)
  }
  exact.delete('')
  if (exact.size === 0 && folders.length === 0) return () => false
  return (path) => {
    const names = publishedNames(path)
    return (
      names.some((name) => exact.has(name)) ||
      folders.some((folder) => names.some((name) => name.startsWith(folder === '' ? '' : `${folder}/`)))
    )
  }
}

/** Addresses of a page on its site: its path, or any end of the path, because a site may omit source folders. */
function publishedNames(path: PagePath): string[] {
  const stem = withoutExtension(path)
  // Blogs publish `2018-01-05-slug.md` as `2018/01/05/slug`.
  const dated = stem.replace(/(^|\/)(\d{4})-(\d{2})-(\d{2})-([^/]+)$/, '$1$2/$3/$4/$5')
  return [...new Set([stem, dated])].flatMap((name) => {
    const parts = name.split('/')
    return parts.map((_, index) => parts.slice(index).join('/'))
  })
}

/** The last part of a page's address: its file name without extension and day, or for an index its folder's name. */
export function slugOf(path: PagePath): string {
  const stem = withoutExtension(path)
  return stem.slice(stem.lastIndexOf('/') + 1).replace(/^\d{4}-\d{2}-\d{2}-(?=.)/, '')
}

function withoutExtension(address: string): string {
  return trimSlashes(address)
    .replace(/\.(?:md|markdown|mdx|txt|html?)$/i, '')
    .replace(/(?:^|\/)(?:index|readme)$/i, '')
}

function trimSlashes(address: string): string {
  return address.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
}

function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
