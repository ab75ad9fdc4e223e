import { copyText } from './copy-text.ts'

/** The text of a line of wikitext, and its web links. */
export interface WikiLine {
  /** As a reader saw it: links as labels, emphasis as quotes, no templates and sources. Broken markup stays. */
  readonly text: string
  /** The URLs of the bracketed sources, in order. */
  readonly sources: readonly string[]
  /** True where the line has only wiki links, as topics do. */
  readonly onlyLinks: boolean
}

// The bounds keep the time linear on hostile lines.
/** A source: `[https://… (Name)]`. With an extra bracket after it, MediaWiki shows it as text. */
const sourceLink = /\[\s{0,9}((?:https?:)?\/\/[^\s\]]{1,2000})([^\]]{0,500})\](?!\])/gi
const brokenSourceLink = /\[\s{0,9}((?:https?:)?\/\/[^\s\]]{1,2000})/gi
const htmlTag = /<ref[^<>]{0,500}\/>|<ref[^<>]{0,500}>.{0,2000}?<\/ref>|<\/?[a-z][^<>]{0,500}>/gi
const wikiLink = /\[\[([^[\]]*)\]\]/g
const joiningWord = /\b(?:and|or|in|of|the)\b/gi
const unevenSpaces = /\s\s|[^\S ]/

/** Reads one line. @param raw the line without bullets and comments */
export function readWikiLine(raw: string): WikiLine {
  const sources: string[] = []
  let text = raw
  if (text.includes('{{')) text = expandTemplates(text)
  if (text.includes('<')) text = text.replace(htmlTag, '')
  if (text.includes('//')) {
    text = text.replace(sourceLink, (_, url: string) => {
      sources.push(copyText(url))
      return ''
    })
    for (const [, url] of text.matchAll(brokenSourceLink)) if (url) sources.push(copyText(url))
  }
  // Only a line without a source can be a topic.
  const onlyLinks = sources.length === 0 && !/[\p{L}\p{N}]/u.test(text.replace(wikiLink, '').replace(joiningWord, ''))
  if (text.includes('[[')) text = text.replace(wikiLink, (_, inner: string) => linkLabel(inner))
  if (text.includes("''")) text = text.replace(/'{2,5}/g, '"')
  if (text.includes('(')) text = text.replace(/\(\s*\)/g, '')
  if (unevenSpaces.test(text)) text = text.replace(/\s+/g, ' ')
  // `slice` frees the spare capacity of an array that grew.
  return { text: copyText(trimSeparators(text)), sources: sources.slice(), onlyLinks }
}

/** Removes the commas and semicolons that separated sources at the end. */
function trimSeparators(text: string): string {
  let end = text.length
  while (end > 0 && ' ,;'.includes(text[end - 1]!)) end--
  return text.slice(0, end).trimStart()
}

/** The label of `page|label`, the page of `page`, and nothing of files and categories. */
function linkLabel(inner: string): string {
  if (/^\s*:?(?:file|image|category)\s*:/i.test(inner)) return ''
  const bar = inner.lastIndexOf('|')
  return bar < 0 ? inner.replace(/^:/, '') : inner.slice(bar + 1) || inner.slice(0, bar)
}

/** Replaces templates, innermost first, by their words. Most have none. */
function expandTemplates(text: string): string {
  let before = text
  for (let round = 0; round < 5; round++) {
    const after = before.replace(/\{\{([^{}]*)\}\}/g, (_, inner: string) => templateText(inner))
    if (after === before) break
    before = after
  }
  return before
}

const rangeWords = new Set(['–', '-', 'to', 'and', 'or', 'by', 'x'])

// Templates for ship names.
const shipPrefixes = new Set(['uss', 'usns', 'uscgc', 'hms', 'hmas', 'hmcs', 'ins', 'mv', 'ms', 'mt', 'ss', 'rms'])

function templateText(inner: string): string {
  const parts = inner.split('|').map((part) => part.trim())
  const name = (parts[0] ?? '').toLowerCase()
  if (name === 'nbsp') return ' '
  if (name === 'convert' || name === 'cvt') {
    const [, first = '', second = '', third = '', unit = ''] = parts
    if (!rangeWords.has(second)) return `${first} ${second}`
    return /^[–-]$/.test(second) ? `${first}${second}${third} ${unit}` : `${first} ${second} ${third} ${unit}`
  }
  if (name === 'co2') return 'CO2'
  if (name === 'ship' || shipPrefixes.has(name)) {
    const prefix = name === 'ship' ? parts[1] : name.toUpperCase()
    const ship = name === 'ship' ? parts[2] : parts[1]
    return [prefix, ship].filter(Boolean).join(' ')
  }
  return ''
}
