import type { LinkChange } from '../../model/change.ts'

const inline = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))+)/g
const definition = /^\s*\[([^\]]+)\]:\s*<?([^\s<>]+)/gm

/** The links of two texts that lead elsewhere under the same words. */
export function changedLinks(before: string, after: string): LinkChange[] {
  if (!before.includes('](') && !before.includes(']:')) return []
  const now = targets(after)
  const changed: LinkChange[] = []
  for (const [text, urls] of targets(before)) {
    const others = now.get(text)
    if (others?.length !== urls.length) continue
    for (const [at, url] of urls.entries()) {
      if (others[at] !== url) changed.push({ text, before: url, after: others[at]! })
    }
  }
  return changed
}

function targets(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const pattern of [inline, definition]) {
    for (const [, words = '', url = ''] of text.matchAll(pattern)) {
      const known = found.get(words)
      if (known === undefined) found.set(words, [url])
      else known.push(url)
    }
  }
  return found
}
