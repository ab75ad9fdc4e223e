import { describe, expect, it } from 'vitest'
import { WordingProfile } from '../../../src/identity/scoring/score-same-event.ts'
import type { EventId } from '../../../src/model/event.ts'
import { EventIndex, recordOf } from '../../../src/versioning/index/event-index.ts'
import { event, item, msPerHour, startTime, version } from '../../helpers/plan-history.ts'

const seed = { path: 'data/2018_January_15.txt', at: startTime, title: 'Rain', single: false }
const rain = version('Rain', { path: seed.path, sources: ['https://gazette.example/rain'] })
const candidates = (eventIndex: EventIndex, title: string, rest = {}) =>
  [...eventIndex.candidates(new WordingProfile(item(title, { day: null, ...rest })), seed.path, true)].map(
    ({ id }) => id,
  )

describe('EventIndex', () => {
  it('computes the event id from the first path, time and title', () => {
    const id = new EventIndex().create(seed).id
    expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/)
    expect(new EventIndex().create(seed).id).toBe(id)
    expect(new EventIndex().create({ ...seed, title: 'Snow' }).id).not.toBe(id)
    expect(new EventIndex().create({ ...seed, at: startTime + 1 }).id).not.toBe(id)
    expect(new EventIndex().create({ ...seed, path: 'x.txt' }).id).not.toBe(id)
  })

  it('gives twins different ids in their order', () => {
    const [one, other] = [new EventIndex(), new EventIndex()]
    const ids = [one.create(seed).id, one.create(seed).id]
    expect(new Set(ids).size).toBe(2)
    expect([other.create(seed).id, other.create(seed).id]).toEqual(ids)
  })

  it('finds an event by title, source, day or neighbouring day', () => {
    const eventIndex = new EventIndex()
    eventIndex.load(event([rain]), startTime)
    expect(candidates(eventIndex, 'Rain')).toEqual(['event'])
    expect(candidates(eventIndex, 'Snow', { sources: ['http://www.gazette.example/rain?utm_source=x'] })).toEqual([
      'event',
    ])
    expect(candidates(eventIndex, 'Snow', { day: '2018-01-16' })).toEqual(['event'])
    expect(candidates(eventIndex, 'Snow', { day: '2018-01-17' })).toEqual([])
    expect(candidates(eventIndex, 'Snow')).toEqual([])
  })

  it('returns the loaded record', () => {
    const eventIndex = new EventIndex()
    const record = event([version('Drizzle', { path: seed.path, until: startTime + msPerHour }), rain], {
      folded: 3,
      seq: 9,
    })
    eventIndex.load(record, startTime)
    expect(recordOf(eventIndex.events.get(record.id)!)).toEqual(record)
  })

  it("loads a page's events in the order of its items", () => {
    const eventIndex = new EventIndex()
    for (const index of [2, 0, 1]) {
      const id = `event ${index}` as EventId
      eventIndex.load(event([version(`Item ${index}`, { path: seed.path, item: index })], { id }), startTime)
    }
    expect(eventIndex.pages.get(seed.path)!.items.map((one) => one.item.title)).toEqual(['Item 0', 'Item 1', 'Item 2'])
  })

  it('replaces an older state of an event, also on pages', () => {
    const eventIndex = new EventIndex()
    eventIndex.load(event([rain]), startTime)
    eventIndex.load(event([{ ...rain, until: startTime + msPerHour }], { shown: [], live: false }), startTime)
    expect(eventIndex.events.size).toBe(1)
    expect(eventIndex.pages.get(seed.path)!.items).toEqual([])
  })

  it('keeps the time since when an event is on no page', () => {
    const eventIndex = new EventIndex()
    eventIndex.load(
      event([{ ...rain, until: startTime + msPerHour }], { shown: [], live: false }),
      startTime + 99 * msPerHour,
    )
    expect(eventIndex.events.get('event' as EventId)!.lastSeenRank).toBe(startTime + msPerHour)
  })
})
