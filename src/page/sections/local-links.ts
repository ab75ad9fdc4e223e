import type { PagePath } from '../../model/page.ts'
import { lineText } from '../text/lines.ts'
import { decodeLinkTarget } from './link-text.ts'
import type { Outline } from './outline.ts'

/** A link of a page to a file of the archive. */
export interface LocalLink {
  /** As written in the page. */
  readonly target: string
  /** The paths that the link may mean, the most likely first. */
  readonly paths: readonly PagePath[]
  /** 1-based; the column in UTF-16 code units. */
  readonly line: number
  readonly column: number
  /** True in a list that the site generates. */
  readonly generated: boolean
}

/**
 * Finds the links of a page to another page's file. Web links, links to headings and addresses without a file, such as
 * `/posts/open-day/`, are left out. So are code, the day's heading and the Changes section.
 * @param mount see {@link mountOf}
 * @param includesLine selects lines by 0-based index; default all
 */
export function localLinks(
  path: PagePath,
  page: Outline,
  mount: string,
  includesLine: (line: number) => boolean = () => true,
): LocalLink[] {
  const { lines, verbatimLines, headings, sections } = page
  const links: LocalLink[] = []
  const day = headings[0]?.level === 3 && /^\[\d{4}-/.test(headings[0].text) ? headings[0].line : -1
  let section = 0
  for (let i = page.firstLine; i < lines.length; i++) {
    while (section < sections.length && sections[section]!.lastLine < i) section++
    if (verbatimLines.has(i) || i === day || !includesLine(i)) continue
    const raw = lineText(page, i)
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
 * The paths that a link's target may mean: from the archive's root, with or without the mount folder, or from the page's
 * own folder. Web addresses, fragments and paths outside the archive give none.
 */
export function candidatePaths(target: string, from: PagePath, mount: string): PagePath[] {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|\\|#|\?)/i.test(target)) return []
  const decoded = decodeLinkTarget(target.replace(/[?#].*$/s, ''))
  if (decoded === '') return []
  const rootRelative = decoded.replace(/^\/+/, '')
  const candidates = [rootRelative]
  if (!decoded.startsWith('/')) candidates.unshift(folderOf(from) + decoded)
  else if (mount !== '' && `${decoded}/`.startsWith(`${mount}/`)) candidates.unshift(decoded.slice(mount.length + 1))
  return [...new Set(candidates.flatMap((candidate) => normalisePath(candidate) ?? []))]
}

/** The paths that an entry of a Changes section may mean. Its target may lack the extension. */
export function entryPaths(target: string, from: PagePath, mount: string): PagePath[] {
  return candidatePaths(target, from, mount).flatMap((path) =>
    pageExtension.test(path) ? [path] : [path, `${path.replace(/\.html?$/i, '')}.md`, `${path}/index.md`],
  )
}

/**
 * The mount folder: where the archive is on its site. It is `/zh` where a page in `news/2019/1/2/` links its day to
 * `/zh/news/2019/1/2/index.md`, and `''` for the site's root.
 */
export function mountOf(path: PagePath, text: string): string {
  const target = /^\s*(?:Formats:[^\r\n]*[\r\n]\s*)*###[ \t]+\[[^\]\r\n]*\][ \t]*\((\/[^)\s]*)\)/.exec(text)?.[1]
  const folder = folderOf(path)
  if (target === undefined || folder === '') return ''
  const index = target.lastIndexOf(`/${folder}`)
  return index > 0 && !target.slice(index + folder.length + 1).includes('/') ? target.slice(0, index) : ''
}

function folderOf(path: PagePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

// The destination of a link or a link definition. Parentheses inside it nest once.
const linkDestination =
  /\]\([ \t]{0,4}(?:<([^<>]*)>|([^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*))(?:[ \t]{1,4}"[^"]*")?[ \t]{0,4}\)|^ {0,3}\[[^\]]+\]:[ \t]{0,4}<?([^\s<>]+)/g
const maybeLink = /\]\(|^ {0,3}\[[^\]]+\]:/
const pageExtension = /\.(?:md|markdown|mdx|txt)$/i

/** Replaces code between backticks by spaces, so that columns stay. */
function blankCode(line: string): string {
  return line.replace(/(?<!`)(`{1,3})(?!`)(.*?)(?<!`)\1(?!`)/g, (code) => ' '.repeat(code.length))
}

/** Resolves `.` and `..`. Null outside the archive. */
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
