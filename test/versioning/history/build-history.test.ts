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
const build = (record: EventRecord) => buildHistory(record, details).versions
const fields = (...recorded: Parameters<typeof version>[]) =>
  changesBetween(
    recorded.map((one) => version(...one)),
    0,
    1,
    details,
  ).map(({ field }) => field)

describe('buildHistory', () => {
  it('numbers and labels the versions in order', () => {
    expect(build(event(versions('Rain', 'Sleet', 'Snow'))).map(({ number, label }) => [number, label])).toEqual([
      [1, 'First version'],
      [2, 'Update'],
      [3, 'Current version'],
    ])
  })

  it('labels a single version as the current one', () => {
    expect(build(event(versions('Rain'))).map(({ label }) => label)).toEqual(['Current version'])
  })

  it('does not label the first version where history is cut off before it', () => {
    const cut = versions('Rain', 'Snow').with(0, version('Rain', { from: null, until: startTime + msPerHour }))
    expect(build(event(cut)).map(({ label }) => label)).toEqual(['Update', 'Current version'])
  })

  it('gives a claimed version the origin page and no snapshot', () => {
    const claimed = version('Rain', { claimed: true, from: null, until: startTime, body: null })
    const [first, second] = build(event([claimed, version('Snow')]))
    expect(first).toMatchObject({ label: 'First version', origin: { kind: 'page' }, snapshot: null })
    expect(second).toMatchObject({ origin, snapshot: 'content' })
  })

  it('has no changes and no link for the first version', () => {
    const link = { score: 0.9, reasons: [] }
    const recorded = build(event(versions('Rain', 'Snow').map((one) => ({ ...one, link }))))
    expect(recorded.map((one) => [one.changes.length, one.link])).toEqual([
      [0, null],
      [1, link],
    ])
  })

  it("takes the event's title, day and topic from the current version", () => {
    const recorded = [
      version('Rain', { until: startTime, topic: 'Old' }),
      version('Snow', { topic: 'Weather', day: '2018-01-16' }),
    ]
    expect(buildHistory(event(recorded), details).event).toMatchObject({
      title: 'Snow',
      topic: 'Weather',
      day: '2018-01-16',
      live: true,
    })
  })
})

describe('changesBetween', () => {
  it('has one change for each field that differs, title first', () => {
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

  it('has no change for sources in another order', () => {
    const [a, b] = ['https://a.example/1', 'https://b.example/2']
    expect(fields(['Rain', { sources: [a!, b!] }], ['Rain', { sources: [b!, a!] }])).toEqual([])
  })

  it('has no change for a source with other tracking parameters', () => {
    const before = version('Rain', { sources: ['https://a.example/1'] })
    const after = version('Rain', { sources: ['http://www.a.example/1?utm_source=x', 'https://b.example/2'] })
    expect(changesBetween([before, after], 0, 1, details)).toMatchObject([{ classes: ['detail-added'] }])
  })

  it('compares only the title with a claimed version', () => {
    const claimed = { claimed: true, body: null, topic: 'Old', sources: [], path: 'old.md' }
    expect(fields(['Rain', claimed], ['Snow', { body: 'b', sources: ['https://a.example/1'] }])).toEqual(['title'])
  })

  it('gives the class revert only to a former title', () => {
    const recorded = versions('A gas leak', 'A bomb threat', 'A gas leak', 'A gas leak at school')
    const reverts = [1, 2, 3].map((b) => changesBetween(recorded, b - 1, b, details)[0]!.classes.includes('revert'))
    expect(reverts).toEqual([false, true, false])
  })
  it('finds a revert in other quotes where more than the quotes changed', () => {
    const recorded = versions('The "new" bridge', 'The old bridge', 'The “new” bridge', 'The "new" bridge')
    const classes = [2, 3].map((b) => changesBetween(recorded, b - 1, b, details)[0]!.classes)
    expect(classes[0]).toContain('revert')
    expect(classes[1]).toEqual(['typography', 'revert'])
  })

  it('gives a revert at least the severity of the undone change', () => {
    const recorded = versions('Two die in a flood', 'Three die in a flood', 'Two die in a flood')
    expect(changesBetween(recorded, 1, 2, details)).toMatchObject([
      { classes: ['number', 'revert'], severity: 'factual' },
    ])
  })

  it('gives the class revert to a former body', () => {
    const recorded = ['It rains.', 'It snows.', 'It rains.', ''].map((body) => version('Weather', { body }))
    const withBodies = { ...details, body: ({ body }: VersionRecord) => body ?? '' }
    const reverts = [1, 2, 3].map((b) => changesBetween(recorded, b - 1, b, withBodies)[0]!.classes.includes('revert'))
    expect(reverts).toEqual([false, true, false])
  })

  it('shows a source with other tracking parameters under its present address', () => {
    const before = version('Rain', { sources: ['https://a.example/1'] })
    const after = version('Rain', { sources: ['https://a.example/1?utm_source=x', 'https://b.example/2'] })
    expect(changesBetween([before, after], 0, 1, details)[0]!.diff).toEqual([
      ['same', 'https://a.example/1?utm_source=x'],
      ['added', '\nhttps://b.example/2'],
    ])
  })
})
