import type { Page, PageEvent, PagePath, SourceLink } from '../../model/page.ts'
import { emptyPage, noEventFinding } from '../empty-page.ts'
import { readPageFields } from '../front-matter/page-fields.ts'
import { type Outline, readOutline, type SectionNames, startsWithDayHeading } from '../sections/outline.ts'
import { bodyOf, readSectionContents, sourcesOf } from '../sections/section-contents.ts'
import { dayFindings, dayOfPath } from '../text/day.ts'
import { lineText } from '../text/lines.ts'
import { tidyTitle } from '../text/title.ts'
import { readContextPage } from './context-page.ts'

/**
 * Reads a Markdown page with or without front matter. Title, day, topic and sources come from the fields, else from the
 * first heading and the path; the rest is the body, except the known sections. A page of the context dialect may
 * follow the front matter.
 * @param text the decoded page, without a byte order mark
 */
export function readMarkdownPage(path: PagePath, text: string, names: SectionNames): Page {
  const fields = readPageFields(path, text)
  const isContextPage = fields.end > 0 && startsWithDayHeading(text, fields.end)
  const page = isContextPage
    ? readContextPage(path, text, names, fields.end)
    : readPlainMarkdown(path, text, names, fields.end, fields.title)
  const event = page.events[0]
  const titled = isContextPage || fields.title === null ? event : undefined
  const title = titled?.title ?? fields.title
  const dayProblems = dayFindings(path, 1, [
    { day: fields.day, foundIn: 'the front matter', toleranceDays: fields.hasTime ? 1 : 0 },
    { day: dayOfPath(path), foundIn: 'the path' },
    { day: isContextPage ? page.day : null, foundIn: 'the heading' },
  ])
  const pageFindings = page.findings.filter(({ name }) => name !== 'page-unreadable')
  if (title === null) {
    const message = 'The page has neither a title nor text, so it reports no event. Its bytes are kept.'
    const findings = [...fields.findings, noEventFinding(path, message), ...pageFindings]
    return { ...page, dialect: 'front-matter', findings }
  }
  const links = [...fields.sources.map((url): SourceLink => ({ text: '', url, cover: false })), ...page.links]
  const day = fields.day ?? page.day
  const merged: PageEvent = {
    title,
    day,
    topic: fields.topic ?? event?.topic ?? null,
    body: event?.body ?? '',
    sources: sourcesOf(links),
    path,
    line: titled?.line ?? fields.titleLine,
  }
  return {
    ...page,
    dialect: 'front-matter',
    day,
    links,
    sourced: page.sourced || fields.hasSourceField,
    aliases: fields.aliases,
    ids: fields.ids,
    events: [merged],
    findings: [
      ...fields.findings,
      ...dayProblems,
      ...pageFindings.filter(({ name }) => name !== 'day-mismatch' || dayProblems.length === 0),
    ],
  }
}

/**
 * Reads a page by its text alone. Its title is the first heading, else its file name; without text it has no event.
 * @param givenTitle the title in the front matter; a heading with another text is part of the body then
 */
function readPlainMarkdown(
  path: PagePath,
  text: string,
  names: SectionNames,
  from: number,
  givenTitle: string | null,
): Page {
  const outline = readOutline(text, names, from)
  const { usedLines, ...contents } = readSectionContents(path, outline, names)
  const first = firstHeading(outline, usedLines)
  const heading = givenTitle === null || first?.title === givenTitle ? first : null
  if (heading) usedLines.fill(1, heading.firstLine, heading.lastLine + 1)
  const day = dayOfPath(path)
  const event: PageEvent = {
    title: heading?.title ?? titleFromPath(path),
    day,
    topic: null,
    body: bodyOf(outline, usedLines),
    sources: sourcesOf(contents.links),
    path,
    line: heading ? heading.firstLine + 1 : 1,
  }
  const hasContent = heading !== null || event.body !== '' || outline.sections.length > 0
  return {
    ...emptyPage(path, 'front-matter'),
    ...contents,
    day,
    events: hasContent && event.title !== '' ? [event] : [],
    sourced: outline.sections.some(({ kind }) => kind === 'sources'),
  }
}

interface TitleHeading {
  readonly title: string
  readonly firstLine: number
  readonly lastLine: number
}

/** The first heading outside the known sections, with number signs or underlined. */
function firstHeading(outline: Outline, usedLines: Uint8Array): TitleHeading | null {
  const { text, lines, firstLine, headings, verbatimLines } = outline
  const heading = headings.find((heading) => heading.text !== '' && !usedLines[heading.line])
  const limit = heading?.line ?? lines.length
  const [none, other] = [-1, -2]
  let paragraph = none
  for (let i = firstLine; i < limit; i++) {
    const line = lineText(outline, i)
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

/** A file's name as words, without extension and day. An index file has the name of its folder. */
function titleFromPath(path: PagePath): string {
  const names = path.split('/')
  const file = (names.pop() ?? '').replace(/\.[^.]*$/, '')
  const name = /^(?:index|readme)$/i.test(file) ? (names.pop() ?? file) : file
  return tidyTitle(name.replace(/^\d{4}-\d{1,2}-\d{1,2}[-_.]/, '').replace(/[-_]+/g, ' '))
}
