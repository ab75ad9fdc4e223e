import { type Finding, finding } from '../../model/finding.ts'
import type { Page, PageEvent, PageIds, PagePath, SourceLink } from '../../model/page.ts'
import { type Field, type Fields, isList, readFrontMatter, UnreadableBlock } from '../front-matter/front-matter.ts'
import { cutFrontMatter, type FrontMatterBlock } from '../front-matter/front-matter-block.ts'
import { type Outline, opensWithDay, outline, type SectionNames } from '../sections/outline.ts'
import { readParts, restOf, sourcesOf } from '../sections/parts.ts'
import { dayFindings, dayOfPath, readDay } from '../text/day.ts'
import { tidyTitle } from '../text/title.ts'
import { readContext } from './context.ts'

/**
 * Reads a Markdown page, with front matter or without: title, day, topic and sources from its fields, else from its
 * first heading and its path; the rest is the body, but for the known sections. A page of the context dialect behind
 * front matter is read as one.
 * @param text the decoded page, without a byte order mark
 */
export function readMarkdown(path: PagePath, text: string, names: SectionNames): Page {
  const { block, fields, findings } = readBlock(path, text)
  const said = wordsOf(fields)
  const from = block?.end ?? 0
  const framed = block !== null && opensWithDay(text, from)
  const read = framed ? readContext(path, text, names, from) : readPlain(path, text, names, from, said.title)
  const event = read.events[0]
  const title = framed ? (event?.title ?? said.title) : (said.title ?? event?.title)
  if (title === undefined || title === null) {
    return {
      ...read,
      dialect: 'front-matter',
      findings: [...findings, empty(path), ...read.findings.filter(isNoRemarkOnTitle)],
    }
  }

  const links = [...said.sources.map((url): SourceLink => ({ text: '', url, cover: false })), ...read.links]
  const days = dayFindings(path, 1, [
    { day: said.day, who: 'the front matter', slack: said.timed ? 1 : 0 },
    { day: dayOfPath(path), who: 'the path' },
    { day: framed ? read.day : null, who: 'the heading' },
  ])
  const merged: PageEvent = {
    title,
    day: said.day ?? read.day,
    topic: said.topic ?? event?.topic ?? null,
    body: event?.body ?? '',
    sources: sourcesOf(links),
    path,
    line: event && event.title === title && (framed || said.title === null) ? event.line : titleLine(block),
  }
  const own = read.findings.filter(
    (one) => isNoRemarkOnTitle(one) && (one.name !== 'day-mismatch' || days.length === 0),
  )
  return {
    ...read,
    dialect: 'front-matter',
    day: merged.day,
    links,
    sourced: read.sourced || said.sourced,
    aliases: said.aliases,
    ids: said.ids,
    events: [merged],
    findings: [...findings, ...days, ...own],
  }
}

function isNoRemarkOnTitle({ name }: Finding): boolean {
  return name !== 'page-unreadable'
}

interface BlockReading {
  readonly block: FrontMatterBlock | null
  readonly fields: Fields | null
  readonly findings: readonly Finding[]
}

/** A block that cannot be read is a finding, and stays part of the body. */
function readBlock(path: PagePath, text: string): BlockReading {
  const block = cutFrontMatter(text)
  if (!block) return { block: null, fields: null, findings: [] }
  if ('problem' in block) return { block: null, fields: null, findings: [unreadable(path, block.problem, 1)] }
  try {
    const fields = readFrontMatter(block)
    return { block: fields && block, fields, findings: [] }
  } catch (error) {
    const known = error instanceof UnreadableBlock ? error : new UnreadableBlock('its parser gave up')
    return { block: null, fields: null, findings: [unreadable(path, known.message, 1 + (known.line ?? 0))] }
  }
}

function unreadable(path: PagePath, why: string, line: number): Finding {
  return finding(
    'front-matter-unreadable',
    `The front matter was not read, because ${why}. The page is taken as plain text.`,
    {
      path,
      line,
    },
  )
}

function empty(path: PagePath): Finding {
  const message = 'The page holds neither a title nor text, so it reports no event. It is kept as it is.'
  return { ...finding('page-unreadable', message, { path }), severity: 'warning' }
}

/**
 * A page by its text alone: titled by its first heading, else by its name. No event where there is no text.
 * @param said a title given elsewhere; a heading that says another is part of the body then
 */
function readPlain(path: PagePath, text: string, names: SectionNames, from: number, said: string | null): Page {
  const page = outline(text, names, from)
  const parts = readParts(path, page, names)
  const first = firstHeading(page, parts.taken)
  const heading = said === null || first?.title === said ? first : null
  if (heading) parts.taken.fill(1, heading.first, heading.last + 1)
  const body = restOf(page, parts.taken)
  const day = dayOfPath(path)
  const told = heading !== null || body !== '' || page.sections.length > 0
  const event: PageEvent = {
    title: heading?.title ?? nameOf(path),
    day,
    topic: null,
    body,
    sources: sourcesOf(parts.links),
    path,
    line: heading ? heading.first + 1 : 1,
  }
  return {
    path,
    dialect: 'front-matter',
    day,
    events: told && event.title !== '' ? [event] : [],
    links: parts.links,
    related: parts.related,
    changes: parts.changes,
    sourced: page.sections.some(({ kind }) => kind === 'sources'),
    aliases: [],
    ids: { event: null, page: null },
    regenerated: parts.regenerated,
    findings: parts.findings,
  }
}

