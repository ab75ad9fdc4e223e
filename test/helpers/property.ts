import fc from 'fast-check'
import { it } from 'vitest'

interface CaseCounts {
  /** Cases in `npm test`. */
  readonly quick: number
  /** Cases in `npm run test:all`. */
  readonly thorough: number
}

/** Registers a property test twice: with few cases for every run, and with many cases as a slow test. */
export function itHolds<Values extends [unknown, ...unknown[]]>(
  title: string,
  property: () => fc.IPropertyWithHooks<Values>,
  { quick, thorough }: CaseCounts,
): void {
  it(`${title} (${quick} cases)`, () => fc.assert(property(), { numRuns: quick }))
  it(`${title} (${thorough} cases)`, { tags: ['slow'] }, () => fc.assert(property(), { numRuns: thorough }))
}
