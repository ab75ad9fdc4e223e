import { itemOf, type PageState, type Slot, sortIdenticalItems } from './event-index.ts'
import { type Item, itemKey, type PageFacts } from './page-facts.ts'

/**
 * Refines a page's state, as loaded from an index, by the page itself. The index has each event's versions. It has neither the
 * current order of a page's items, nor which former title an old page still has of an event that moved on.
 * @returns the loaded items where the page lacks one of them, as with other settings
 */
export function refinePageState({ items }: PageState, { items: freshItems, regenerated }: PageFacts): PageState {
  const unmatched = new Set(items)
  const placed: (Slot | null)[] = freshItems.map(() => null)
  const matchBy = (wordings: (slot: Slot) => readonly Item[], keyOf: (item: Item) => string) => {
    const keyedSlots = [...unmatched].flatMap((slot) => wordings(slot).map((item) => ({ slot, key: keyOf(item) })))
    const slotsByKey = Map.groupBy(keyedSlots, ({ key }) => key)
    for (const [index, item] of freshItems.entries()) {
      if (placed[index]) continue
      const list = slotsByKey.get(keyOf(item))
      let match = list?.shift()
      while (match && !unmatched.delete(match.slot)) match = list?.shift()
      if (match) placed[index] = { event: match.slot.event, item }
    }
  }
  const allVersions = ({ event }: Slot) => event.versions.map(itemOf)
  matchBy(({ item }) => [item], itemKey)
  matchBy(allVersions, itemKey)
  matchBy(allVersions, ({ title }) => title)
  const matched = placed.filter((slot) => slot !== null)
  return { items: unmatched.size === 0 ? sortIdenticalItems(matched) : items, regenerated }
}
