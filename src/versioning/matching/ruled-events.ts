import { formatRuling } from '../../identity/rulings/ruling-line.ts'
import type { RuledBy, Rulings, Told } from '../../identity/rulings/rulings.ts'
import { isToldBy } from '../../identity/rulings/rulings.ts'
import type { Reason } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import type { EventBook, Known } from '../index/event-index.ts'
import { type Item, isSingle, type PageFacts } from '../index/page-facts.ts'

/** What a ruling weighs: more than all else that can be said of two pairs together, so that no choice among pairs avoids it. */
const rulingWeight = 100

/** A wording on a page, as rulings name it. */
export function toldOn(path: PagePath, item: Item, facts: PageFacts): Told {
  return { paths: [path], versions: [item], single: isSingle(facts) }
}

/** The events that rulings make one with what is told, its own among them where it is known already. */
export function ruledEvents(told: Told, book: EventBook): Set<Known> {
  const found = new Set<Known>()
  if (book.rulings.isEmpty) return found
  for (const ref of book.rulings.together(told))
    for (const known of book.toldOn(ref.path)) if (isToldBy(ref, known)) found.add(known)
  return found
}

export function rulingReason({ ruling }: RuledBy): Reason {
  return { kind: 'ruling', value: ruling.reason ?? formatRuling(ruling), weight: rulingWeight }
}

/**
 * Of things that come together those that a ruling makes one with another of them: they come after it, one by one. What is
 * of an earlier day was told first.
 */
export function ruledFollowers<Thing>(
  things: readonly Thing[],
  look: (thing: Thing) => { readonly told: Told; readonly day: Day | null },
  rulings: Rulings,
): Thing[] {
  if (rulings.isEmpty) return []
  const ruled = things
    .map((thing) => ({ thing, ...look(thing) }))
    .filter(({ told }) => told.paths.some((path) => rulings.concerns(path)))
    .sort((a, b) => compareDays(a.day, b.day))
  return ruled
    .filter(({ told }, index) =>
      ruled.slice(0, index).some((one) => rulings.between(one.told, told)?.verdict === 'same'),
    )
    .map(({ thing }) => thing)
}

function compareDays(a: Day | null, b: Day | null): number {
  return a === b ? 0 : a === null || (b !== null && b < a) ? 1 : -1
}
