import { type Finding, finding } from '../../model/finding.ts'
import type { Page, PageEvent, PagePath } from '../../model/page.ts'
import { type Heading, outline, type SectionNames } from '../sections/outline.ts'
import { readParts, restOf, sourcesOf } from '../sections/parts.ts'
import { dayFindings, dayOfPath, readDay } from '../text/day.ts'
import { tidyTitle } from '../text/title.ts'

/**
 * Reads a page of the context dialect: one event, with `### [day](…)`, `##### topic`, `# title`, a lead and the known
 * sections. A page without a title reports no event.
 * @param text the decoded page, without a byte order mark
 * @param from offset behind a front matter block
 */
export function readContext(path: PagePath, text: string, names: SectionNames, from = 0): Page {
  const page = outline(text, names, from)
  const { headings, lines } = page
  const parts = readParts(path, page, names)
  const { taken } = parts

  const dayHeading = headings[0]
  const titleHeading = headings.find(({ level, text }) => level === 1 && text !== '')
  const topicHeading = headings.find(
    ({ level, text, line }) => level === 5 && text !== '' && line < (titleHeading?.line ?? lines.length),
  )
  const formats = formatsBefore(text, from, dayHeading, lines)
  for (let i = page.first; i <= (dayHeading?.line ?? -1); i++) taken[i] = 1
  for (const heading of headings) {
    if (heading === titleHeading || heading === topicHeading || heading.text === '') taken[heading.line] = 1
  }

  const { day, findings } = daysOf(path, dayHeading)
  const shared = {
    path,
    day: day ?? dayOfPath(path),
    links: parts.links,
    related: parts.related,
    changes: parts.changes,
    sourced: true,
    aliases: [],
    ids: { event: null, page: null },
  }
  const event: PageEvent | null = titleHeading
    ? {
        title: tidyTitle(titleHeading.text),
        day: shared.day,
        topic: topicHeading ? tidyTitle(topicHeading.text) : null,
        body: restOf(page, taken),
        sources: sourcesOf(parts.links),
        path,
        line: titleHeading.line + 1,
      }
    : null
  return {
    ...shared,
    dialect: 'context',
    events: event ? [event] : [],
    regenerated: { ...parts.regenerated, formats },
    findings: [...findings, ...(event ? [] : [untitled(path)]), ...parts.findings],
  }
}

/** What stands above the day's heading; the dialect allows `Formats:` lines alone. */
function formatsBefore(
  text: string,
  from: number,
  heading: Heading | undefined,
  lines: readonly { start: number }[],
): string {
  return heading ? text.slice(from, lines[heading.line]?.start).trim() : ''
}

function daysOf(path: PagePath, heading: Heading | undefined): { day: string | null; findings: Finding[] } {
  const match = /^\[([^\]]*)\][ \t]*\(([^)]*)\)?/.exec(heading?.text ?? '')
  const day = readDay(match?.[1] ?? '')
  const findings = dayFindings(path, (heading?.line ?? 0) + 1, [
    { day, who: 'the heading' },
    { day: dayOfPath((match?.[2] ?? '').trim()), who: "the heading's link" },
    { day: dayOfPath(path), who: 'the folder' },
  ])
  return { day, findings }
}

function untitled(path: PagePath): Finding {
  const message = 'The page has no title ("# …"), so it reports no event. It is kept as it is.'
  return { ...finding('page-unreadable', message, { path }), severity: 'warning' }
}
