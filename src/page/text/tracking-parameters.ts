/** Query parameters that say where a reader came from, and nothing of what is read, whatever the site. */
const trackingParameter =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ncid|cmp(?:id)?|ref_src|referr?er|feed(?:type|name)|ito|smid|smtyp|emc|sr_share|soc_src|soc_trk|guccounter|ocid|wpisrc|hpid|amp|outputtype|spref|__twitter_impression)$/i

/** Parameters that only track on one site, and on another say which article it is: `cid`, `mod=viewthread&tid=1001`. */
const ambiguousParameter = /^(?:cid|il|rss|ref|src|source|feed|partner|via|tid|mod|share)$/i

/** What runs on a server: which article it gives is said by the parameters. */
const serverScript = /\.(?:php\d?|phtml|aspx?|asmx|cgi|cfml?|p[ly]|rb|jspx?|jhtml|do|action|dll|exe|nsf)$/i

/** A part of a path that is an article's own: words that hang together, or a long number. */
const articleName = /[\p{L}\p{N}][-_][\p{L}\p{N}]|\d{4}/u

/**
 * The parameters of a query, without those that only track. Where a name often tracks and often does not, it is taken for
 * tracking only if the path names an article by itself and the value numbers nothing.
 * @param path what stands between the host and the question mark
 * @param query what stands behind the question mark
 */
export function nonTrackingParameters(path: string, query: string): string[] {
  let isArticlePath: boolean | undefined
  return query.split(/&(?:amp;)?/).filter((pair) => {
    const [name = '', value = ''] = pair.split('=')
    if (pair === '' || trackingParameter.test(name)) return false
    if (!ambiguousParameter.test(name) || /[1-9]/.test(value)) return true
    isArticlePath ??= namesArticle(path)
    return !isArticlePath
  })
}

function namesArticle(path: string): boolean {
  const parts = path.split('/')
  return !serverScript.test(parts.findLast((part) => part !== '') ?? '') && parts.some((part) => articleName.test(part))
}

const urlPattern = /https?:\/\/([^\s<>()[\]"'?#]*)(?:\?([^\s<>()[\]"'#]*))?/gi

/** A text in which no address has parameters that only track; every other address stays as it is written. */
export function withoutTracking(text: string): string {
  if (!text.includes('?') || !text.includes('://')) return text
  // an address is matched with its query or without: were the query asked for, each address in a long run of them would
  // be read to the end of the run
  return text.replace(urlPattern, (url: string, hostAndPath: string, query: string | undefined) => {
    if (query === undefined) return url
    const kept = nonTrackingParameters(hostAndPath.slice(hostAndPath.indexOf('/') + 1 || hostAndPath.length), query)
    if (kept.length === query.split(/&(?:amp;)?/).filter((pair) => pair !== '').length) return url
    const bare = url.slice(0, url.length - query.length - 1)
    return kept.length === 0 ? bare : `${bare}?${kept.join('&')}`
  })
}
