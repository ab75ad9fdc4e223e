import type { PagePath, RegeneratedParts } from '../../model/page.ts'
import { bulkRetitlings, many, signsOf } from '../../versioning/history/bulk-retitling.ts'
import type { JudgedRange } from '../judged-range.ts'
import { eventsNow, retitled } from '../places.ts'
import { titleChangeOf } from '../title-change.ts'

/** Pages that a range changed in one and the same way. */
export interface BulkChange {
  /** What was done to each of them, in words. */
  readonly what: string
  readonly paths: readonly PagePath[]
}

/** The changes that a range made to many pages alike: by a generator or a script, not by an editor. */
export function bulkChanges(range: JudgedRange): readonly BulkChange[] {
  const known = found.get(range)
  if (known !== undefined) return known
  const groups = new Map<string, PagePath[]>()
  for (const [what, path] of signs(range)) {
    const paths = groups.get(what) ?? []
    if (paths.at(-1) !== path) paths.push(path)
    groups.set(what, paths)
  }
  const bulk = [...titles(range), ...[...groups].map(([what, paths]) => ({ what, paths }))].filter(
    ({ paths }) => paths.length >= many,
  )
  found.set(range, bulk)
  return bulk
}

/** The paths of all pages that were changed in bulk. */
export function bulkMembers(range: JudgedRange): ReadonlySet<PagePath> {
  return new Set(bulkChanges(range).flatMap(({ paths }) => paths))
}

const found = new WeakMap<JudgedRange, readonly BulkChange[]>()

function titles(range: JudgedRange): BulkChange[] {
  const changed = [...retitled(range.events)]
  if (changed.length < many) return []
  return bulkRetitlings(changed.map((event) => ({ ...signsOf(titleChangeOf(event)), path: event.page.path }))).map(
    ({ what, changes }) => ({ what, paths: [...new Set(changes.map(({ path }) => path))] }),
  )
}

/** For each page that was changed in something else than its title, by what sign others that were changed so are known. */
function* signs(range: JudgedRange): Iterable<readonly [what: string, path: PagePath]> {
  const alone = new Set<PagePath>()
  for (const { former, current, page } of eventsNow(range.events)) {
    alone.add(page.path)
    if (former === null || former.title !== current.title) continue
    if (former.topic !== current.topic)
      yield [`the topic: "${former.topic ?? ''}" to "${current.topic ?? ''}"`, page.path]
  }
  for (const { path, before, after, formerly } of range.pages) {
    if (before === null || after === null || before.page.dialect === 'list') continue
    if (formerly !== null) {
      yield [`the folder: ${folderOf(formerly)} to ${folderOf(path)}`, path]
      continue
    }
    const edit = lineEdit(before.page.events[0]?.body ?? '', after.page.events[0]?.body ?? '')
    if (edit !== null && after.page.dialect !== 'portal') yield [`the text: ${edit}`, path]
    else if (!alone.has(path)) yield [regeneratedPart(before.page.regenerated, after.page.regenerated), path]
  }
  for (const { path, part } of range.regenerated) if (part === 'related') yield [`${siteMade}: related`, path]
}

/** The lines that one text has and the other has not, in short; null where they have the same. */
function lineEdit(before: string, after: string): string | null {
  if (before === after) return null
  const [left, right] = [new Set(before.split('\n')), new Set(after.split('\n'))]
  const removed = [...left].filter((line) => !right.has(line))
  const added = [...right].filter((line) => !left.has(line))
  const edit = [...removed.map((line) => `removed "${line}"`), ...added.map((line) => `added "${line}"`)].join(', ')
  // long edits that are alike to the letter are rare, and nobody reads them here
  return edit.length > 400 ? null : edit
}

const siteMade = 'the part that the site makes'

function regeneratedPart(before: RegeneratedParts, after: RegeneratedParts): string {
  const part = (['related', 'changes', 'formats', 'covers'] as const).find((name) => before[name] !== after[name])
  return part === undefined ? 'the layout alone' : `${siteMade}: ${part}`
}

function folderOf(path: PagePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1) || './'
}
