import { formatCount } from '../wording/format-quantity.ts'

/** So many bytes, of which whole items are cut. */
export class ByteBudget {
  #remaining: number

  constructor(bytes: number) {
    this.#remaining = bytes
  }

  /** As many of the items as fit, then how many do not. */
  fill(items: readonly string[], noun: string): string {
    const taken = this.take(items)
    const more = items.length - taken.length
    return taken.join('') + (more > 0 ? `\nand ${formatCount(more, `more ${noun}`)}, too many for this place\n` : '')
  }

  /** As many of the items as fit, up to the first that does not. */
  take(items: readonly string[]): string[] {
    const taken: string[] = []
    for (const item of items) {
      const size = Buffer.byteLength(item)
      if (size > this.#remaining) break
      this.#remaining -= size
      taken.push(item)
    }
    return taken
  }
}
