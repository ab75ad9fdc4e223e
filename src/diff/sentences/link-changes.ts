import type { LinkChange } from '../../model/change.ts'

const inlineLink = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))+)/g
const linkDefinition = /^\s*\[([^\]]+)\]:\s*<?([^\s<>]+)/gm

/** The links of two texts that lead elsewhere under the same words. */
export function findLinkChanges(before: string, after: string): LinkChange[] {
  if (!before.includes('](') && !before.includes(']:')) return []
  const urlsAfter = urlsByText(after)
  const changed: LinkChange[] = []
  for (const [text, urls] of urlsByText(before)) {
    const others = urlsAfter.get(text)
    if (others?.length !== urls.length) continue
    for (const [at, url] of urls.entries()) {
      if (others[at] !== url) changed.push({ text, before: url, after: others[at]! })
    }
  }
  return changed
}

function urlsByText(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const pattern of [inlineLink, linkDefinition]) {
    for (const [, words = '', url = ''] of text.matchAll(pattern)) {
      const urls = found.get(words)
      if (urls === undefined) found.set(words, [url])
      else urls.push(url)
    }
  }
  return found
}
