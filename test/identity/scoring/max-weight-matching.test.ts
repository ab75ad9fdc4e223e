import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxWeightMatching, type WeightedEdge } from '../../../src/identity/scoring/max-weight-matching.ts'

const edge = (left: string, right: string, worth: number): WeightedEdge<string, string> => ({
  left: `left ${left}`,
  right: `right ${right}`,
  weight: worth,
})
const pairs = (edges: readonly WeightedEdge<string, string>[]) =>
  maxWeightMatching(edges).map(({ left, right }) => `${left.slice(5)}${right.slice(6)}`)
const worth = (edges: readonly WeightedEdge<string, string>[]) => edges.reduce((sum, one) => sum + one.weight, 0)

/** The greatest weight of any matching, by trying all. */
function greatest(edges: readonly WeightedEdge<string, string>[]): number {
  const [first, ...rest] = edges
  if (first === undefined) return 0
  const compatible = rest.filter(({ left, right }) => left !== first.left && right !== first.right)
  return Math.max(greatest(rest), first.weight + greatest(compatible))
}

const graph = fc
  .uniqueArray(fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 9 })), {
    selector: ([left, right]) => `${left} ${right}`,
    maxLength: 12,
  })
  .map((list) => list.map(([left, right, value]) => edge(`${left}`, `${right}`, value)))

describe('maxWeightMatching', () => {
  it('leaves out the heaviest pair where other pairs weigh more together', () => {
    expect(pairs([edge('a', 'x', 5), edge('a', 'y', 4), edge('b', 'x', 4)])).toEqual(['ay', 'bx'])
    expect(pairs([edge('a', 'x', 9), edge('a', 'y', 4), edge('b', 'x', 4)])).toEqual(['ax'])
  })

  it('does not cross two similar pairs', () => {
    const swap = [edge('a', 'x', 6), edge('a', 'y', 5.9), edge('b', 'x', 5.9), edge('b', 'y', 1)]
    expect(pairs(swap)).toEqual(['ay', 'bx'])
  })

  it('matches greedily in a component of thousands of edges', () => {
    const crossed = [edge('a', 'x', 5), edge('a', 'y', 4), edge('b', 'x', 4)]
    const others = (count: number) => Array.from({ length: count }, (_, at) => edge('a', `z${at}`, 0.1))
    expect(pairs([...crossed, ...others(2_997)])).toEqual(['ay', 'bx'])
    expect(pairs([...crossed, ...others(2_998)])).toEqual(['ax'])
  })

  it('is one to one and has the greatest weight', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const chosen = maxWeightMatching(edges)
        expect(new Set(chosen.map(({ left }) => left)).size).toBe(chosen.length)
        expect(new Set(chosen.map(({ right }) => right)).size).toBe(chosen.length)
        expect(worth(chosen)).toBe(greatest(edges))
      }),
      { numRuns: 2_000 },
    )
  })

  it('has the same weight for any order of edges', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        expect(worth(maxWeightMatching(edges.toReversed()))).toBe(worth(maxWeightMatching(edges)))
      }),
    )
  })
})
