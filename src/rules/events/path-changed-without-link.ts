import { addToList } from '../../model/multimap.ts'
import type { PagePath } from '../../model/page.ts'
import { folderOf, linksTo } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { CheckedPage, EventPage, RuleInput } from '../rule-input.ts'

/** From this many pages on, a moved folder is one remark. */
const minFolderPages = 20

export function* pathChangedWithoutLink(input: RuleInput): Iterable<Remark> {
  const successors = successorsOf(input)
  const lost = input.pages.filter((page) => isLost(page, successors.get(page.path) ?? [], input))
  const byMove = Map.groupBy(lost, ({ path, movedTo }) =>
    movedTo !== null && fileNameOf(path) === fileNameOf(movedTo) ? `${folderOf(path)} → ${folderOf(movedTo)}` : '',
  )
  for (const [move, pages] of byMove) {
    if (move !== '' && pages.length >= minFolderPages) yield movedFolderRemark(move, pages)
    else for (const { path } of pages) yield lostPathRemark(path, successors.get(path)?.[0])
  }
}

/** The pages that succeed each former path: where the page was moved to, and the pages of its events. */
function successorsOf({ events, pages }: RuleInput): Map<PagePath, EventPage[]> {
  const found = new Map<PagePath, EventPage[]>()
  const add = (from: PagePath, page: EventPage) => {
    if (from !== page.path) addToList(found, from, page)
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
  return !input.redirects(path, 'after') && !successors.some((page) => linksTo(page, path))
}

function lostPathRemark(path: PagePath, successor: EventPage | undefined): Remark {
  if (successor === undefined) {
    const message = 'The page was deleted, with its published path. No other page reports its event.'
    return { path, message, expected: path, severity: 'warning' }
  }
  return {
    path,
    message:
      `${successor.path} reports the event now. Nothing leads there from this published path. ` +
      'Keep the old page, or add the old path to the "aliases" of the new page or to a _redirects file.',
    expected: path,
    actual: successor.path,
  }
}

function movedFolderRemark(move: string, pages: readonly CheckedPage[]): Remark {
  return {
    path: pages[0]!.path,
    message:
      `${pages.length} pages moved together (${move}). Nothing leads there from their published paths. ` +
      'One line of a _redirects file can redirect all of them.',
    actual: move,
  }
}

function fileNameOf(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
