import { memo } from '../../model/memo.ts'
import { nonTrackingParameters } from '../../page/text/tracking-parameters.ts'

const urlPattern = /^\s*(?:https?:)?\/\/(?:[^/@?#\s]*@)?([^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?/i
/** Not dropped where one label would remain: `m.co` and `amp.dev` are sites. */
const droppedHostLabel = /^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])/
const indexFilePattern = /^(?:amp|(?:index|default)\.[a-z]{3,5})?$/i

/**
 * Hosts under which a publisher serves the same articles at the same paths, by the host that replaces them. A host is listed
 * only where the path alone identifies the article.
 */
const editionHosts: Readonly<Record<string, string>> = {
  'bbc.co.uk': 'bbc.com',
  'cnn.com': 'edition.cnn.com us.cnn.com',
  'reuters.com': 'uk.reuters.com in.reuters.com af.reuters.com ca.reuters.com us.reuters.com reuters.co.uk',
  'theguardian.com': 'guardian.co.uk',
  'huffpost.com': 'huffingtonpost.com',
}

const mainHosts = new Map(
  Object.entries(editionHosts).flatMap(([main, hosts]) => hosts.split(' ').map((host) => [host, main] as const)),
)

/**
 * Equal for URLs of one article. It has no scheme, `www.`/`m.`/`amp.` host, tracking parameter, fragment, trailing slash or
 * index file; other parameters are sorted. Text that is no URL is returned trimmed and in lower case.
 */
export const canonicalUrl = memo((url: string): string => {
  const match = urlPattern.exec(url)
  if (!match) return url.trim().toLowerCase()
  const path = withoutIndex(match[2]!)
  const bare = normaliseHost(match[1]!) + path
  if (match[3] === undefined) return bare
  const query = nonTrackingParameters(path, match[3]).sort().join('&')
  return query ? `${bare}?${query}` : bare
}, 10_000)

function normaliseHost(written: string): string {
  let host = written.toLowerCase().replace(/:(?:80|443)$/, '')
  while (droppedHostLabel.test(host)) host = host.slice(host.indexOf('.') + 1)
  return mainHosts.get(host) ?? host
}

/** A path without trailing slashes and index files. */
function withoutIndex(path: string): string {
  let end = path.length
  for (;;) {
    const slash = path.lastIndexOf('/', end - 1)
    if (slash < 0 || end === 0 || !indexFilePattern.test(path.slice(slash + 1, end))) return path.slice(0, end)
    end = slash
  }
}

/** Whether a canonical URL names a site instead of an article. */
export function isHomePage(canonical: string): boolean {
  return !canonical.includes('/') && !canonical.includes('?')
}
