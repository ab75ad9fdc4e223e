/** Compares two strings, or two numbers, for `sort`: by UTF-16 code units, so the order is the same in every locale. */
export function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** @returns a function for `sort` that compares by a string or a number of each item */
export function comparing<Item>(keyOf: (item: Item) => string | number): (a: Item, b: Item) => number {
  return (a, b) => compare(keyOf(a), keyOf(b))
}
