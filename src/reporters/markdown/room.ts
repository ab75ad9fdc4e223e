import { count } from '../wording/quantity.ts'

/** So many bytes, of which whole items are cut. */
export class Room {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** As many of the items as fit, then how many do not. */
  fill(items: readonly string[], one: string): string {
    const taken = this.take(items)
    const more = items.length - taken.length
    return taken.join('') + (more > 0 ? `\nand ${count(more, `more ${one}`)}, too many for this place\n` : '')
  }

  /** As many of the items as fit, up to the first that does not. */
  take(items: readonly string[]): string[] {
    const taken: string[] = []
    for (const item of items) {
      const size = Buffer.byteLength(item)
      if (size > this.#left) break
      this.#left -= size
      taken.push(item)
    }
    return taken
  }
}
