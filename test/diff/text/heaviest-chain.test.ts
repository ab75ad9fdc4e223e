import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heaviestChain, type RangeMatch } from '../../../src/diff/text/heaviest-chain.ts'
import { itHolds } from '../../helpers/property.ts'

const match = fc
  .record({ left: fc.nat(9), right: fc.nat(9), leftLength: fc.constantFrom(1, 1, 1, 2, 3), weight: fc.nat(9) })
  .map(({ left, right, leftLength, weight }) => one(left, right, weight, leftLength))

describe('heaviestChain', () => {
  itHolds(
    'finds a chain in order with the weight of the best of all choices',
    () =>
      fc.property(fc.array(match, { maxLength: 9 }), (matches) => {
        const chain = heaviestChain(matches)
        for (const [at, { leftEnd, rightEnd }] of chain.entries()) {
          const next = chain[at + 1]
          if (next !== undefined && (next.left < leftEnd || next.right < rightEnd)) throw new Error('out of order')
        }
        expect(weightOf(chain)).toBe(heaviest(matches))
      }),
    { quick: 200, thorough: 1_000 },
  )

  it('leaves out one long match or three short ones, whichever weighs less', () => {
    const block = [one(1, 0, 5), one(2, 1, 5), one(3, 2, 5)]
    expect(heaviestChain([one(0, 3, 14), ...block])).toEqual(block)
    expect(heaviestChain([one(0, 3, 16), ...block])).toEqual([one(0, 3, 16)])
  })

  it('keeps the first of two equal matches that changed places', () => {
    expect(heaviestChain([one(0, 1, 4), one(1, 0, 4)])).toEqual([one(0, 1, 4)])
  })
})

function one(left: number, right: number, weight: number, leftLength = 1): RangeMatch {
  return { left, leftEnd: left + leftLength, right, rightEnd: right + 1, weight }
}

function weightOf(matches: readonly RangeMatch[]): number {
  return matches.reduce((sum, { weight }) => sum + weight, 0)
}

/** The largest weight, found by trying every choice. */
function heaviest(matches: readonly RangeMatch[], left = 0, right = 0): number {
  const next = matches.filter((one) => one.left >= left && one.right >= right)
  return next.reduce((max, one) => Math.max(max, one.weight + heaviest(next, one.leftEnd, one.rightEnd)), 0)
}
