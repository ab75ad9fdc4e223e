import { memoByObject } from '../model/memo.ts'
import { describeTitleChangeAfter, FormerWordings } from '../versioning/history/reverts.ts'
import type { RetitledEvent } from './input-queries.ts'

/** How the title of an event changed in the range. Several rules ask for it, so it is computed once for each event. */
export const titleChangeOf = memoByObject(({ former, current, versions }: RetitledEvent) =>
  describeTitleChangeAfter(new FormerWordings(versions.slice(0, -1)), former.title, current.title),
)
