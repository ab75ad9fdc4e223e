import type { LinkChange } from '../../model/change.ts'
import { addToList } from '../../model/multimap.ts'

const inlineLink = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))+)/g
const linkDefinition = /^\s*\[([^\]]+)\]:\s*<?([^\s<>]+)/gm

/** Finds links whose address changed while their text stayed. */
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
    for (const [, words = '', url = ''] of text.matchAll(pattern)) addToList(found, words, url)
  }
  return found
}
