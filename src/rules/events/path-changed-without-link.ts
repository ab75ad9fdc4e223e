import type { PagePath } from '../../model/page.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import type { Remark, Rule } from '../rule.ts'
import type { CheckedPage, EventPage, RuleInput } from '../rule-input.ts'

/** From so many pages on, a folder that moved is one remark. */
const minFolderPages = 20

export const pathChangedWithoutLink: Rule = {
  code: 'VAR110',
  name: 'path-changed-without-link',
  severity: 'error',
  summary: 'A published path stays, or something leads from it to its successor.',
  about: 'change',
  *run(input) {
    const successors = successorsOf(input)
    const lost = input.pages.filter((page) => isLost(page, successors.get(page.path) ?? [], input))
    const byMove = Map.groupBy(lost, ({ path, movedTo }) =>
      movedTo !== null && fileNameOf(path) === fileNameOf(movedTo) ? `${folderOf(path)} → ${folderOf(movedTo)}` : '',
    )
    for (const [move, pages] of byMove) {
      if (move !== '' && pages.length >= minFolderPages) yield movedFolderRemark(move, pages)
      else for (const { path } of pages) yield lostPathRemark(path, successors.get(path)?.[0])
    }
  },
}

/** The pages that tell now what other paths told before: where a page was moved to, and where its events went. */
function successorsOf({ events, pages }: RuleInput): Map<PagePath, EventPage[]> {
  const found = new Map<PagePath, EventPage[]>()
  const add = (from: PagePath, page: EventPage) => {
    if (from !== page.path) found.set(from, [...(found.get(from) ?? []), page])
  }
  for (const { path, movedFrom, after } of pages)
    if (movedFrom !== null && after) add(movedFrom, { path, state: after })
  for (const { currentPage, formerlyShown, live } of events) {
    if (live && currentPage) for (const path of formerlyShown) add(path, currentPage)
  }
  return found
}

function isLost({ path, before, after }: CheckedPage, successors: readonly EventPage[], input: RuleInput): boolean {
  if (before === null || after !== null || before.page.events.length === 0) return false
  return !input.redirects(path, 'after') && !successors.some((page) => linksBackTo(path, page))
}

/** Its Changes section still names the path, from which a site can make a redirect. */
function linksBackTo(path: PagePath, { path: from, state }: EventPage): boolean {
  return state.page.changes.some(({ target }) => entryPaths(target, from, state.mount).includes(path))
}

function lostPathRemark(path: PagePath, successor: EventPage | undefined): Remark {
  if (successor === undefined) {
    const message = 'The page is gone, and with it its published path; no other page is known to tell its event.'
    return { path, message, expected: path, severity: 'warning' }
  }
  return {
    path,
    message:
      `Its event is told at ${successor.path} now, and nothing leads there from this published path. ` +
      'Keep the old page, or name the old path in the "aliases" of the new one or in a _redirects file.',
    expected: path,
    actual: successor.path,
  }
}

function movedFolderRemark(move: string, pages: readonly CheckedPage[]): Remark {
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

function fileNameOf(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
