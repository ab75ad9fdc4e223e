import { memoByObject } from '../../model/memo.ts'
import type { PagePath, RegeneratedParts } from '../../model/page.ts'
import {
  featuresOfTitleChange,
  findBulkTitleChanges,
  minBulkChanges,
} from '../../versioning/history/bulk-title-changes.ts'
import { currentEvents, folderOf, retitledEvents, titleChangeOf } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* bulkChange(input: RuleInput): Iterable<Remark> {
  for (const { what, paths } of bulkPageChanges(input)) {
    yield {
      path: paths[0] ?? null,
      message: `${paths.length} pages were changed in the same way (this is the first): ${what}.`,
      actual: String(paths.length),
      key: what,
    }
  }
}

/** Pages that a range changed in the same way. */
interface BulkPageChange {
  /** The change of each page, in words: `the topic: "Sea" to "Ships"`. Fingerprints depend on it: do not reword it. */
  readonly what: string
  readonly paths: readonly PagePath[]
}

/** The changes that a range made to many pages in the same way: a script or a generator makes them, not an editor. */
const bulkPageChanges = memoByObject((input: RuleInput): readonly BulkPageChange[] => {
  const groups = new Map<string, PagePath[]>()
  for (const [what, path] of pageChangeKeys(input)) {
    const paths = groups.get(what) ?? []
    if (paths.at(-1) !== path) paths.push(path)
    groups.set(what, paths)
  }
  return [...bulkTitleChanges(input), ...Array.from(groups, ([what, paths]) => ({ what, paths }))].filter(
    ({ paths }) => paths.length >= minBulkChanges,
  )
})

/** The paths of all pages that were changed in bulk. */
export function bulkChangedPaths(input: RuleInput): ReadonlySet<PagePath> {
  return new Set(bulkPageChanges(input).flatMap(({ paths }) => paths))
}

function bulkTitleChanges(input: RuleInput): BulkPageChange[] {
  const changed = retitledEvents(input.events)
  if (changed.length < minBulkChanges) return []
  return findBulkTitleChanges(
    changed.map((event) => ({ ...featuresOfTitleChange(titleChangeOf(event)), path: event.page.path })),
  ).map(({ what, changes }) => ({ what, paths: [...new Set(changes.map(({ path }) => path))] }))
}

/** Describes the changes of each page other than title changes. Pages with the same description changed in the same way. */
function* pageChangeKeys(input: RuleInput): Iterable<readonly [what: string, path: PagePath]> {
  const currentEventPaths = new Set<PagePath>()
  for (const { former, current, page } of currentEvents(input.events)) {
    currentEventPaths.add(page.path)
    if (former === null || former.title !== current.title) continue
    if (former.topic !== current.topic)
      yield [`the topic: "${former.topic ?? ''}" to "${current.topic ?? ''}"`, page.path]
  }
  for (const { path, before, after, movedFrom } of input.pages) {
    if (before === null || after === null || before.page.dialect === 'list') continue
    if (movedFrom !== null) {
      yield [`the folder: ${folderOf(movedFrom)} to ${folderOf(path)}`, path]
      continue
    }
    const edit = describeLineEdit(before.page.events[0]?.body ?? '', after.page.events[0]?.body ?? '')
    if (edit !== null && after.page.dialect !== 'portal') yield [`the text: ${edit}`, path]
    else if (!currentEventPaths.has(path))
      yield [changedPartLabel(before.page.regenerated, after.page.regenerated), path]
  }
  for (const { path, part } of input.regenerated) if (part === 'related') yield [`${generatedPartLabel}: related`, path]
}

/** Describes the lines that only one of two texts has; null where there are none or too many. */
function describeLineEdit(before: string, after: string): string | null {
  if (before === after) return null
  const [left, right] = [new Set(before.split('\n')), new Set(after.split('\n'))]
  const removed = [...left].filter((line) => !right.has(line))
  const added = [...right].filter((line) => !left.has(line))
  const edit = [...removed.map((line) => `removed "${line}"`), ...added.map((line) => `added "${line}"`)].join(', ')
  // long edits are rarely equal, and too long to read in a message
  return edit.length > 400 ? null : edit
}

const generatedPartLabel = 'the part that the site makes'

function changedPartLabel(before: RegeneratedParts, after: RegeneratedParts): string {
  const part = (['related', 'changes', 'formats', 'covers'] as const).find((name) => before[name] !== after[name])
  return part === undefined ? 'the layout alone' : `${generatedPartLabel}: ${part}`
}
