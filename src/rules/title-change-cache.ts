import type { TitleClassification } from '../diff/titles/describe-title-change.ts'
import type { VersionRecord } from '../model/event.ts'
import { describeTitleChangeAfter, FormerWordings } from '../versioning/history/reverts.ts'
import type { CheckedEvent } from './rule-input.ts'

/** How the title of an event changed, worked out once for all the rules that ask. */
export function titleChangeOf({
  former,
  current,
  versions,
}: CheckedEvent & { former: VersionRecord }): TitleClassification {
  const cached = titleChangeCache.get(current)
  if (cached?.former === former) return cached.change
  const change = describeTitleChangeAfter(new FormerWordings(versions.slice(0, -1)), former.title, current.title)
  titleChangeCache.set(current, { former, change })
  return change
}

const titleChangeCache = new WeakMap<
  VersionRecord,
  { readonly former: VersionRecord; readonly change: TitleClassification }
>()
