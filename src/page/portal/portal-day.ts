import type { Finding } from '../../model/finding.ts'
import { memo } from '../../model/memo.ts'
import type { PageEvent, PagePath } from '../../model/page.ts'
import { type Day, monthNames } from '../../model/time.ts'
import { dayFindings, padDay } from '../text/day.ts'
import { copyText } from './copy-text.ts'
import { readWikiLine } from './wikitext.ts'

export interface PortalDay {
  readonly day: Day | null
  readonly events: readonly PageEvent[]
  readonly findings: readonly Finding[]
}

/** Reads the day from a portal file's name, `2018_January_15.txt`. Null for other names. */
export function dayOfPortalPath(path: PagePath): Day | null {
  const match = /(?:^|\/)(\d{4})_([A-Z][a-z]+)_(\d{1,2})\.txt$/.exec(path)
  const month = match ? monthNames.indexOf(match[2]!.toLowerCase()) + 1 : 0
  return match && month > 0 ? padDay(match[1]!, String(month), match[3]!) : null
}

/**
 * Reads a day of the portal: wikitext with sections (`;`), topics and items (`*`, nested). An item is an event when it
 * has a source, or is a leaf with a sentence. Its topic is the nearest bullet above it that is no event.
 * @param text the decoded file, without a byte order mark
 */
export function readPortalDay(path: PagePath, text: string): PortalDay {
  const header = /\{\{\s*current events header\s*\|\s*(\d{4})\s*\|\s*0?(\d{1,2})\s*\|\s*0?(\d{1,2})/i.exec(text)
  const fromName = dayOfPortalPath(path)
  const fromHeader = header ? padDay(header[1]!, header[2]!, header[3]!) : null
  const day = fromName ?? fromHeader
  const findings = dayFindings(path, 1, [
    { day: fromName, foundIn: 'the file name' },
    { day: fromHeader, foundIn: 'the header' },
  ])
  return { day, events: readEvents(path, text, day), findings }
}

function readEvents(path: PagePath, text: string, day: Day | null): PageEvent[] {
  const bullets = readBullets(text)
  const events: PageEvent[] = []
  const topics: string[] = []
  for (let i = 0; i < bullets.length; i++) {
    const bullet = bullets[i]!
    topics.length = Math.min(topics.length, bullet.depth - 1)
    const hasChildren = bullets[i + 1] !== undefined && bullets[i + 1]!.depth > bullet.depth
    const { text: title, sources, onlyLinks } = readLine(copyText(bullet.text))
    if (isEvent(title, sources, onlyLinks, hasChildren)) {
      const topic = topics.findLast((name) => name !== '') ?? null
      events.push({ title, day, topic, body: '', sources, path, line: bullet.line })
      topics[bullet.depth - 1] = ''
    } else topics[bullet.depth - 1] = title
    for (let level = 0; level < bullet.depth - 1; level++) topics[level] ??= ''
  }
  return events
}

// Most lines repeat from the previous revision, so parsed lines are cached.
const readLine = memo((raw: string) => readWikiLine(raw), 4_000)

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

/** Reads the bullets in order. A line that continues an unfinished item is joined to it. */
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

/** Whether a line continues an item that has no source yet. Blank lines and markup do not. */
function continuesItem(item: string, line: string): boolean {
  if (line.trim() === '' || /^\s*(?:\{\{|\|\}|\{\||__)/.test(line) || item.includes('[http')) return false
  // `}}` closes the template around the whole day, unless the item has an open template.
  return !/^\s*\}\}/.test(line) || item.lastIndexOf('{{') > item.lastIndexOf('}}')
}

/** Removes comments, but keeps their line feeds for the line numbers. A comment without an end is text. */
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
