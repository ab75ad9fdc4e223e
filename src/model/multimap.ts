/** Finds values by key. Most keys lead to one value only, which is then kept without a collection of its own. */
export class Multimap<Key, Value extends object> {
  readonly #values = new Map<Key, Value | Set<Value>>()

  add(key: Key, value: Value): void {
    const found = this.#values.get(key)
    if (found === undefined) this.#values.set(key, value)
    else if (found instanceof Set) found.add(value)
    else if (found !== value) this.#values.set(key, new Set([found, value]))
  }

  /** The values of a key, in the order in which they were added. */
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
