import { createFinding, type Finding } from '../../model/finding.ts'
import type { Page, PageEvent, PagePath } from '../../model/page.ts'
import { type Heading, readOutline, type SectionNames } from '../sections/outline.ts'
import { bodyOf, readSectionContents, sourcesOf } from '../sections/section-contents.ts'
import { dayFindings, dayOfPath, readDay } from '../text/day.ts'
import { tidyTitle } from '../text/title.ts'

/**
 * Reads a page of the context dialect: one event, with `### [day](…)`, `##### topic`, `# title`, a lead and the known
 * sections. A page without a title reports no event.
 * @param text the decoded page, without a byte order mark
 * @param from offset behind a front matter block
 */
export function readContextPage(path: PagePath, text: string, names: SectionNames, from = 0): Page {
  const page = readOutline(text, names, from)
  const { headings, lines } = page
  const contents = readSectionContents(path, page, names)
  const { usedLines } = contents

  const dayHeading = headings[0]
  const titleHeading = headings.find(({ level, text }) => level === 1 && text !== '')
  const topicHeading = headings.find(
    ({ level, text, line }) => level === 5 && text !== '' && line < (titleHeading?.line ?? lines.length),
  )
  const formats = formatsText(text, from, dayHeading, lines)
  for (let i = page.firstLine; i <= (dayHeading?.line ?? -1); i++) usedLines[i] = 1
  for (const heading of headings) {
    if (heading === titleHeading || heading === topicHeading || heading.text === '') usedLines[heading.line] = 1
  }

  const { day, findings } = readDayHeading(path, dayHeading)
  const common = {
    path,
    day: day ?? dayOfPath(path),
    links: contents.links,
    related: contents.related,
    changes: contents.changes,
    sourced: true,
    aliases: [],
    ids: { event: null, page: null },
  }
  const event: PageEvent | null = titleHeading
    ? {
        title: tidyTitle(titleHeading.text),
        day: common.day,
        topic: topicHeading ? tidyTitle(topicHeading.text) : null,
        body: bodyOf(page, usedLines),
        sources: sourcesOf(contents.links),
        path,
        line: titleHeading.line + 1,
      }
    : null
  return {
    ...common,
    dialect: 'context',
    events: event ? [event] : [],
    regenerated: { ...contents.regenerated, formats },
    findings: [...findings, ...(event ? [] : [untitledFinding(path)]), ...contents.findings],
  }
}

/** What stands above the day's heading; the dialect allows `Formats:` lines alone. */
function formatsText(
  text: string,
  from: number,
  heading: Heading | undefined,
  lines: readonly { start: number }[],
): string {
  return heading ? text.slice(from, lines[heading.line]?.start).trim() : ''
}

function readDayHeading(path: PagePath, heading: Heading | undefined): { day: string | null; findings: Finding[] } {
  const match = /^\[([^\]]*)\][ \t]*\(([^)]*)\)?/.exec(heading?.text ?? '')
  const day = readDay(match?.[1] ?? '')
  const findings = dayFindings(path, (heading?.line ?? 0) + 1, [
    { day, foundIn: 'the heading' },
    { day: dayOfPath((match?.[2] ?? '').trim()), foundIn: "the heading's link" },
    { day: dayOfPath(path), foundIn: 'the folder' },
  ])
  return { day, findings }
}

function untitledFinding(path: PagePath): Finding {
  const message = 'The page has no title ("# …"), so it reports no event. It is kept as it is.'
  return { ...createFinding('page-unreadable', message, { path }), severity: 'warning' }
}
