import type { TitleChange } from '../../model/audit.ts'
import type { EventId } from '../../model/event.ts'

/** Where a change stands in a page: the same in every audit that lists it. */
export function changeAnchor({ event, to }: Pick<TitleChange, 'event'> & { to: { number: number } }): string {
  return `c-${anchorSafe(event)}-${to.number}`
}

/** Where the titles of an event stand in a page. */
export function eventAnchor(event: EventId): string {
  return `e-${anchorSafe(event)}`
}

/** A fragment with an equals sign is a state of the page's filter: an anchor never has one. */
function anchorSafe(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9-]/g, '_')
}