interface TitleHeading {
  readonly title: string
  readonly first: number
  readonly last: number
}

/** The first heading outside the known sections, by number signs or underlined. */
function firstHeading({ text, lines, first, headings, verbatim }: Outline, taken: Uint8Array): TitleHeading | null {
  const heading = headings.find((heading) => heading.text !== '' && !taken[heading.line])
  const limit = heading?.line ?? lines.length
  const [none, other] = [-1, -2]
  let paragraph = none
  for (let i = first; i < limit; i++) {
    const line = text.slice(lines[i]!.start, lines[i]!.end)
    if (paragraph >= 0 && /^ {0,3}(?:=+|-+)[ \t]*$/.test(line)) {
      const title = text.slice(lines[paragraph]!.start, lines[i - 1]!.end)
      return { title: tidyTitle(title), first: paragraph, last: i }
    }
    if (line.trim() === '' || taken[i] || verbatim.has(i)) paragraph = none
    else if (paragraph === none) paragraph = /^ {0,3}(?:[^\s>#`~<|\-+*\d]|\d(?!\d*[.)]))/.test(line) ? i : other
  }
  if (!heading) return null
  const title = tidyTitle(heading.text.replace(/[ \t]#+$/, ''))
  return { title, first: heading.line, last: heading.line }
}

/** A file's name as words: no extension, no day, blanks for dashes. An index is named by its folder. */
function nameOf(path: PagePath): string {
  const names = path.split('/')
  const file = (names.pop() ?? '').replace(/\.[^.]*$/, '')
  const name = /^(?:index|readme)$/i.test(file) ? (names.pop() ?? file) : file
  return tidyTitle(name.replace(/^\d{4}-\d{1,2}-\d{1,2}[-_.]/, '').replace(/[-_]+/g, ' '))
}

interface Words {
  readonly title: string | null
  readonly day: string | null
  /** True where the day comes with a time. */
  readonly timed: boolean
  readonly topic: string | null
  readonly sources: readonly string[]
  readonly sourced: boolean
  readonly aliases: readonly string[]
  readonly ids: PageIds
}

/** What the fields of a block say of the event. */
function wordsOf(fields: Fields | null): Words {
  const date = scalar(fields?.date) ?? ''
  const categories = fields?.categories
  const title = scalar(fields?.title)
  return {
    title: title === null ? null : tidyTitle(title),
    day: readDay(date),
    timed: /[T ]\d/.test(date.trim()),
    topic: scalar(fields?.topic) ?? scalar(fields?.category) ?? scalar(isList(categories) ? categories[0] : categories),
    sources: ['source', 'sources', 'link', 'canonical'].flatMap((key) => addresses(fields?.[key])),
    sourced: fields?.source !== undefined || fields?.sources !== undefined,
    // as Hugo, Jekyll and others name them
    aliases: ['aliases', 'alias', 'redirect_from', 'redirectFrom'].flatMap((key) => texts(fields?.[key])),
    ids: {
      event: firstId(fields, ['event_id', 'eventId', 'event-id', 'event']),
      page: firstId(fields, ['id', 'uuid', 'guid']),
    },
  }
}

/** An id is one word with a figure or a dash in it: what only names a kind, or an order, is none. */
function firstId(fields: Fields | null, keys: readonly string[]): string | null {
  const found = keys.map((key) => scalar(fields?.[key])).find((text) => text && isId(text))
  return found ?? null
}

function isId(text: string): boolean {
  return /^\S{4,200}$/.test(text) && /[\d-]/.test(text)
}

/** A field's text, tidied; null where it is empty, no text, or YAML's words for nothing. */
function scalar(field: Field | undefined): string | null {
  if (typeof field !== 'string') return null
  const text = tidyTitle(field)
  return text === '' || text === '~' || text === 'null' ? null : text
}

/** The texts in a field: one, or a list. */
function texts(field: Field | undefined): string[] {
  if (typeof field === 'string') return field.trim() === '' ? [] : [field.trim()]
  return isList(field) ? field.flatMap(texts) : []
}

/** Web addresses in a field: one, a list, or things with a `url`. */
function addresses(field: Field | undefined): string[] {
  if (field === undefined) return []
  if (typeof field === 'string') return /^https?:\/\/\S+$/i.test(field.trim()) ? [field.trim()] : []
  if (isList(field)) return field.flatMap(addresses)
  return addresses(field.url)
}

function titleLine(block: FrontMatterBlock | null): number {
  const lines = block?.raw.split(/\r\n?|\n/) ?? []
  return lines.findIndex((line) => /^\s*["']?title["']?\s*[:=]/.test(line)) + 2
}
