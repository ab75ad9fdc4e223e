import type { TitleChange } from '../diff/titles/title-change.ts'
import type { VersionRecord } from '../model/event.ts'
import { FormerWordings, retitling } from '../versioning/history/reverts.ts'
import type { JudgedEvent } from './judged-range.ts'

/** How the title of an event changed, worked out once for all the rules that ask. */
export function titleChangeOf({ former, current, versions }: JudgedEvent & { former: VersionRecord }): TitleChange {
  const known = changes.get(current)
  if (known?.former === former) return known.change
  const change = retitling(new FormerWordings(versions.slice(0, -1)), former.title, current.title)
  changes.set(current, { former, change })
  return change
}

const changes = new WeakMap<VersionRecord, { readonly former: VersionRecord; readonly change: TitleChange }>()
