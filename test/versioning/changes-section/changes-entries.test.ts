import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChangesEntry } from '../../../src/model/page.ts'
import { buildChangesEntries, sameEntries } from '../../../src/versioning/changes-section/changes-entries.ts'
import { claim, event, msPerHour, startTime, version, versions } from '../../helpers/plan-history.ts'

const second = 1000
const entry = (rest: Partial<ChangesEntry>): ChangesEntry => ({
  title: '',
  target: '',
  until: null,
  label: null,
  line: 0,
  ...rest,
})

describe('changesEntries', () => {
  it('lists the titles, oldest first, each with the moment at which it ceased to stand', () => {
    const told = versions('Rain', 'Sleet', 'Snow').map((one, index) => ({ ...one, path: `news/${index}.md` }))
    expect(buildChangesEntries(event(told), [])).toEqual([
      entry({ title: 'Rain', target: '/news/0.md', until: startTime + msPerHour, label: 'First version' }),
      entry({ title: 'Sleet', target: '/news/1.md', until: startTime + 2 * msPerHour, label: 'Update' }),
      entry({ title: 'Snow', target: '/news/2.md', until: null, label: 'Current version' }),
    ])
  })

  it('has no entry for an event with one title, however many versions it has', () => {
    expect(buildChangesEntries(event(versions('Rain', 'Rain')), [])).toEqual([])
  })

  it('lists a title that came back a second time', () => {
    expect(buildChangesEntries(event(versions('Rain', 'Snow', 'Rain')), []).map(({ title }) => title)).toEqual([
      'Rain',
      'Snow',
      'Rain',
    ])
  })

  it('leaves an entry that is published in its words, its link and its time', () => {
    const published = { ...claim(' Rain, ', startTime + 5 * second, '/elsewhere/rain.md'), line: 12 }
    expect(buildChangesEntries(event(versions('Rain', 'Snow')), [published])[0]).toEqual({
      ...published,
      label: 'First version',
    })
  })

  it('gives a published current version its end once another title stands', () => {
    const [first, last] = buildChangesEntries(event(versions('Rain', 'Snow')), [claim('Rain', null)])
    expect(first).toMatchObject({ title: 'Rain', until: startTime + msPerHour, label: 'First version' })
    expect(last).toMatchObject({ title: 'Snow', until: null, label: 'Current version' })
  })

  it('gives the current version no time, even where a page claims one', () => {
    expect(buildChangesEntries(event(versions('Rain', 'Snow')), [claim('Snow', startTime)])[1]).toMatchObject({
      until: null,
    })
  })

  it('counts in whole seconds, as the section is written', () => {
    const told = [version('Rain', { until: startTime + 1999 }), version('Snow', { from: startTime + 1999 })]
    expect(buildChangesEntries(event(told), [])[0]!.until).toBe(startTime + second)
  })

  it('says of what it listed that it is the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Rain', 'Sleet', 'Snow', 'rain!'), { minLength: 1, maxLength: 6 }),
        (titles) => {
          const record = event(versions(...titles))
          const once = buildChangesEntries(record, [])
          expect(sameEntries(buildChangesEntries(record, once), once)).toBe(true)
        },
      ),
    )
  })
})

describe('sameEntries', () => {
  const entries = buildChangesEntries(event(versions('Rain', 'Snow')), [])

  it('sees past lines, the dress of a title, and the links of former ones', () => {
    expect(
      sameEntries(
        entries,
        entries.map((one, index) => ({
          ...one,
          target: index === 0 ? '/x.md' : one.target,
          line: 9,
          title: ` ${one.title}.`,
        })),
      ),
    ).toBe(true)
  })

  it('sees a missing entry, another order, another time, another label', () => {
    expect(sameEntries(entries, entries.slice(1))).toBe(false)
    expect(sameEntries(entries, entries.toReversed())).toBe(false)
    expect(sameEntries(entries, entries.with(0, { ...entries[0]!, until: 0 }))).toBe(false)
    expect(sameEntries(entries, entries.with(0, { ...entries[0]!, label: 'Update' }))).toBe(false)
    expect(sameEntries(entries, entries.with(1, { ...entries[1]!, target: '/x.md' }))).toBe(false)
  })
})
