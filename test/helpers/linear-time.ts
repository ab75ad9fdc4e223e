import { it } from 'vitest'

interface Sizes {
  /** Size in `npm test`. */
  readonly quick: number
  /** Size in `npm run test:all`. */
  readonly thorough: number
}

/** In milliseconds. A quick run takes a small part of it; quadratic time takes more. */
const quickLimit = 10_000

/** Registers a test of linear time twice: with a small input and a time limit, and with a large input as a slow test. */
export function takesLinearTime(title: string, run: (size: number) => void, { quick, thorough }: Sizes): void {
  it(`${title} (${quick})`, { timeout: quickLimit }, () => run(quick))
  it(`${title} (${thorough})`, { tags: ['slow'] }, () => run(thorough))
}
