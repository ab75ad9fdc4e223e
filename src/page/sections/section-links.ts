import type { RelatedLink, SourceLink } from '../../model/page.ts'
import { tidyTitle } from '../text/title.ts'
import { decodeLinkTarget, unescapeLinkText } from './link-text.ts'

/**
 * Reads the links of one line under a sources heading: `1. [Reuters](https://…)`, several in a line, or a bare URL.
 * @param covers texts of links that are illustrations
 */
export function readSourceLinks(line: string, covers: readonly string[]): SourceLink[] {
  const links: SourceLink[] = []
  let from = 0
  for (const match of line.matchAll(destination)) {
    const open = line.indexOf('[', from)
    const start = open < 0 || open > match.index ? match.index : open + 1
    const text = tidyTitle(line.slice(start, match.index))
    links.push({ text, url: match[1] ?? match[2] ?? '', cover: isCover(text, covers) || line[start - 2] === '!' })
    from = match.index + match[0].length
  }
  if (links.length > 0) return links
  const bareUrl = /https?:\/\/[^\s<>]+/.exec(line)
  return bareUrl ? [{ text: '', url: bareUrl[0], cover: false }] : []
}

// Parentheses inside a URL nest once (`…/Foo_(bar)`). The bounds keep the time linear.
const destination =
  /\]\([ \t]{0,4}(?:<([^<>]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))(?:[ \t]{1,4}"[^"]*")?[ \t]{0,4}\)/g

function isCover(text: string, covers: readonly string[]): boolean {
  return covers.some((cover) => cover.length === text.length && cover.toLowerCase() === text.toLowerCase())
}

/** Reads an entry of the related list: `1. [Title ](/news/….md) _Context: A, B_`. Null for a line without a link. */
export function readRelatedLink(line: string): RelatedLink | null {
  const link = readItemLink(line)
  if (!link) return null
  const note = withoutEmphasis(link.rest)
  const colon = note.search(/[:：]/)
  const contexts = note.slice(colon + 1).split(',')
  return {
    title: link.title,
    target: link.target,
    contexts: contexts.map((name) => name.trim()).filter((name) => name !== ''),
  }
}

export interface ItemLink {
  readonly title: string
  readonly target: string
  /** The text after the link, trimmed. */
  readonly rest: string
}

/**
 * Reads the link of a list entry. Its text starts at the first bracket and may contain anything; its target starts after
 * the last unescaped `](`. Null without a link.
 */
export function readItemLink(line: string): ItemLink | null {
  const open = line.indexOf('[')
  const close = open < 0 ? -1 : textEnd(line, open)
  if (close < 0) return null
  const start = line.indexOf('(', close) + 1
  const angled = line[start] === '<'
  const end = angled ? line.indexOf('>)', start) : targetEnd(line, start)
  if (end < 0) return null
  return {
    title: tidyTitle(unescapeLinkText(line.slice(open + 1, close))),
    target: decodeLinkTarget(line.slice(angled ? start + 1 : start, end).trim()),
    rest: line.slice(angled ? end + 2 : end + 1).trim(),
  }
}

function textEnd(line: string, open: number): number {
  let close = line.lastIndexOf('](')
  while (close > open && isEscaped(line, close)) close = line.lastIndexOf('](', close - 1)
  return close > open ? close : line.lastIndexOf('] (')
}

function isEscaped(line: string, index: number): boolean {
  let slashes = 0
  while (line.charCodeAt(index - 1 - slashes) === 92) slashes++
  return slashes % 2 === 1
}

function targetEnd(line: string, start: number): number {
  let depth = 0
  for (let i = start; i < line.length; i++) {
    const code = line.charCodeAt(i)
    if (code === 40) depth++
    else if (code === 41 && depth-- === 0) return i
  }
  return line.indexOf(')', start)
}

/** Removes the emphasis marks around `_text_` or `*text*`. */
export function withoutEmphasis(text: string): string {
  const trimmed = text.trim()
  const marks = /^[_*]+/.exec(trimmed)?.[0].length ?? 0
  let end = trimmed.length
  while (end > marks && (trimmed[end - 1] === '_' || trimmed[end - 1] === '*')) end--
  return trimmed.slice(marks, end).trim()
}
