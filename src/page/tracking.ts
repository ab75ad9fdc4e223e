/** Query parameters that say where a reader came from, and nothing of what is read. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ncid|cmp(?:id)?|cid|il|rss|ref|ref_src|referrer|referer|src|source|feed(?:type|name)?|ito|smid|smtyp|partner|emc|via|sr_share|soc_src|soc_trk|guccounter|ocid|wpisrc|hpid|tid|amp|outputtype|mod|share|spref|__twitter_impression)$/i

/** The parameters of a query, without those that only track. @param query what stands behind the question mark */
export function tellingParameters(query: string): string[] {
  return query.split(/&(?:amp;)?/).filter((pair) => pair !== '' && !tracking.test(pair.split('=', 1)[0]!))
}

const addressWithQuery = /(https?:\/\/[^\s<>()[\]"'?#]*)\?([^\s<>()[\]"'#]*)/gi

/** A text in which no address has parameters that only track; every other address stays as it is written. */
export function withoutTracking(text: string): string {
  if (!text.includes('?') || !text.includes('://')) return text
  return text.replace(addressWithQuery, (whole, bare: string, query: string) => {
    const pairs = query.split(/(?<=&(?:amp;)?)/)
    const telling = tellingParameters(query)
    if (telling.length === pairs.filter((pair) => !/^&?(?:amp;)?$/.test(pair)).length) return whole
    return telling.length === 0 ? bare : `${bare}?${telling.join('&')}`
  })
}
