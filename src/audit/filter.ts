import { severities } from '../model/change.ts'
import type { AuditFilter, TitleChange } from '../model/report.ts'

/** Whether a title change passes a filter; every condition given must hold. `limit` is not looked at. */
export function passes(change: TitleChange, filter: AuditFilter): boolean {
  const at = change.to.at
  if (filter.since !== undefined && (at === null || at < filter.since)) return false
  if (filter.until !== undefined && (at === null || at >= filter.until)) return false
  if (filter.kinds?.length && !filter.kinds.some((kind) => change.classes.includes(kind))) return false
  if (filter.severity && severities.indexOf(change.severity) < severities.indexOf(filter.severity)) return false
  if (filter.match && !contains(change.from.title, filter.match) && !contains(change.to.title, filter.match))
    return false
  if (filter.topic && !contains(change.topic ?? '', filter.topic)) return false
  return !filter.silent || change.silent
}

function contains(text: string, part: string): boolean {
  return text.normalize('NFC').toLowerCase().includes(part.normalize('NFC').toLowerCase())
}
