import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventId, VersionRecord } from '../../src/model/event.ts'
import { kinships, type Turn } from '../../src/versioning/kinship.ts'

const path = 'data/2018_January_15.txt'

function wording(title: string, part: Partial<VersionRecord> = {}): VersionRecord {
  const place = { path, day: '2018-01-15', topic: null, sources: [], body: '' }
  return { title, ...place, from: 0, until: null, seq: 1, item: 0, claimed: false, link: null, ...part }
}

function turn(event: string, before: string | null, after: string | null, part?: Partial<VersionRecord>): Turn {
  const told = (title: string | null) => (title === null ? null : wording(title, part))
  return { event: event as EventId, before: told(before), after: told(after) }
}

const ferry = 'The ferry Skarholm runs aground off the Alder coast with forty passengers on board'
const crew = 'Two members of the crew are charged with steering the vessel while drunk'
const both = `${ferry}. ${crew}`
const bees = 'Bees return to the meadows of Kelby after a decade'

describe('events that turn at once', () => {
  it('merge where one ends in the new words of another', () => {
    expect(kinships([turn('ferry', ferry, both), turn('crew', crew, null)])).toEqual([
      { kind: 'merge', whole: 'ferry', part: 'crew' },
    ])
  })

  it('split where a new one says what another says no longer', () => {
    expect(kinships([turn('crew', null, crew), turn('ferry', both, ferry)])).toEqual([
      { kind: 'split', whole: 'ferry', part: 'crew' },
    ])
  })

  it('do neither where the words were there before, or are there still', () => {
    expect(kinships([turn('ferry', both, `${both} at night`), turn('crew', crew, null)])).toEqual([])
    expect(kinships([turn('ferry', both, `${both} at night`), turn('crew', null, crew)])).toEqual([])
  })

  it('do neither where an event merely ends, or begins, beside one that is reworded', () => {
    expect(kinships([turn('ferry', ferry, both), turn('bees', bees, null)])).toEqual([])
    expect(kinships([turn('ferry', both, ferry), turn('bees', null, bees)])).toEqual([])
  })

  it('are compared on one page, or where they cite one article, on one day', () => {
    const elsewhere = (part: Partial<VersionRecord>) =>
      kinships([turn('ferry', ferry, both, part), turn('crew', crew, null)])
    expect(elsewhere({ path: 'data/2018_January_16.txt' })).toEqual([])
    expect(elsewhere({ day: '2018-01-16' })).toEqual([])
    const cited = { sources: ['https://gazette.example/7'] }
    const apart = [turn('ferry', ferry, both, cited), turn('crew', crew, null, { ...cited, path: 'b.txt' })]
    expect(kinships(apart)).toHaveLength(1)
  })

  it('merge or split with one that goes on, whatever the order', () => {
    const words = fc.constantFrom(ferry, crew, both, bees, 'Rain')
    const turns = fc.array(fc.tuple(fc.option(words), fc.option(words)), { maxLength: 6 })
    fc.assert(
      fc.property(turns, fc.integer(), (list, seed) => {
        const all = list.map(([before, after], index) => turn(`e${index}`, before, after))
        const found = kinships(all)
        for (const { kind, whole, part } of found) {
          const [on, other] = [whole, part].map((id) => all.find(({ event }) => event === id)!)
          expect(on).toMatchObject({ before: expect.anything(), after: expect.anything() })
          expect(kind === 'merge' ? other?.after : other?.before).toBeNull()
        }
        const parts = (some: typeof found) => some.map(({ kind, part }) => `${kind} ${part}`).sort()
        const turned = all.toSorted(
          (a, b) => ((Number(a.event[1]) * 7 + seed) % 5) - ((Number(b.event[1]) * 7 + seed) % 5),
        )
        expect(parts(kinships(turned))).toEqual(parts(found))
      }),
    )
  })
})
