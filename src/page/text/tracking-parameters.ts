/** Query parameters that only track, on any site. */
const trackingParameter =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ncid|cmp(?:id)?|ref_src|referr?er|feed(?:type|name)|ito|smid|smtyp|emc|sr_share|soc_src|soc_trk|guccounter|ocid|wpisrc|hpid|amp|outputtype|spref|__twitter_impression)$/i

/** Parameters that track on some sites and select the article on others: `cid`, `mod=viewthread&tid=1001`. */
const ambiguousParameter = /^(?:cid|il|rss|ref|src|source|feed|partner|via|tid|mod|share)$/i

/** A script on a server, whose parameters select the article. */
const serverScript = /\.(?:php\d?|phtml|aspx?|asmx|cgi|cfml?|p[ly]|rb|jspx?|jhtml|do|action|dll|exe|nsf)$/i

/** A part of a path that identifies an article: joined words, or a long number. */
const articleName = /[\p{L}\p{N}][-_][\p{L}\p{N}]|\d{4}/u

/**
 * The parameters of a query without those that only track. An ambiguous name counts as tracking only if the path
 * identifies an article and the value has no digit from 1 to 9.
 * @param path the text between host and question mark
 * @param query the text after the question mark
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

/** Removes tracking parameters from the URLs of a text. Other URLs stay as they are. */
export function withoutTracking(text: string): string {
  if (!text.includes('?') || !text.includes('://')) return text
  // The query is optional in the pattern: a required one would take quadratic time over a long run of URLs.
  return text.replace(urlPattern, (url: string, hostAndPath: string, query: string | undefined) => {
    if (query === undefined) return url
    const kept = nonTrackingParameters(hostAndPath.slice(hostAndPath.indexOf('/') + 1 || hostAndPath.length), query)
    if (kept.length === query.split(/&(?:amp;)?/).filter((pair) => pair !== '').length) return url
    const bare = url.slice(0, url.length - query.length - 1)
    return kept.length === 0 ? bare : `${bare}?${kept.join('&')}`
  })
}
