/** A map with several values for each key. Most keys have one value, which is stored without a collection. */
export class Multimap<Key, Value extends object> {
  readonly #values = new Map<Key, Value | Set<Value>>()

  add(key: Key, value: Value): void {
    const found = this.#values.get(key)
    if (found === undefined) this.#values.set(key, value)
    else if (found instanceof Set) found.add(value)
    else if (found !== value) this.#values.set(key, new Set([found, value]))
  }

  /** The values of a key, in insertion order. */
  get(key: Key): ReadonlySet<Value> | readonly Value[] {
    const found = this.#values.get(key)
    if (found === undefined) return []
    return found instanceof Set ? found : [found]
  }

  count(key: Key): number {
    const found = this.#values.get(key)
    if (found === undefined) return 0
    return found instanceof Set ? found.size : 1
  }
}

/** Adds a value to the list of a key in a map of lists. */
export function addToList<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
