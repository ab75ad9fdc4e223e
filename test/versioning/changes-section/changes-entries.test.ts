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

describe('buildChangesEntries', () => {
  it('lists the titles, oldest first, each with its end', () => {
    const recorded = versions('Rain', 'Sleet', 'Snow').map((one, index) => ({ ...one, path: `news/${index}.md` }))
    expect(buildChangesEntries(event(recorded), [])).toEqual([
      entry({ title: 'Rain', target: '/news/0.md', until: startTime + msPerHour, label: 'First version' }),
      entry({ title: 'Sleet', target: '/news/1.md', until: startTime + 2 * msPerHour, label: 'Update' }),
      entry({ title: 'Snow', target: '/news/2.md', until: null, label: 'Current version' }),
    ])
  })

  it('has no entries for an event with one title and several versions', () => {
    expect(buildChangesEntries(event(versions('Rain', 'Rain')), [])).toEqual([])
  })

  it('lists a restored title twice', () => {
    expect(buildChangesEntries(event(versions('Rain', 'Snow', 'Rain')), []).map(({ title }) => title)).toEqual([
      'Rain',
      'Snow',
      'Rain',
    ])
  })

  it('keeps the words, link and time of a published entry', () => {
    const published = { ...claim(' Rain, ', startTime + 5 * second, '/elsewhere/rain.md'), line: 12 }
    expect(buildChangesEntries(event(versions('Rain', 'Snow')), [published])[0]).toEqual({
      ...published,
      label: 'First version',
    })
  })

  it('adds the end of a published current version once another title is current', () => {
    const [first, last] = buildChangesEntries(event(versions('Rain', 'Snow')), [claim('Rain', null)])
    expect(first).toMatchObject({ title: 'Rain', until: startTime + msPerHour, label: 'First version' })
    expect(last).toMatchObject({ title: 'Snow', until: null, label: 'Current version' })
  })

  it('gives the current version no time, also where a page claims one', () => {
    expect(buildChangesEntries(event(versions('Rain', 'Snow')), [claim('Snow', startTime)])[1]).toMatchObject({
      until: null,
    })
  })

  it('truncates times to whole seconds', () => {
    const recorded = [version('Rain', { until: startTime + 1999 }), version('Snow', { from: startTime + 1999 })]
    expect(buildChangesEntries(event(recorded), [])[0]!.until).toBe(startTime + second)
  })

  it('lists the same entries again from its own result', () => {
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

  it('ignores lines, typography and the links of former titles', () => {
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

  it('is false for a missing entry, another order, time or label', () => {
    expect(sameEntries(entries, entries.slice(1))).toBe(false)
    expect(sameEntries(entries, entries.toReversed())).toBe(false)
    expect(sameEntries(entries, entries.with(0, { ...entries[0]!, until: 0 }))).toBe(false)
    expect(sameEntries(entries, entries.with(0, { ...entries[0]!, label: 'Update' }))).toBe(false)
    expect(sameEntries(entries, entries.with(1, { ...entries[1]!, target: '/x.md' }))).toBe(false)
  })
})
