import { describe, expect, it } from 'vitest'
import { EventIndex, type Slot } from '../../../src/versioning/index/event-index.ts'
import { NeighbourEvidence } from '../../../src/versioning/matching/neighbour-evidence.ts'

const eventIndex = new EventIndex()

function slot(title: string): Slot {
  const event = eventIndex.create({ path: 'data/2018_January_15.txt', at: 0, title, single: false })
  return { event, item: { title, topic: null, day: null, sources: [], body: '' } }
}

const [a, b, c, d] = [slot('a'), slot('b'), slot('c'), slot('d')]

/** The pairs of a departed event and a new item in the same gap. */
function places(before: Slot[], went: Slot, now: (Slot | null)[]): number[] {
  const left = new Set(before.filter((one) => !now.includes(one)))
  const gaps = new NeighbourEvidence(before, left, now)
  return now.flatMap((_, index) => (gaps.reasonsFor(went.event, index).length > 0 ? [index] : []))
}

describe('NeighbourEvidence', () => {
  it('is given for a new item in the gap of a departed one', () => {
    expect(places([a, b, c], b, [a, null, c])).toEqual([1])
    expect(places([a, b, c], b, [null, a, c])).toEqual([])
    expect(places([a, b, c], b, [a, c, null])).toEqual([])
    expect(places([a, b], b, [a, null])).toEqual([1])
    expect(places([a, b], a, [null, b])).toEqual([0])
  })

  it('goes by the remaining items, not by other departed or new ones', () => {
    expect(places([a, b, c, d], b, [a, null, null, d])).toEqual([1, 2])
    expect(places([a, b, c, d], c, [a, null, d])).toEqual([1])
  })

  it('is given where remaining items changed their order', () => {
    expect(places([a, b, c, d], b, [d, a, null, c])).toEqual([2])
    expect(places([a, b, c], b, [c, null, a])).toEqual([])
  })

  it('is absent where no item remained', () => {
    expect(places([a, b], a, [null, null])).toEqual([])
  })
})
