import { createFinding, type Finding } from '../../model/finding.ts'
import type { PageEvent, PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import { monthNames } from '../../model/time.ts'
import { copyText } from './copy-text.ts'
import { readWikiLine, type WikiLine } from './wikitext.ts'

export interface PortalDay {
  readonly day: Day | null
  readonly events: readonly PageEvent[]
  readonly findings: readonly Finding[]
}

/** The day that a portal file's name gives: `2018_January_15.txt`; null for other names. */
export function dayOfPortalPath(path: PagePath): Day | null {
  const match = /(?:^|\/)(\d{4})_([A-Z][a-z]+)_(\d{1,2})\.txt$/.exec(path)
  const month = match ? monthNames.indexOf(match[2]!.toLowerCase()) + 1 : 0
  return match && month > 0 ? padDay(match[1]!, String(month), match[3]!) : null
}

/**
 * Reads a day of the portal: wikitext with sections (`;`), topics and items (`*`, nested). An item is an event when it
 * carries a source, or is a leaf that says something; its topic is the nearest bullet above it that is none.
 * @param text the decoded file, without a byte order mark
 */
export function readPortalDay(path: PagePath, text: string): PortalDay {
  const bullets = readBullets(text)
  const events: PageEvent[] = []
  const header = /\{\{\s*current events header\s*\|\s*(\d{4})\s*\|\s*0?(\d{1,2})\s*\|\s*0?(\d{1,2})/i.exec(text)
  const fromName = dayOfPortalPath(path)
  const fromHeader = header ? padDay(header[1]!, header[2]!, header[3]!) : null
  const day = fromName ?? fromHeader
  const findings: Finding[] = []
  if (fromName && fromHeader && fromName !== fromHeader) {
    findings.push(
      createFinding('day-mismatch', 'The header gives another day than the file name.', {
        path,
        line: 1,
        expected: fromName,
        actual: fromHeader,
      }),
    )
  }
  const topics: string[] = []
  for (let i = 0; i < bullets.length; i++) {
    const bullet = bullets[i]!
    topics.length = Math.min(topics.length, bullet.depth - 1)
    const hasChildren = bullets[i + 1] !== undefined && bullets[i + 1]!.depth > bullet.depth
    const { text: title, sources, onlyLinks } = readCachedLine(bullet.text)
    if (isEvent(title, sources, onlyLinks, hasChildren)) {
      const topic = topics.findLast((name) => name !== '') ?? null
      events.push({ title, day, topic, body: '', sources, path, line: bullet.line })
      topics[bullet.depth - 1] = ''
    } else topics[bullet.depth - 1] = title
    for (let level = 0; level < bullet.depth - 1; level++) topics[level] ??= ''
  }
  return { day, events, findings }
}

function isEvent(title: string, sources: readonly string[], onlyLinks: boolean, hasChildren: boolean): boolean {
  if (title === '') return false
  if (sources.length > 0) return true
  return !hasChildren && !onlyLinks && title.includes(' ')
}

interface Bullet {
  readonly depth: number
  text: string
  readonly line: number
}

/** The bullets in order; a line that only goes on where an item broke off is joined to it. A section is depth 0 and left out. */
function readBullets(text: string): Bullet[] {
  const lines = (text.includes('<!--') ? removeComments(text) : text).split('\n')
  const bullets: Bullet[] = []
  let current: Bullet | null = null
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const first = line.charCodeAt(0)
    if (first === 42 || first === 35) {
      let depth = 1
      while (line[depth] === '*' || line[depth] === '#' || line[depth] === ':') depth++
      current = { depth, text: line.slice(depth).trim(), line: i + 1 }
      bullets.push(current)
    } else if (first === 59 || first === 61) {
      current = null
    } else if (current && continuesItem(current.text, line)) {
      current.text += ` ${line.trim()}`
    }
  }
  return bullets
}

/** An item that has not come to its source yet goes on below; blank lines and markup are passed over. */
function continuesItem(item: string, line: string): boolean {
  if (line.trim() === '' || /^\s*(?:\{\{|\|\}|\{\||__)/.test(line) || item.includes('[http')) return false
  // the template that all of the day stands in is closed here, unless the item left one of its own open
  return !/^\s*\}\}/.test(line) || item.lastIndexOf('{{') > item.lastIndexOf('}}')
}

/** Comments go, their line feeds stay so that line numbers hold; an unclosed comment is text. */
function removeComments(text: string): string {
  let kept = ''
  let start = 0
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', start)) {
    const close = text.indexOf('-->', open + 4)
    if (close < 0) break
    kept += text.slice(start, open) + text.slice(open, close).replace(/[^\n]/g, '')
    start = close + 3
  }
  return kept + text.slice(start)
}

// Of one revision's lines nearly all stood in the revision before, so reading them once is most of the speed.
const lineCache = new Map<string, WikiLine>()
const maxCachedLines = 4_000

function readCachedLine(raw: string): WikiLine {
  let line = lineCache.get(raw)
  if (!line) {
    if (lineCache.size >= maxCachedLines) lineCache.clear()
    const copied = copyText(raw)
    line = readWikiLine(copied)
    lineCache.set(copied, line)
  }
  return line
}

function padDay(year: string, month: string, day: string): Day {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
