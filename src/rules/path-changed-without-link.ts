import type { PagePath } from '../model/page.ts'
import { entryPaths } from '../page/local-links.ts'
import type { JudgedPage, JudgedRange } from './range.ts'
import type { Remark, Rule } from './rule.ts'

/** From so many pages on, a folder that moved is one remark. */
const folder = 20

export const pathChangedWithoutLink: Rule = {
  code: 'VAR110',
  name: 'path-changed-without-link',
  severity: 'error',
  summary: 'A published path stays, or something leads from it to its successor.',
  about: 'change',
  *judge(range) {
    const lost = range.pages.filter((page) => isLost(page, range))
    const byMove = Map.groupBy(lost, ({ path, movedTo }) =>
      movedTo !== null && nameOf(path) === nameOf(movedTo) ? `${folderOf(path)} → ${folderOf(movedTo)}` : '',
    )
    for (const [move, pages] of byMove) {
      if (move !== '' && pages.length >= folder) yield folderMoved(move, pages)
      else for (const page of pages) yield pathLost(page, range)
    }
  },
}

function isLost({ path, before, after, movedTo }: JudgedPage, range: JudgedRange): boolean {
  if (before === null || after !== null || before.page.events.length === 0 || range.redirects(path)) return false
  return !successors(path, movedTo, range).some(({ page }) => leadsFrom(path, page))
}

/** The events that the page told, where they are told now. */
function successors(path: PagePath, movedTo: PagePath | null, { events, pages }: JudgedRange) {
  const moved = pages.filter((page) => page.path === movedTo && page.after !== null)
  const told = events.filter(({ formerPage, page, live }) => live && page?.after && formerPage?.path === path)
  return [...moved.map((page) => ({ page })), ...told.flatMap(({ page }) => (page ? [{ page }] : []))]
}

/** Its Changes section still names the path, from which a site can make a redirect. */
function leadsFrom(path: PagePath, { path: from, after }: JudgedPage): boolean {
  return after?.page.changes.some(({ target }) => entryPaths(target, from, after.mount).includes(path)) ?? false
}

function pathLost({ path, movedTo }: JudgedPage, range: JudgedRange): Remark {
  const [successor] = successors(path, movedTo, range)
  if (successor === undefined) {
    const message = 'The page is gone, and with it its published path; no other page is known to tell its event.'
    return { path, message, expected: path, severity: 'warning' }
  }
  return {
    path,
    message:
      `The page is now at ${successor.page.path}, and nothing leads there from its published path. ` +
      'Keep the old page, or name the old path in the "aliases" of the new one or in a _redirects file.',
    expected: path,
    actual: successor.page.path,
  }
}

function folderMoved(move: string, pages: readonly JudgedPage[]): Remark {
  return {
    path: pages[0]!.path,
    message:
      `${pages.length} pages moved together (${move}), and nothing leads there from their published paths. ` +
      'One line of a _redirects file can do it for all of them.',
    actual: move,
  }
}

function folderOf(path: PagePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1) || './'
}

function nameOf(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
