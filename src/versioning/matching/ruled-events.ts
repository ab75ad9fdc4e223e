import { formatRuling } from '../../identity/rulings/ruling-line.ts'
import type { AppliedRuling, RulingSubject, Rulings } from '../../identity/rulings/rulings.ts'
import { refMatches } from '../../identity/rulings/rulings.ts'
import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import type { EventIndex, TrackedEvent } from '../index/event-index.ts'
import { type Item, isSingleEventPage, type PageFacts } from '../index/page-facts.ts'

/** What a ruling weighs: more than all else that can be said of two pairs together, so that no choice among pairs avoids it. */
const rulingWeight = 100

/** A wording on a page, as rulings name it. */
export function rulingSubjectOf(path: PagePath, item: Item, facts: PageFacts): RulingSubject {
  return { paths: [path], versions: [item], single: isSingleEventPage(facts) }
}

/** The events that rulings make one with what is told, its own among them where it is known already. */
export function eventsLinkedByRulings(subject: RulingSubject, eventIndex: EventIndex): Set<TrackedEvent> {
  const found = new Set<TrackedEvent>()
  if (eventIndex.rulings.isEmpty) return found
  for (const ref of eventIndex.rulings.linkedRefs(subject))
    for (const tracked of eventIndex.eventsOn(ref.path)) if (refMatches(ref, tracked)) found.add(tracked)
  return found
}

export function rulingReason({ ruling }: AppliedRuling): Reason {
  return { kind: 'ruling', value: ruling.reason ?? formatRuling(ruling), weight: rulingWeight }
}

/**
 * Of things that come together those that a ruling makes one with another of them: they come after it, one by one. What is
 * of an earlier day was told first.
 */
export function ruledSameAsEarlier<Thing>(
  things: readonly Thing[],
  describe: (thing: Thing) => { readonly subject: RulingSubject; readonly day: Day | null },
  rulings: Rulings,
): Thing[] {
  if (rulings.isEmpty) return []
  const ruled = things
    .map((thing) => ({ thing, ...describe(thing) }))
    .filter(({ subject }) => subject.paths.some((path) => rulings.mentionsPage(path)))
    .sort((a, b) => compareDays(a.day, b.day))
  return ruled
    .filter(({ subject }, index) =>
      ruled.slice(0, index).some((one) => rulings.findBetween(one.subject, subject)?.verdict === 'same'),
    )
    .map(({ thing }) => thing)
}

function compareDays(a: Day | null, b: Day | null): number {
  return a === b ? 0 : a === null || (b !== null && b < a) ? 1 : -1
}
