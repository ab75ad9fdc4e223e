import type { EventBrief } from '../../model/ruling.ts'

/** An event in few words, as fields. */
export function eventBriefJson({ id, title, day, versions, paths }: EventBrief) {
  return { id, title, day, versions, paths }
}
