import type { Finding } from '../../model/finding.ts'
import type { Page, PageEvent, PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import { emptyPage, noEventFinding } from '../empty-page.ts'
import type { Heading } from '../sections/line-kinds.ts'
import { readOutline, type SectionNames } from '../sections/outline.ts'
import { bodyOf, readSectionContents, sourcesOf } from '../sections/section-contents.ts'
import { dayFindings, dayOfPath, readDay } from '../text/day.ts'
import { tidyTitle } from '../text/title.ts'

/**
 * Reads a page of the context dialect: one event with `### [day](…)`, `##### topic`, `# title`, a lead and the known
 * sections. A page without a title reports no event.
 * @param text the decoded page, without a byte order mark
 * @param from offset of the first character after the front matter block
 */
export function readContextPage(path: PagePath, text: string, names: SectionNames, from = 0): Page {
  const outline = readOutline(text, names, from)
  const { headings, lines, firstLine } = outline
  const { usedLines, ...contents } = readSectionContents(path, outline, names)
  const dayHeading = headings[0]
  const titleHeading = headings.find(({ level, text }) => level === 1 && text !== '')
  const topicHeading = headings.find(
    ({ level, text, line }) => level === 5 && text !== '' && line < (titleHeading?.line ?? lines.length),
  )
  usedLines.fill(1, firstLine, (dayHeading?.line ?? -1) + 1)
  for (const heading of headings) {
    if (heading === titleHeading || heading === topicHeading || heading.text === '') usedLines[heading.line] = 1
  }

  const heading = readDayHeading(path, dayHeading)
  const day = heading.day ?? dayOfPath(path)
  const events: PageEvent[] = []
  const findings = [...heading.findings]
  if (titleHeading)
    events.push({
      title: tidyTitle(titleHeading.text),
      day,
      topic: topicHeading ? tidyTitle(topicHeading.text) : null,
      body: bodyOf(outline, usedLines),
      sources: sourcesOf(contents.links),
      path,
      line: titleHeading.line + 1,
    })
  else findings.push(noEventFinding(path, 'The page has no title ("# …"), so it reports no event. Its bytes are kept.'))
  return {
    ...emptyPage(path, 'context'),
    ...contents,
    day,
    events,
    sourced: true,
    // In this dialect only `Formats:` lines are above the day's heading.
    regenerated: {
      ...contents.regenerated,
      formats: dayHeading ? text.slice(from, lines[dayHeading.line]?.start).trim() : '',
    },
    findings: [...findings, ...contents.findings],
  }
}

function readDayHeading(path: PagePath, heading: Heading | undefined): { day: Day | null; findings: Finding[] } {
  const [, name = '', target = ''] = /^\[([^\]]*)\][ \t]*\(([^)]*)\)?/.exec(heading?.text ?? '') ?? []
  const day = readDay(name)
  const findings = dayFindings(path, (heading?.line ?? 0) + 1, [
    { day, foundIn: 'the heading' },
    { day: dayOfPath(target.trim()), foundIn: "the heading's link" },
    { day: dayOfPath(path), foundIn: 'the folder' },
  ])
  return { day, findings }
}
