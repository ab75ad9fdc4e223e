import { describe, expect, it } from 'vitest'
import type { EventId, EventRecord, VersionRecord } from '../../../src/model/event.ts'
import { findReassignedVersions } from '../../../src/versioning/history/compare-indexes.ts'

/** An event with versions such as `a1`: a letter and the number of the snapshot. */
function event(id: string, ...places: string[]): EventRecord {
  const versions = places.map((place): VersionRecord => {
    const [title = '', seq] = [place[0], Number(place.slice(1))]
    return {
      title,
      topic: null,
      day: null,
      sources: [],
      path: `${title}.md`,
      body: '',
      from: seq,
      until: null,
      seq,
      item: 0,
      claimed: false,
      link: { score: 0.9, reasons: [{ kind: 'same-title', value: place, weight: 6 }] },
    }
  })
  return { id: id as EventId, versions, paths: [], shown: [], live: true, folded: 0, seq: 9 }
}

/** Each result as a line: `c3 x2: E joined F since c3`. */
function ways(before: EventRecord[], after: EventRecord[]): string[] {
  return findReassignedVersions(before, after).map(({ title, at, versions, from, what, to, link }) => {
    const since = link === null ? '' : ` since ${link.reasons[0]?.value}`
    return `${title}${at} x${versions}: ${from.id} ${what} ${to?.id}${since}`
  })
}

describe('findReassignedVersions', () => {
  it('is empty for events that grew or have other ids', () => {
    expect(ways([event('E', 'a1', 'b2')], [event('E', 'a1', 'b2', 'c3'), event('F', 'd4')])).toEqual([])
    expect(ways([event('E', 'a2')], [event('F', 'b1', 'a2')])).toEqual([])
  })

  it('reports versions that joined an earlier or later event', () => {
    expect(ways([event('E', 'a1', 'b2'), event('F', 'c3')], [event('E', 'a1', 'b2', 'c3')])).toEqual([
      'c3 x1: F joined E since c3',
    ])
    expect(ways([event('E', 'a1'), event('F', 'b2', 'c3')], [event('E', 'a1', 'b2', 'c3')])).toEqual([
      'b2 x2: F joined E since b2',
    ])
  })

  it('reports several versions that were parted from an event as one', () => {
    expect(
      ways([event('E', 'a1', 'b2', 'c3', 'd4', 'e5')], [event('E', 'a1', 'b2', 'c3'), event('F', 'd4', 'e5')]),
    ).toEqual(['d4 x2: E parted F'])
  })

  it('reports versions that moved between two events', () => {
    expect(
      ways(
        [event('E', 'a1', 'b2', 'c3'), event('F', 'd4', 'e5')],
        [event('E', 'a1', 'b2'), event('F', 'c3', 'd4', 'e5')],
      ),
    ).toEqual(['c3 x1: E joined F since d4'])
  })

  it('reports a dissolved event with the present event of its page', () => {
    const left = { ...event('E', 'a1', 'b2'), paths: ['a.md', 'b.md', 'x.md'] }
    expect(ways([event('E', 'a1', 'b2'), event('X', 'x3'), event('Y', 'y4')], [left])).toEqual([
      'x3 x1: X dissolved E',
      'y4 x1: Y dissolved undefined',
    ])
  })

  it('ignores claimed versions', () => {
    const claimed = event('E', 'a1', 'b2')
    const versions = claimed.versions.map((version) => ({ ...version, claimed: version.title === 'b' }))
    expect(ways([{ ...claimed, versions }, event('F', 'c3')], [event('E', 'a1'), event('F', 'b2', 'c3')])).toEqual([])
  })
})
