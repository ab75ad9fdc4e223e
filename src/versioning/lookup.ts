/** Finds values by key. Most keys lead to one value only, which is then kept without a collection of its own. */
export class Lookup<Key, Value extends object> {
  readonly #values = new Map<Key, Value | Value[]>()

  add(key: Key, value: Value): void {
    const found = this.#values.get(key)
    if (found === undefined) this.#values.set(key, value)
    else if (!Array.isArray(found)) {
      if (found !== value) this.#values.set(key, [found, value])
    } else if (!found.includes(value)) found.push(value)
  }

  get(key: Key): readonly Value[] {
    const found = this.#values.get(key)
    if (found === undefined) return []
    return Array.isArray(found) ? found : [found]
  }
}
