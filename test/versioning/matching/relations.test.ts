import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventId, VersionRecord } from '../../../src/model/event.ts'
import { type EventUpdate, findRelations } from '../../../src/versioning/matching/relations.ts'

const path = 'data/2018_January_15.txt'

function wording(title: string, part: Partial<VersionRecord> = {}): VersionRecord {
  const place = { path, day: '2018-01-15', topic: null, sources: [], body: '' }
  return { title, ...place, from: 0, until: null, seq: 1, item: 0, claimed: false, link: null, ...part }
}

function turn(event: string, before: string | null, after: string | null, part?: Partial<VersionRecord>): EventUpdate {
  const versionOf = (title: string | null) => (title === null ? null : wording(title, part))
  return { event: event as EventId, before: versionOf(before), after: versionOf(after) }
}

const ferry = 'The ferry Skarholm runs aground off the Alder coast with forty passengers on board'
const crew = 'Two members of the crew are charged with steering the vessel while drunk'
const both = `${ferry}. ${crew}`
const bees = 'Bees return to the meadows of Kelby after a decade'

describe('findRelations', () => {
  it("finds a merge where an ended title is part of another event's new title", () => {
    expect(findRelations([turn('ferry', ferry, both), turn('crew', crew, null)])).toEqual([
      { kind: 'merge', whole: 'ferry', part: 'crew' },
    ])
  })

  it("finds a split where a new title was part of another event's former title", () => {
    expect(findRelations([turn('crew', null, crew), turn('ferry', both, ferry)])).toEqual([
      { kind: 'split', whole: 'ferry', part: 'crew' },
    ])
  })

  it('finds a merge where the ended title scores as one event with the new title', () => {
    const cited = { sources: ['https://gazette.example/7'] }
    const vote = 'Voters of Alder go to the polls in a run-off between the harbour master and the baker'
    const before = 'The harbour master wins the vote'
    const after = 'The harbour master wins the run-off of Alder against the baker with most of the votes'
    const turns = (part?: Partial<VersionRecord>) => [turn('win', before, after, part), turn('vote', vote, null, part)]
    expect(findRelations(turns(cited))).toEqual([{ kind: 'merge', whole: 'win', part: 'vote' }])
    expect(findRelations(turns())).toEqual([])
    expect(findRelations([turn('win', after, before, cited), turn('vote', vote, null, cited)])).toEqual([])
    expect(findRelations([turn('win', before, after, cited), turn('vote', null, vote, cited)])).toEqual([])
  })

  it('relates no event to itself in several updates', () => {
    const steps = [turn('ferry', null, ferry), turn('ferry', ferry, crew)]
    expect(findRelations(steps)).toEqual([])
    expect(findRelations([turn('ferry', both, ferry), turn('ferry', ferry, both), turn('crew', null, crew)])).toEqual(
      [],
    )
    expect(findRelations([turn('ferry', both, bees), turn('ferry', bees, ferry), turn('crew', null, crew)])).toEqual([
      { kind: 'split', whole: 'ferry', part: 'crew' },
    ])
  })

  it('finds nothing where the words were there before or remain', () => {
    expect(findRelations([turn('ferry', both, `${both} at night`), turn('crew', crew, null)])).toEqual([])
    expect(findRelations([turn('ferry', both, `${both} at night`), turn('crew', null, crew)])).toEqual([])
  })

  it('finds nothing where an event ends or begins beside an unrelated update', () => {
    expect(findRelations([turn('ferry', ferry, both), turn('bees', bees, null)])).toEqual([])
    expect(findRelations([turn('ferry', both, ferry), turn('bees', null, bees)])).toEqual([])
  })

  it('compares only events of one day with a common page or source', () => {
    const elsewhere = (part: Partial<VersionRecord>) =>
      findRelations([turn('ferry', ferry, both, part), turn('crew', crew, null)])
    expect(elsewhere({ path: 'data/2018_January_16.txt' })).toEqual([])
    expect(elsewhere({ day: '2018-01-16' })).toEqual([])
    const cited = { sources: ['https://gazette.example/7'] }
    const apart = [turn('ferry', ferry, both, cited), turn('crew', crew, null, { ...cited, path: 'b.txt' })]
    expect(findRelations(apart)).toHaveLength(1)
  })

  it('ignores short titles', () => {
    const short = 'The harbour master leaves Alder' // four words that count
    const long = 'The old harbour master leaves Alder' // five
    const turns = (title: string) => [turn('ferry', ferry, `${ferry}. ${title} for good`), turn('other', title, null)]
    expect(findRelations(turns(short))).toEqual([])
    expect(findRelations(turns(long))).toEqual([{ kind: 'merge', whole: 'ferry', part: 'other' }])
  })

  it('relates an event to a continuing one in any order of updates', () => {
    const words = fc.constantFrom(ferry, crew, both, bees, 'Rain')
    const turns = fc.array(fc.tuple(fc.option(words), fc.option(words)), { maxLength: 6 })
    fc.assert(
      fc.property(turns, fc.integer(), (list, seed) => {
        const all = list.map(([before, after], index) => turn(`e${index}`, before, after))
        const found = findRelations(all)
        for (const { kind, whole, part } of found) {
          const [on, other] = [whole, part].map((id) => all.find(({ event }) => event === id)!)
          expect(on).toMatchObject({ before: expect.anything(), after: expect.anything() })
          expect(kind === 'merge' ? other?.after : other?.before).toBeNull()
        }
        const parts = (some: typeof found) => some.map(({ kind, part }) => `${kind} ${part}`).sort()
        const turned = all.toSorted(
          (a, b) => ((Number(a.event[1]) * 7 + seed) % 5) - ((Number(b.event[1]) * 7 + seed) % 5),
        )
        expect(parts(findRelations(turned))).toEqual(parts(found))
      }),
    )
  })
})
