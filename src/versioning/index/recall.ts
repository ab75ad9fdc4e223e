import { itemOf, type PageState, type Slot, twinsInOrder } from './event-index.ts'
import { type Item, itemKey, type PageFacts } from './page-facts.ts'

/**
 * A page as it stands, of which the index was known, once it was read again: the index knows what each event said when that
 * was new, and neither in which order a page tells them now, nor which of its titles an old page bears of one that went on
 * elsewhere. Where not all are found, as where other settings make more or fewer events of the page, it stays as it was known.
 */
export function recalled({ items }: PageState, { items: told, regenerated }: PageFacts): PageState {
  const free = new Set(items)
  const placed: (Slot | null)[] = told.map(() => null)
  const place = (wordings: (slot: Slot) => readonly Item[], keyOf: (item: Item) => string) => {
    const borne = [...free].flatMap((slot) => wordings(slot).map((item) => ({ slot, key: keyOf(item) })))
    const bearers = Map.groupBy(borne, ({ key }) => key)
    for (const [index, item] of told.entries()) {
      if (placed[index]) continue
      const list = bearers.get(keyOf(item))
      let bearer = list?.shift()
      while (bearer && !free.delete(bearer.slot)) bearer = list?.shift()
      if (bearer) placed[index] = { event: bearer.slot.event, item }
    }
  }
  const ever = ({ event }: Slot) => event.versions.map(itemOf)
  place(({ item }) => [item], itemKey)
  place(ever, itemKey)
  place(ever, ({ title }) => title)
  const known = placed.filter((slot) => slot !== null)
  return { items: free.size === 0 ? twinsInOrder(known) : items, regenerated }
}
