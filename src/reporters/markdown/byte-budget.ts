import { formatCount } from '../wording/format-quantity.ts'

/** A number of bytes that lists of items share. Items are never cut. */
export class ByteBudget {
  #remaining: number

  constructor(bytes: number) {
    this.#remaining = bytes
  }

  /** The first items that fit, and a line with the number of the others. */
  fill(items: readonly string[], noun: string): string {
    const taken = this.take(items)
    const more = items.length - taken.length
    const note = `\nand ${formatCount(more, `more ${noun}`)} left out: the report is too long\n`
    return taken.join('') + (more > 0 ? note : '')
  }

  /** The first items that fit. */
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
