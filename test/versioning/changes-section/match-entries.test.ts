import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChangesEntry, VersionLabel } from '../../../src/model/page.ts'
import { matchEntries } from '../../../src/versioning/changes-section/match-entries.ts'
import { msPerHour, startTime } from '../../helpers/plan-history.ts'

const entry = (title: string, until: number | null, rest: Partial<ChangesEntry> = {}): ChangesEntry => ({
  title,
  target: '/a.md',
  until: until === null ? null : startTime + until * msPerHour,
  label: until === null ? 'Current version' : 'Update',
  line: 1,
  ...rest,
})

const [rain, sleet, snow] = [entry('Rain', 1, { label: 'First version' }), entry('Sleet', 2), entry('Snow', null)]

describe('matchEntries', () => {
  it('matches unchanged entries, also beside new ones', () => {
    expect(matchEntries([rain, sleet, snow], [rain, sleet, snow])).toEqual([0, 1, 2])
    expect(matchEntries([rain, snow], [rain, sleet, snow])).toEqual([0, 2])
  })

  it('has no match for a removed entry', () => {
    expect(matchEntries([rain, sleet, snow], [rain, snow])).toEqual([0, -1, 1])
    expect(matchEntries([rain], [])).toEqual([-1])
    expect(matchEntries([], [rain])).toEqual([])
  })

  it('matches by the wording where time, label and link differ', () => {
    const now = entry('“Snow”', 5, { target: '/b.md' })
    expect(matchEntries([rain, snow], [rain, now, entry('Hail', null)])).toEqual([0, 1])
  })

  it('matches by link and time where the wording differs', () => {
    expect(matchEntries([rain, sleet], [rain, entry('Drizzle', 2)])).toEqual([0, 1])
  })

  it('matches by time and label where wording and link differ', () => {
    expect(matchEntries([rain, sleet], [rain, entry('Drizzle', 2, { target: '/b.md' })])).toEqual([0, 1])
  })

  it('does not match entries for lacking a time', () => {
    expect(matchEntries([snow], [entry('Hail', null)])).toEqual([-1])
  })

  it('matches equal entries before the wording, and the wording before the time', () => {
    const again = entry('Rain', 3)
    expect(matchEntries([rain, again], [again, rain])).toEqual([1, 0])
    expect(matchEntries([rain, sleet], [entry('Sleet', 1), entry('Rain', 2)])).toEqual([1, 0])
  })

  const entries = fc.array(
    fc.record({
      title: fc.constantFrom('Rain', 'rain!', 'Sleet', 'Snow', ''),
      target: fc.constantFrom('/a.md', '/b.md'),
      until: fc.constantFrom(null, startTime, startTime + msPerHour),
      label: fc.constantFrom<(VersionLabel | null)[]>('First version', 'Update', 'Current version', null),
      line: fc.constant(1),
    }),
    { maxLength: 8 },
  )

  it('matches each entry at most once', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const matches = matchEntries(before, after)
        const found = matches.filter((place) => place >= 0)
        expect(matches.length).toBe(before.length)
        expect(new Set(found).size).toBe(found.length)
        for (const place of found) expect(after[place]).toBeDefined()
      }),
    )
  })

  it('matches each entry with an equal one where the counts are equal', () => {
    const shuffled = entries.chain((before) =>
      fc.tuple(fc.constant(before), fc.shuffledSubarray(before, { minLength: before.length })),
    )
    fc.assert(
      fc.property(shuffled, ([before, after]) => {
        for (const [index, place] of matchEntries(before, after).entries()) expect(after[place]).toEqual(before[index])
      }),
    )
  })
})
