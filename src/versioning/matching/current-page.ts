import type { EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'

/** The page that tells an event last, of those that still do. */
export function currentPageOf({ versions, shown }: EventRecord): PagePath {
  return versions.findLast(({ path }) => shown.includes(path))?.path ?? shown.at(-1)!
}
