/**
 * Remembers the results of a function of one value.
 * @param compute a function that always gives the same result for the same key
 * @param maxEntries the cache is emptied when it holds this many results
 */
export function memo<Key extends string | number, Value>(
  compute: (key: Key) => Value,
  maxEntries: number,
): (key: Key) => Value {
  const results = new Map<Key, Value>()
  return (key) => {
    let result = results.get(key)
    if (result === undefined) {
      result = compute(key)
      if (results.size >= maxEntries) results.clear()
      results.set(key, result)
    }
    return result
  }
}

/** Remembers the results of a function of one object, for as long as the object lives. */
export function memoByObject<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const results = new WeakMap<Key, Value>()
  return (key) => {
    let result = results.get(key)
    if (result === undefined) {
      result = compute(key)
      results.set(key, result)
    }
    return result
  }
}
