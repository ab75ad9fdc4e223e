import { describeTitleChange, type TitleChange } from '../diff/title-change.ts'
import type { VersionRecord } from '../model/event.ts'

/** How the title of an event changed, worked out once for all the rules that ask. */
export function titleChangeOf({ former, current }: { former: VersionRecord; current: VersionRecord }): TitleChange {
  const known = changes.get(current)
  if (known?.former === former) return known.change
  const change = describeTitleChange(former.title, current.title)
  changes.set(current, { former, change })
  return change
}

const changes = new WeakMap<VersionRecord, { readonly former: VersionRecord; readonly change: TitleChange }>()
