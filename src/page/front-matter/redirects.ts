import type { PagePath } from '../../model/page.ts'

/** Tells whether what a site publishes for an old path leads on to another page. */
export type RedirectLookup = (path: PagePath) => boolean

/**
 * @param aliases addresses that pages name as theirs in their front matter: `/old/`, `/2018/01/15/old.html`, `old.md`
 * @param redirectFiles the text of `_redirects` files, a rule a line: an address, perhaps ending in `*`, where it leads, and perhaps
 *   the status that it answers with
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
    // an answer of "not found", or a page for all that there is not, leads nowhere
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

/** What a site may call a page: its path, or any end of it, since folders of the source need not be published. */
function publishedNames(path: PagePath): string[] {
  const stem = withoutExtension(path)
  // a blog's file name begins with the day that its address has as folders
  const dated = stem.replace(/(^|\/)(\d{4})-(\d{2})-(\d{2})-([^/]+)$/, '$1$2/$3/$4/$5')
  return [...new Set([stem, dated])].flatMap((name) => {
    const parts = name.split('/')
    return parts.map((_, index) => parts.slice(index).join('/'))
  })
}

/** What most addresses of a page end in, whatever site it is part of: its name, or that of its folder for an index. */
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
