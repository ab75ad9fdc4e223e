import { formatRuling } from '../../identity/rulings/ruling-line.ts'
import type { AppliedRuling, RulingSubject, Rulings } from '../../identity/rulings/rulings.ts'
import { refMatches } from '../../identity/rulings/rulings.ts'
import { comparing } from '../../model/compare.ts'
import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import type { EventIndex, TrackedEvent } from '../index/event-index.ts'
import { type Item, isSingleEventPage, type PageFacts } from '../index/page-facts.ts'

/** Weight of a ruling: more than all other evidence of two pairs, so that each best matching follows it. */
const rulingWeight = 100

/** A wording on a page as the subject of rulings. */
export function rulingSubjectOf(path: PagePath, item: Item, facts: PageFacts): RulingSubject {
  return { paths: [path], versions: [item], single: isSingleEventPage(facts) }
}

/** The events that rulings link with a subject, its own event included. */
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
 * Finds things that a ruling links with an earlier one of them, sorted by day. They are matched after the others, one by one.
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
    // Things without a day come last.
    .sort(comparing(({ day }) => day ?? '~'))
  return ruled
    .filter(({ subject }, index) =>
      ruled.slice(0, index).some((one) => rulings.findBetween(one.subject, subject)?.verdict === 'same'),
    )
    .map(({ thing }) => thing)
}
