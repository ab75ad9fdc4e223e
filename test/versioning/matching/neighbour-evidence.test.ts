import { describe, expect, it } from 'vitest'
import { EventIndex, type Slot } from '../../../src/versioning/index/event-index.ts'
import { NeighbourEvidence } from '../../../src/versioning/matching/neighbour-evidence.ts'

const eventIndex = new EventIndex()

function slot(title: string): Slot {
  const event = eventIndex.create({ path: 'data/2018_January_15.txt', at: 0, title, single: false })
  return { event, item: { title, topic: null, day: null, sources: [], body: '' } }
}

const [a, b, c, d] = [slot('a'), slot('b'), slot('c'), slot('d')]

/** Which of the items that came stand where an event stood that went. */
function places(before: Slot[], went: Slot, now: (Slot | null)[]): number[] {
  const left = new Set(before.filter((one) => !now.includes(one)))
  const gaps = new NeighbourEvidence(before, left, now)
  return now.flatMap((_, index) => (gaps.reasonsFor(went.event, index).length > 0 ? [index] : []))
}

describe('the neighbours of an item', () => {
  it('say where another one has taken its place', () => {
    expect(places([a, b, c], b, [a, null, c])).toEqual([1])
    expect(places([a, b, c], b, [null, a, c])).toEqual([])
    expect(places([a, b, c], b, [a, c, null])).toEqual([])
    expect(places([a, b], b, [a, null])).toEqual([1])
    expect(places([a, b], a, [null, b])).toEqual([0])
  })

  it('are those that stayed: what goes or comes beside it does not count', () => {
    expect(places([a, b, c, d], b, [a, null, null, d])).toEqual([1, 2])
    expect(places([a, b, c, d], c, [a, null, d])).toEqual([1])
  })

  it('are still neighbours where they changed places with others', () => {
    expect(places([a, b, c, d], b, [d, a, null, c])).toEqual([2])
    expect(places([a, b, c], b, [c, null, a])).toEqual([])
  })

  it('say nothing where none stayed', () => {
    expect(places([a, b], a, [null, null])).toEqual([])
  })
})
