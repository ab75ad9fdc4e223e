import type { EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'

/** Of the pages that report an event now, the one with the latest version. */
export function currentPageOf({ versions, shown }: EventRecord): PagePath {
  return versions.findLast(({ path }) => shown.includes(path))?.path ?? shown.at(-1)!
}
