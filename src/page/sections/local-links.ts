import type { PagePath } from '../../model/page.ts'
import { readTarget } from './link-text.ts'
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
 * @param wanted tells by their index which lines to look at; default all
 */
export function localLinks(
  path: PagePath,
  page: Outline,
  mount: string,
  wanted: (line: number) => boolean = () => true,
): LocalLink[] {
  const { text, lines, verbatim, headings, sections } = page
  const links: LocalLink[] = []
  const day = headings[0]?.level === 3 && /^\[\d{4}-/.test(headings[0].text) ? headings[0].line : -1
  let section = 0
  for (let i = page.first; i < lines.length; i++) {
    while (section < sections.length && sections[section]!.last < i) section++
    if (verbatim.has(i) || i === day || !wanted(i)) continue
    const raw = text.slice(lines[i]!.start, lines[i]!.end)
    if (!mayLink.test(raw)) continue
    const { kind = null, first = i } = sections[section] ?? {}
    const inSection = first <= i ? kind : null
    if (inSection === 'changes') continue
    const line = raw.includes('`') ? withoutCode(raw) : raw
    for (const match of line.matchAll(destination)) {
      const target = match[1] ?? match[2] ?? match[3] ?? ''
      const paths = pathsOf(target, path, mount).filter((candidate) => pageName.test(candidate))
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
export function pathsOf(target: string, from: PagePath, mount: string): PagePath[] {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|\\|#|\?)/i.test(target)) return []
  const plain = readTarget(target.replace(/[?#].*$/s, ''))
  if (plain === '') return []
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  const fromRoot = plain.startsWith('/')
  const bare = plain.replace(/^\/+/, '')
  const candidates = fromRoot
    ? [...(mount !== '' && `${plain}/`.startsWith(`${mount}/`) ? [plain.slice(mount.length + 1)] : []), bare]
    : [folder + plain, bare]
  return [...new Set(candidates.flatMap((candidate) => normalised(candidate) ?? []))]
}

/** The pages that an entry of a Changes section may mean, which may leave out the extension. */
export function entryPaths(target: string, from: PagePath, mount: string): PagePath[] {
  return pathsOf(target, from, mount).flatMap((path) =>
    pageName.test(path) ? [path] : [path, `${path.replace(/\.html?$/i, '')}.md`, `${path}/index.md`],
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
  const place = target.lastIndexOf(`/${folder}`)
  return place > 0 && !target.slice(place + folder.length + 1).includes('/') ? target.slice(0, place) : ''
}

// A link's destination, or a definition's; parentheses within one nest once.
const destination =
  /\]\([ \t]{0,4}(?:<([^<>]*)>|([^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*))(?:[ \t]{1,4}"[^"]*")?[ \t]{0,4}\)|^ {0,3}\[[^\]]+\]:[ \t]{0,4}<?([^\s<>]+)/g
const mayLink = /\]\(|^ {0,3}\[[^\]]+\]:/
const pageName = /\.(?:md|markdown|mdx|txt)$/i

/** Code between backticks becomes blanks, so that columns stay. */
function withoutCode(line: string): string {
  return line.replace(/(?<!`)(`{1,3})(?!`)(.*?)(?<!`)\1(?!`)/g, (code) => ' '.repeat(code.length))
}

/** Without `.` and `..`; null where it leads out of the archive. */
function normalised(path: string): PagePath | null {
  if (path !== '' && !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') names.push(name)
    else if (names.pop() === undefined) return null
  }
  return names.length === 0 ? null : names.join('/')
}
