import { nonTrackingParameters } from '../../page/text/tracking-parameters.ts'
import { mainHostOf } from './edition-hosts.ts'

const urlPattern = /^\s*(?:https?:)?\/\/(?:[^/@?#\s]*@)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i
/** Only in front of a name that is one without it: `m.co` and `amp.dev` are sites. */
const droppedHostLabel = /^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])/
const indexFilePattern = /^(?:amp|(?:index|default)\.[a-z]{3,5})?$/i

/**
 * The form of a URL by which two links are one: no scheme, no `www.`/`m.`/`amp.` host, no tracking parameters (the
 * others sorted), no fragment, no trailing slash or index file. Text that is no URL comes back trimmed and in lower case.
 */
export function canonicalUrl(url: string): string {
  const cached = cache.get(url)
  if (cached !== undefined) return cached
  if (cache.size > 10_000) cache.clear()
  const canonical = canonicalise(url)
  cache.set(url, canonical)
  return canonical
}

const cache = new Map<string, string>()

function canonicalise(url: string): string {
  const match = urlPattern.exec(url)
  if (!match) return url.trim().toLowerCase()
  const path = withoutIndex(match[2]!)
  const bare = mainHostOf(normaliseHost(match[1]!)) + path
  if (match[3] === undefined) return bare
  const query = nonTrackingParameters(path, match[3]).sort().join('&')
  return query ? `${bare}?${query}` : bare
}

function normaliseHost(written: string): string {
  let host = written.toLowerCase().replace(/:(?:80|443)$/, '')
  while (droppedHostLabel.test(host)) host = host.slice(host.indexOf('.') + 1)
  return host
}

/** A path without the parts at its end that say no more than the folder does. */
function withoutIndex(path: string): string {
  let end = path.length
  for (;;) {
    const slash = path.lastIndexOf('/', end - 1)
    if (slash < 0 || end === 0 || !indexFilePattern.test(path.slice(slash + 1, end))) return path.slice(0, end)
    end = slash
  }
}

/** True for an address that names a site rather than an article: many events cite it. */
export function isHomePage(canonical: string): boolean {
  return !canonical.includes('/') && !canonical.includes('?')
}
