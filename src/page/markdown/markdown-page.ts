import { createFinding, type Finding } from '../../model/finding.ts'
import type { Page, PageEvent, PageIds, PagePath, SourceLink } from '../../model/page.ts'
import {
  type FieldValue,
  type FrontMatterFields,
  isFieldList,
  readFrontMatter,
  UnreadableBlock,
} from '../front-matter/front-matter.ts'
import { cutFrontMatter, type FrontMatterBlock } from '../front-matter/front-matter-block.ts'
import { type Outline, readOutline, type SectionNames, startsWithDayHeading } from '../sections/outline.ts'
import { bodyOf, readSectionContents, sourcesOf } from '../sections/section-contents.ts'
import { dayFindings, dayOfPath, readDay } from '../text/day.ts'
import { tidyTitle } from '../text/title.ts'
import { readContextPage } from './context-page.ts'

/**
 * Reads a Markdown page, with front matter or without: title, day, topic and sources from its fields, else from its
 * first heading and its path; the rest is the body, but for the known sections. A page of the context dialect behind
 * front matter is read as one.
 * @param text the decoded page, without a byte order mark
 */
export function readMarkdownPage(path: PagePath, text: string, names: SectionNames): Page {
  const { block, fields, findings } = tryReadFrontMatter(path, text)
  const frontMatter = frontMatterData(fields)
  const from = block?.end ?? 0
  const isContextPage = block !== null && startsWithDayHeading(text, from)
  const parsed = isContextPage
    ? readContextPage(path, text, names, from)
    : readPlainMarkdown(path, text, names, from, frontMatter.title)
  const event = parsed.events[0]
  const title = isContextPage ? (event?.title ?? frontMatter.title) : (frontMatter.title ?? event?.title)
  if (title === undefined || title === null) {
    return {
      ...parsed,
      dialect: 'front-matter',
      findings: [...findings, emptyPageFinding(path), ...parsed.findings.filter(isNotPageUnreadable)],
    }
  }

  const links = [...frontMatter.sources.map((url): SourceLink => ({ text: '', url, cover: false })), ...parsed.links]
  const dayProblems = dayFindings(path, 1, [
    { day: frontMatter.day, foundIn: 'the front matter', toleranceDays: frontMatter.hasTime ? 1 : 0 },
    { day: dayOfPath(path), foundIn: 'the path' },
    { day: isContextPage ? parsed.day : null, foundIn: 'the heading' },
  ])
  const merged: PageEvent = {
    title,
    day: frontMatter.day ?? parsed.day,
    topic: frontMatter.topic ?? event?.topic ?? null,
    body: event?.body ?? '',
    sources: sourcesOf(links),
    path,
    line:
      event && event.title === title && (isContextPage || frontMatter.title === null) ? event.line : titleLine(block),
  }
  const keptFindings = parsed.findings.filter(
    (one) => isNotPageUnreadable(one) && (one.name !== 'day-mismatch' || dayProblems.length === 0),
  )
  return {
    ...parsed,
    dialect: 'front-matter',
    day: merged.day,
    links,
    sourced: parsed.sourced || frontMatter.hasSourceField,
    aliases: frontMatter.aliases,
    ids: frontMatter.ids,
    events: [merged],
    findings: [...findings, ...dayProblems, ...keptFindings],
  }
}

function isNotPageUnreadable({ name }: Finding): boolean {
  return name !== 'page-unreadable'
}

interface FrontMatterResult {
  readonly block: FrontMatterBlock | null
  readonly fields: FrontMatterFields | null
  readonly findings: readonly Finding[]
}

/** A block that cannot be read is a finding, and stays part of the body. */
function tryReadFrontMatter(path: PagePath, text: string): FrontMatterResult {
  const block = cutFrontMatter(text)
  if (!block) return { block: null, fields: null, findings: [] }
  if ('problem' in block) return { block: null, fields: null, findings: [unreadableFinding(path, block.problem, 1)] }
  try {
    const fields = readFrontMatter(block)
    return { block: fields && block, fields, findings: [] }
  } catch (error) {
    const reason = error instanceof UnreadableBlock ? error : new UnreadableBlock('its parser gave up')
    return { block: null, fields: null, findings: [unreadableFinding(path, reason.message, 1 + (reason.line ?? 0))] }
  }
}

function unreadableFinding(path: PagePath, reason: string, line: number): Finding {
  return createFinding(
    'front-matter-unreadable',
    `The front matter was not read, because ${reason}. The page is taken as plain text.`,
    {
      path,
      line,
    },
  )
}

function emptyPageFinding(path: PagePath): Finding {
  const message = 'The page holds neither a title nor text, so it reports no event. It is kept as it is.'
  return { ...createFinding('page-unreadable', message, { path }), severity: 'warning' }
}

/**
 * A page by its text alone: titled by its first heading, else by its name. No event where there is no text.
 * @param givenTitle a title given elsewhere; a heading that says another is part of the body then
 */
