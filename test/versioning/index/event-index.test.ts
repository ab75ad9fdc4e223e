import { describe, expect, it } from 'vitest'
import { Profile } from '../../../src/identity/scoring/score-same-event.ts'
import type { EventId } from '../../../src/model/event.ts'
import { EventBook, recordOf } from '../../../src/versioning/index/event-index.ts'
import { begin, event, hour, item, version } from '../../helpers/recording.ts'

const seed = { path: 'data/2018_January_15.txt', at: begin, title: 'Rain', single: false }
const rain = version('Rain', { path: seed.path, sources: ['https://gazette.example/rain'] })
const candidates = (book: EventBook, title: string, rest = {}) =>
  [...book.candidates(new Profile(item(title, { day: null, ...rest })), seed.path, true)].map(({ id }) => id)

describe('EventBook', () => {
  it('names an event by where, when and as what it was first seen, the same on every machine', () => {
    const id = new EventBook().create(seed).id
    expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/)
    expect(new EventBook().create(seed).id).toBe(id)
    expect(new EventBook().create({ ...seed, title: 'Snow' }).id).not.toBe(id)
    expect(new EventBook().create({ ...seed, at: begin + 1 }).id).not.toBe(id)
    expect(new EventBook().create({ ...seed, path: 'x.txt' }).id).not.toBe(id)
  })

  it('tells twins apart, in their order', () => {
    const [one, other] = [new EventBook(), new EventBook()]
    const ids = [one.create(seed).id, one.create(seed).id]
    expect(new Set(ids).size).toBe(2)
    expect([other.create(seed).id, other.create(seed).id]).toEqual(ids)
  })

  it('finds an event again by its title, its source, its day or the day beside it', () => {
    const book = new EventBook()
    book.load(event([rain]), begin)
    expect(candidates(book, 'Rain')).toEqual(['event'])
    expect(candidates(book, 'Snow', { sources: ['http://www.gazette.example/rain?utm_source=x'] })).toEqual(['event'])
    expect(candidates(book, 'Snow', { day: '2018-01-16' })).toEqual(['event'])
    expect(candidates(book, 'Snow', { day: '2018-01-17' })).toEqual([])
    expect(candidates(book, 'Snow')).toEqual([])
  })

  it('gives back what it took up', () => {
    const book = new EventBook()
    const record = event([version('Drizzle', { path: seed.path, until: begin + hour }), rain], { folded: 3, seq: 9 })
    book.load(record, begin)
    expect(recordOf(book.events.get(record.id)!)).toEqual(record)
  })

  it('fills a page with what it tells, in the order of its items', () => {
    const book = new EventBook()
    for (const index of [2, 0, 1]) {
      const id = `event ${index}` as EventId
      book.load(event([version(`Item ${index}`, { path: seed.path, item: index })], { id }), begin)
    }
    expect(book.pages.get(seed.path)!.items.map((one) => one.item.title)).toEqual(['Item 0', 'Item 1', 'Item 2'])
  })

  it('replaces an older state of an event, on the pages too', () => {
    const book = new EventBook()
    book.load(event([rain]), begin)
    book.load(event([{ ...rain, until: begin + hour }], { shown: [], live: false }), begin)
    expect(book.events.size).toBe(1)
    expect(book.pages.get(seed.path)!.items).toEqual([])
  })

  it('remembers of an event that stands nowhere since when that is so', () => {
    const book = new EventBook()
    book.load(event([{ ...rain, until: begin + hour }], { shown: [], live: false }), begin + 99 * hour)
    expect(book.events.get('event' as EventId)!.touched).toBe(begin + hour)
  })
})
