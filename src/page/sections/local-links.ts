import type { PagePath } from '../../model/page.ts'
import { decodeLinkTarget } from './link-text.ts'
import type { Outline } from './outline.ts'

/** A link of a page that means a file of the archive. */
export interface LocalLink {
  /** As it is written. */
  readonly target: string
  /** The paths that it may mean, the likeliest first. */
  readonly paths: readonly PagePath[]
  /** 1-based; the column in UTF-16 code units. */
  readonly line: number
  readonly column: number
  /** It stands in a list that the site makes. */
  readonly generated: boolean
}

/**
 * The links of a page that name another page by its file. Left out are links to the web, to a heading, and those that
 * only the site makes sense of, such as `/posts/open-day/`; what stands in code; the day's heading, which is part of the
 * dialect; and the Changes section, whose entries are read as such.
 * @param mount see {@link mountOf}
 * @param includesLine tells by their index which lines to look at; default all
 */
export function localLinks(
  path: PagePath,
  page: Outline,
  mount: string,
  includesLine: (line: number) => boolean = () => true,
): LocalLink[] {
  const { text, lines, verbatimLines, headings, sections } = page
  const links: LocalLink[] = []
  const day = headings[0]?.level === 3 && /^\[\d{4}-/.test(headings[0].text) ? headings[0].line : -1
  let section = 0
  for (let i = page.firstLine; i < lines.length; i++) {
    while (section < sections.length && sections[section]!.lastLine < i) section++
    if (verbatimLines.has(i) || i === day || !includesLine(i)) continue
    const raw = text.slice(lines[i]!.start, lines[i]!.end)
    if (!maybeLink.test(raw)) continue
    const { kind = null, firstLine = i } = sections[section] ?? {}
    const inSection = firstLine <= i ? kind : null
    if (inSection === 'changes') continue
    const line = raw.includes('`') ? blankCode(raw) : raw
    for (const match of line.matchAll(linkDestination)) {
      const target = match[1] ?? match[2] ?? match[3] ?? ''
      const paths = candidatePaths(target, path, mount).filter((candidate) => pageExtension.test(candidate))
      const column = match.index + match[0].indexOf(target) + 1
      if (paths.length > 0) links.push({ target, paths, line: i + 1, column, generated: inSection === 'related' })
    }
  }
  return links
}

/**
 * The paths that a link's target may mean: from the archive's root, with or without the folder that the site is mounted
 * at, or from the page's own folder. None for an address, for a place on the page itself, and for what lies outside.
 */
export function candidatePaths(target: string, from: PagePath, mount: string): PagePath[] {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|\\|#|\?)/i.test(target)) return []
  const decoded = decodeLinkTarget(target.replace(/[?#].*$/s, ''))
  if (decoded === '') return []
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  const fromRoot = decoded.startsWith('/')
  const rootRelative = decoded.replace(/^\/+/, '')
  const candidates = fromRoot
    ? [
        ...(mount !== '' && `${decoded}/`.startsWith(`${mount}/`) ? [decoded.slice(mount.length + 1)] : []),
        rootRelative,
      ]
    : [folder + decoded, rootRelative]
  return [...new Set(candidates.flatMap((candidate) => normalisePath(candidate) ?? []))]
}

/** The pages that an entry of a Changes section may mean, which may leave out the extension. */
export function entryPaths(target: string, from: PagePath, mount: string): PagePath[] {
  return candidatePaths(target, from, mount).flatMap((path) =>
    pageExtension.test(path) ? [path] : [path, `${path.replace(/\.html?$/i, '')}.md`, `${path}/index.md`],
  )
}

/**
 * The folder of the site that the archive is mounted at, `/zh` where a page's day links to `/zh/news/2019/1/2/index.md`
 * and the page itself lies in `news/2019/1/2/`; `''` where it is the site's root.
 */
export function mountOf(path: PagePath, text: string): string {
  const target = /^\s*(?:Formats:[^\r\n]*[\r\n]\s*)*###[ \t]+\[[^\]\r\n]*\][ \t]*\((\/[^)\s]*)\)/.exec(text)?.[1]
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  if (target === undefined || folder === '') return ''
  const index = target.lastIndexOf(`/${folder}`)
  return index > 0 && !target.slice(index + folder.length + 1).includes('/') ? target.slice(0, index) : ''
}

// A link's destination, or a definition's; parentheses within one nest once.
const linkDestination =
  /\]\([ \t]{0,4}(?:<([^<>]*)>|([^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*))(?:[ \t]{1,4}"[^"]*")?[ \t]{0,4}\)|^ {0,3}\[[^\]]+\]:[ \t]{0,4}<?([^\s<>]+)/g
const maybeLink = /\]\(|^ {0,3}\[[^\]]+\]:/
const pageExtension = /\.(?:md|markdown|mdx|txt)$/i

/** Code between backticks becomes blanks, so that columns stay. */
function blankCode(line: string): string {
  return line.replace(/(?<!`)(`{1,3})(?!`)(.*?)(?<!`)\1(?!`)/g, (code) => ' '.repeat(code.length))
}

/** Without `.` and `..`; null where it leads out of the archive. */
function normalisePath(path: string): PagePath | null {
  if (path !== '' && !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') names.push(name)
    else if (names.pop() === undefined) return null
  }
  return names.length === 0 ? null : names.join('/')
}
