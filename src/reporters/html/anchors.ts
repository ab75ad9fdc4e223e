import type { TitleChange } from '../../model/audit.ts'
import type { EventId } from '../../model/event.ts'

/** The anchor of a change, the same in every audit. */
export function changeAnchor({ event, to }: Pick<TitleChange, 'event'> & { to: { number: number } }): string {
  return `c-${anchorSafe(event)}-${to.number}`
}

/** The anchor of an event's list of titles. */
export function eventAnchor(event: EventId): string {
  return `e-${anchorSafe(event)}`
}

/** An anchor has no equals sign: a fragment with one is a state of the filter. */
function anchorSafe(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9-]/g, '_')
}
