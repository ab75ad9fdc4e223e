import type { PagePath, RegeneratedParts } from '../../model/page.ts'
import {
  featuresOfTitleChange,
  findBulkTitleChanges,
  minBulkChanges,
} from '../../versioning/history/bulk-title-changes.ts'
import { currentEvents, retitledEvents } from '../input-queries.ts'
import type { RuleInput } from '../rule-input.ts'
import { titleChangeOf } from '../title-change-cache.ts'

/** Pages that a range changed in one and the same way. */
export interface BulkPageChange {
  /** What was done to each of them, in words. */
  readonly what: string
  readonly paths: readonly PagePath[]
}

/** The changes that a range made to many pages alike: by a generator or a script, not by an editor. */
export function bulkPageChanges(input: RuleInput): readonly BulkPageChange[] {
  const cached = bulkCache.get(input)
  if (cached !== undefined) return cached
  const groups = new Map<string, PagePath[]>()
  for (const [what, path] of pageChangeKeys(input)) {
    const paths = groups.get(what) ?? []
    if (paths.at(-1) !== path) paths.push(path)
    groups.set(what, paths)
  }
  const bulk = [...bulkTitleChanges(input), ...[...groups].map(([what, paths]) => ({ what, paths }))].filter(
    ({ paths }) => paths.length >= minBulkChanges,
  )
  bulkCache.set(input, bulk)
  return bulk
}

/** The paths of all pages that were changed in bulk. */
export function bulkChangedPaths(input: RuleInput): ReadonlySet<PagePath> {
  return new Set(bulkPageChanges(input).flatMap(({ paths }) => paths))
}

const bulkCache = new WeakMap<RuleInput, readonly BulkPageChange[]>()

function bulkTitleChanges(input: RuleInput): BulkPageChange[] {
  const changed = [...retitledEvents(input.events)]
  if (changed.length < minBulkChanges) return []
  return findBulkTitleChanges(
    changed.map((event) => ({ ...featuresOfTitleChange(titleChangeOf(event)), path: event.page.path })),
  ).map(({ what, changes }) => ({ what, paths: [...new Set(changes.map(({ path }) => path))] }))
}

/** For each page that was changed in something else than its title, by what sign others that were changed so are known. */
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

/** The lines that one text has and the other has not, in short; null where they have the same. */
function describeLineEdit(before: string, after: string): string | null {
  if (before === after) return null
  const [left, right] = [new Set(before.split('\n')), new Set(after.split('\n'))]
  const removed = [...left].filter((line) => !right.has(line))
  const added = [...right].filter((line) => !left.has(line))
  const edit = [...removed.map((line) => `removed "${line}"`), ...added.map((line) => `added "${line}"`)].join(', ')
  // long edits that are alike to the letter are rare, and nobody reads them here
  return edit.length > 400 ? null : edit
}

const generatedPartLabel = 'the part that the site makes'

function changedPartLabel(before: RegeneratedParts, after: RegeneratedParts): string {
  const part = (['related', 'changes', 'formats', 'covers'] as const).find((name) => before[name] !== after[name])
  return part === undefined ? 'the layout alone' : `${generatedPartLabel}: ${part}`
}

function folderOf(path: PagePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1) || './'
}
