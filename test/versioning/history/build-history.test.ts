import { describe, expect, it } from 'vitest'
import type { EventRecord, VersionRecord } from '../../../src/model/event.ts'
import type { ContentHash, Origin } from '../../../src/model/revision.ts'
import { buildHistory, changesBetween, type VersionDetails } from '../../../src/versioning/history/build-history.ts'
import { event, msPerHour, startTime, version, versions } from '../../helpers/plan-history.ts'

const origin: Origin = { kind: 'commit', sha: 'abc', author: 'desk' }
const details: VersionDetails = {
  snapshot: () => ({ origin, content: 'content' as ContentHash }),
  body: ({ body }) => `The text of ${body}.`,
}
const tell = (record: EventRecord) => buildHistory(record, details).versions
const fields = (...told: Parameters<typeof version>[]) =>
  changesBetween(
    told.map((one) => version(...one)),
    0,
    1,
    details,
  ).map(({ field }) => field)

describe('tellHistory', () => {
  it('numbers and labels versions from the first to the current one', () => {
    expect(tell(event(versions('Rain', 'Sleet', 'Snow'))).map(({ number, label }) => [number, label])).toEqual([
      [1, 'First version'],
      [2, 'Update'],
      [3, 'Current version'],
    ])
  })

  it('calls a single version the current one', () => {
    expect(tell(event(versions('Rain'))).map(({ label }) => label)).toEqual(['Current version'])
  })

  it('does not call the first version first where history is cut off before it', () => {
    const cut = versions('Rain', 'Snow').with(0, version('Rain', { from: null, until: startTime + msPerHour }))
    expect(tell(event(cut)).map(({ label }) => label)).toEqual(['Update', 'Current version'])
  })

  it('says that a claimed version comes from a page, without a snapshot', () => {
    const claimed = version('Rain', { claimed: true, from: null, until: startTime, body: null })
    const [first, second] = tell(event([claimed, version('Snow')]))
    expect(first).toMatchObject({ label: 'First version', origin: { kind: 'page' }, snapshot: null })
    expect(second).toMatchObject({ origin, snapshot: 'content' })
  })

  it('has neither changes nor a link for the first version', () => {
    const link = { score: 0.9, reasons: [] }
    const told = tell(event(versions('Rain', 'Snow').map((one) => ({ ...one, link }))))
    expect(told.map((one) => [one.changes.length, one.link])).toEqual([
      [0, null],
      [1, link],
    ])
  })

  it('heads the event with what its current version says', () => {
    const told = [
      version('Rain', { until: startTime, topic: 'Old' }),
      version('Snow', { topic: 'Weather', day: '2018-01-16' }),
    ]
    expect(buildHistory(event(told), details).event).toMatchObject({
      title: 'Snow',
      topic: 'Weather',
      day: '2018-01-16',
      live: true,
    })
  })
})

describe('changesBetween', () => {
  it('has a row for every field that differs, title first', () => {
    expect(
      fields(
        ['Rain', { body: 'a' }],
        [
          'Snow',
          { body: 'b', topic: 'Weather', sources: ['https://a.example/1'], day: '2018-01-16', path: 'other.md' },
        ],
      ),
    ).toEqual(['title', 'body', 'topic', 'sources', 'day', 'path'])
  })

  it('has no row for sources that changed their order alone', () => {
    const [a, b] = ['https://a.example/1', 'https://b.example/2']
    expect(fields(['Rain', { sources: [a!, b!] }], ['Rain', { sources: [b!, a!] }])).toEqual([])
  })

  it('counts no source as new that differs by a tracking parameter alone', () => {
    const before = version('Rain', { sources: ['https://a.example/1'] })
    const after = version('Rain', { sources: ['http://www.a.example/1?utm_source=x', 'https://b.example/2'] })
    expect(changesBetween([before, after], 0, 1, details)).toMatchObject([{ classes: ['detail-added'] }])
  })

  it('compares with a claimed version only what that claims: the title', () => {
    const claimed = { claimed: true, body: null, topic: 'Old', sources: [], path: 'old.md' }
    expect(fields(['Rain', claimed], ['Snow', { body: 'b', sources: ['https://a.example/1'] }])).toEqual(['title'])
  })

  it('classes a title that stood before as a revert, and no other', () => {
    const told = versions('A gas leak', 'A bomb threat', 'A gas leak', 'A gas leak at school')
    const reverts = [1, 2, 3].map((b) => changesBetween(told, b - 1, b, details)[0]!.classes.includes('revert'))
    expect(reverts).toEqual([false, true, false])
  })
  it('knows a wording again in quotes of another shape, where more than the quotes changed', () => {
    const told = versions('The "new" bridge', 'The old bridge', 'The “new” bridge', 'The "new" bridge')
    const classes = [2, 3].map((b) => changesBetween(told, b - 1, b, details)[0]!.classes)
    expect(classes[0]).toContain('revert')
    expect(classes[1]).toEqual(['typography', 'revert'])
  })

  it('grades a revert as gravely as the change that it undoes', () => {
    const told = versions('Two die in a flood', 'Three die in a flood', 'Two die in a flood')
    expect(changesBetween(told, 1, 2, details)).toMatchObject([{ classes: ['number', 'revert'], severity: 'factual' }])
  })

  it('knows a body that stood before', () => {
    const told = ['It rains.', 'It snows.', 'It rains.', ''].map((body) => version('Weather', { body }))
    const withBodies = { ...details, body: ({ body }: VersionRecord) => body ?? '' }
    const reverts = [1, 2, 3].map((b) => changesBetween(told, b - 1, b, withBodies)[0]!.classes.includes('revert'))
    expect(reverts).toEqual([false, true, false])
  })

  it('shows a source that only changed its tracking parameters as it is now', () => {
    const before = version('Rain', { sources: ['https://a.example/1'] })
    const after = version('Rain', { sources: ['https://a.example/1?utm_source=x', 'https://b.example/2'] })
    expect(changesBetween([before, after], 0, 1, details)[0]!.diff).toEqual([
      ['same', 'https://a.example/1?utm_source=x'],
      ['added', '\nhttps://b.example/2'],
    ])
  })
})
