import { tellingParameters } from '../page/tracking.ts'

const address =
  /^\s*(?:https?:)?\/\/(?:[^/@?#\s]*@)?(?:(?:www\d?|m|mobile|amp)\.)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i
const pathTail = /\/(?:amp|(?:index|default)\.[a-z]{3,5})?\/*$/i

/**
 * The form of a URL by which two links are one: no scheme, no `www.`/`m.`/`amp.` host, no tracking parameters (the
 * others sorted), no fragment, no trailing slash or index file. Text that is no URL comes back trimmed and in lower case.
 */
export function canonicalUrl(url: string): string {
  const known = cache.get(url)
  if (known !== undefined) return known
  if (cache.size > 10_000) cache.clear()
  const canonical = canonicalise(url)
  cache.set(url, canonical)
  return canonical
}

const cache = new Map<string, string>()

function canonicalise(url: string): string {
  const match = address.exec(url)
  if (!match) return url.trim().toLowerCase()
  const host = match[1]!.toLowerCase().replace(/:(?:80|443)$/, '')
  const bare = host + match[2]!.replace(pathTail, '')
  if (match[3] === undefined) return bare
  const query = tellingParameters(match[3]).sort().join('&')
  return query ? `${bare}?${query}` : bare
}

/** True for an address that names a site rather than an article: many events cite it. */
export function isHomePage(canonical: string): boolean {
  return !canonical.includes('/') && !canonical.includes('?')
}
