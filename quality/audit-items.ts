// Reads the items of a page with a few patterns, for audit-count.ts.

/** A title on a page; the counter sets `event`. */
export interface TitleItem {
  readonly title: string
  readonly sources: readonly string[]
  readonly page: string
  event: number
}

const dayPagePattern = /(?:^|\/)(\d{4}_[A-Z][a-z]+_\d{1,2})\.txt$/
const eventPagePattern = /^news\/\d+\/\d+\/\d+\/(?!index\.md$|README\.md$)[^/]+\.md$/

/** The key of a page: the name of a portal day, or the path of an event page; null for other files. */
export function pageKeyOf(path: string): string | null {
  return dayPagePattern.exec(path)?.[1] ?? (eventPagePattern.test(path) ? path : null)
}

/** Reads the items of a page. */
export function readItems(page: string, text: string): TitleItem[] {
  return page.startsWith('news/') ? readEventPage(page, text) : readDayPage(page, text)
}

function readEventPage(page: string, text: string): TitleItem[] {
  const title = /^# +(.*)$/m.exec(text)?.[1]?.trim()
  const [sources = ''] = text.split(/^### (?:有关|Related)/m)
  const urls = Array.from(sources.matchAll(/\]\((https?:[^)\s]+)/g), ([, url = '']) => url)
  return title ? [{ title: title.replace(/\s+/g, ' '), sources: urls, page, event: -1 }] : []
}

/** Bullets with a source, and bullets that end like a sentence. */
function readDayPage(page: string, text: string): TitleItem[] {
  const lines = text.replace(/<!--[\s\S]*?-->/g, '').split('\n')
  return lines.flatMap((line) => {
    if (!/^[*#]/.test(line)) return []
    const urls = Array.from(line.matchAll(/\[(https?:[^\s\]]+)/g), ([, url = '']) => url)
    const title = stripWikitext(line.replace(/^[*#:\s]+/, '').replace(/\[https?:.*$/s, ''))
    return title !== '' && (urls.length > 0 || /[.!?]"?$/.test(title))
      ? [{ title, sources: urls, page, event: -1 }]
      : []
  })
}

function stripWikitext(wikitext: string): string {
  return wikitext
    .replace(/<ref[^>]*\/>|<ref[\s\S]*?<\/ref>|<[^>]+>/g, '')
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g, '$1')
    .replace(/'{2,}/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The share of common words among all words of two titles. */
export function titleSimilarity(one: TitleItem, other: TitleItem): number {
  const [left, right] = [tokensOf(one.title), tokensOf(other.title)]
  const shared = [...left].filter((piece) => right.has(piece)).length
  return shared / Math.max(1, left.size + right.size - shared)
}

const tokenCache = new Map<string, Set<string>>()

/** Words; for Chinese, pairs of characters. */
function tokensOf(title: string): Set<string> {
  const cached = tokenCache.get(title)
  if (cached) return cached
  if (tokenCache.size > 50_000) tokenCache.clear()
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const tokens = words.flatMap((word) =>
    /\p{Script=Han}/u.test(word) ? [...word].map((_, at) => word.slice(at, at + 2)) : [word],
  )
  const found = new Set(tokens)
  tokenCache.set(title, found)
  return found
}
