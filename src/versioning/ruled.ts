import { formatRuling } from '../identity/ruling-line.ts'
import type { RuledBy, Rulings, Told } from '../identity/rulings.ts'
import { isToldBy } from '../identity/rulings.ts'
import type { Reason } from '../model/event.ts'
import type { PagePath } from '../model/page.ts'
import type { EventBook, Known } from './book.ts'
import { type Item, isSingle, type PageFacts } from './facts.ts'

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

/** Of things that come together those that a ruling makes one with an earlier one: they come after it. */
export function ruledFollowers<Thing>(
  things: readonly Thing[],
  toldOf: (thing: Thing) => Told,
  rulings: Rulings,
): Set<Thing> {
  const followers = new Set<Thing>()
  if (rulings.isEmpty) return followers
  const earlier: Told[] = []
  for (const thing of things) {
    const told = toldOf(thing)
    if (!told.paths.some((path) => rulings.concerns(path))) continue
    if (earlier.some((other) => rulings.between(other, told)?.verdict === 'same')) followers.add(thing)
    earlier.push(told)
  }
  return followers
}