function readPlainMarkdown(
  path: PagePath,
  text: string,
  names: SectionNames,
  from: number,
  givenTitle: string | null,
): Page {
  const page = readOutline(text, names, from)
  const contents = readSectionContents(path, page, names)
  const first = firstHeading(page, contents.usedLines)
  const heading = givenTitle === null || first?.title === givenTitle ? first : null
  if (heading) contents.usedLines.fill(1, heading.firstLine, heading.lastLine + 1)
  const body = bodyOf(page, contents.usedLines)
  const day = dayOfPath(path)
  const hasContent = heading !== null || body !== '' || page.sections.length > 0
  const event: PageEvent = {
    title: heading?.title ?? titleFromPath(path),
    day,
    topic: null,
    body,
    sources: sourcesOf(contents.links),
    path,
    line: heading ? heading.firstLine + 1 : 1,
  }
  return {
    path,
    dialect: 'front-matter',
    day,
    events: hasContent && event.title !== '' ? [event] : [],
    links: contents.links,
    related: contents.related,
    changes: contents.changes,
    sourced: page.sections.some(({ kind }) => kind === 'sources'),
    aliases: [],
    ids: { event: null, page: null },
    regenerated: contents.regenerated,
    findings: contents.findings,
  }
}

interface TitleHeading {
  readonly title: string
  readonly firstLine: number
  readonly lastLine: number
}

/** The first heading outside the known sections, by number signs or underlined. */
function firstHeading(
  { text, lines, firstLine, headings, verbatimLines }: Outline,
  usedLines: Uint8Array,
): TitleHeading | null {
  const heading = headings.find((heading) => heading.text !== '' && !usedLines[heading.line])
  const limit = heading?.line ?? lines.length
  const [none, other] = [-1, -2]
  let paragraph = none
  for (let i = firstLine; i < limit; i++) {
    const line = text.slice(lines[i]!.start, lines[i]!.end)
    if (paragraph >= 0 && /^ {0,3}(?:=+|-+)[ \t]*$/.test(line)) {
      const title = text.slice(lines[paragraph]!.start, lines[i - 1]!.end)
      return { title: tidyTitle(title), firstLine: paragraph, lastLine: i }
    }
    if (line.trim() === '' || usedLines[i] || verbatimLines.has(i)) paragraph = none
    else if (paragraph === none) paragraph = /^ {0,3}(?:[^\s>#`~<|\-+*\d]|\d(?!\d*[.)]))/.test(line) ? i : other
  }
  if (!heading) return null
  const title = tidyTitle(heading.text.replace(/[ \t]#+$/, ''))
  return { title, firstLine: heading.line, lastLine: heading.line }
}

/** A file's name as words: no extension, no day, blanks for dashes. An index is named by its folder. */
function titleFromPath(path: PagePath): string {
  const names = path.split('/')
  const file = (names.pop() ?? '').replace(/\.[^.]*$/, '')
  const name = /^(?:index|readme)$/i.test(file) ? (names.pop() ?? file) : file
  return tidyTitle(name.replace(/^\d{4}-\d{1,2}-\d{1,2}[-_.]/, '').replace(/[-_]+/g, ' '))
}

interface FrontMatterData {
  readonly title: string | null
  readonly day: string | null
  /** True where the day comes with a time. */
  readonly hasTime: boolean
  readonly topic: string | null
  readonly sources: readonly string[]
  readonly hasSourceField: boolean
  readonly aliases: readonly string[]
  readonly ids: PageIds
}

/** What the fields of a block say of the event. */
function frontMatterData(fields: FrontMatterFields | null): FrontMatterData {
  const date = textOf(fields?.date) ?? ''
  const categories = fields?.categories
  const title = textOf(fields?.title)
  return {
    title: title === null ? null : tidyTitle(title),
    day: readDay(date),
    hasTime: /[T ]\d/.test(date.trim()),
    topic:
      textOf(fields?.topic) ?? textOf(fields?.category) ?? textOf(isFieldList(categories) ? categories[0] : categories),
    sources: ['source', 'sources', 'link', 'canonical'].flatMap((key) => urlsOf(fields?.[key])),
    hasSourceField: fields?.source !== undefined || fields?.sources !== undefined,
    // as Hugo, Jekyll and others name them
    aliases: ['aliases', 'alias', 'redirect_from', 'redirectFrom'].flatMap((key) => textsOf(fields?.[key])),
    ids: {
      event: firstId(fields, ['event_id', 'eventId', 'event-id', 'event']),
      page: firstId(fields, ['id', 'uuid', 'guid']),
    },
  }
}

/** An id is one word with a figure or a dash in it: what only names a kind, or an order, is none. */
function firstId(fields: FrontMatterFields | null, keys: readonly string[]): string | null {
  const found = keys.map((key) => textOf(fields?.[key])).find((text) => text && isId(text))
  return found ?? null
}

function isId(text: string): boolean {
  return /^\S{4,200}$/.test(text) && /[\d-]/.test(text)
}

/** A field's text, tidied; null where it is empty, no text, or YAML's words for nothing. */
function textOf(field: FieldValue | undefined): string | null {
  if (typeof field !== 'string') return null
  const text = tidyTitle(field)
  return text === '' || text === '~' || text === 'null' ? null : text
}

/** The texts in a field: one, or a list. */
function textsOf(field: FieldValue | undefined): string[] {
  if (typeof field === 'string') return field.trim() === '' ? [] : [field.trim()]
  return isFieldList(field) ? field.flatMap(textsOf) : []
}

/** Web addresses in a field: one, a list, or things with a `url`. */
function urlsOf(field: FieldValue | undefined): string[] {
  if (field === undefined) return []
  if (typeof field === 'string') return /^https?:\/\/\S+$/i.test(field.trim()) ? [field.trim()] : []
  if (isFieldList(field)) return field.flatMap(urlsOf)
  return urlsOf(field.url)
}

function titleLine(block: FrontMatterBlock | null): number {
  const lines = block?.raw.split(/\r\n?|\n/) ?? []
  return lines.findIndex((line) => /^\s*["']?title["']?\s*[:=]/.test(line)) + 2
}
