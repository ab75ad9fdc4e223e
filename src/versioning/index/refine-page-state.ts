import { itemOf, type PageState, type Slot, sortIdenticalItems } from './event-index.ts'
import { type Item, itemKey, type PageFacts } from './page-facts.ts'

/**
 * A page as it stands, of which the index was known, once it was read again: the index knows what each event said when that
 * was new, and neither in which order a page tells them now, nor which of its titles an old page bears of one that went on
 * elsewhere. Where not all are found, as where other settings make more or fewer events of the page, it stays as it was known.
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
