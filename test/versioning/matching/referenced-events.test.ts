import { describe, expect, it } from 'vitest'
import { parsePage } from '../../../src/page/parse-page.ts'
import { EventIndex } from '../../../src/versioning/index/event-index.ts'
import { factsOf } from '../../../src/versioning/index/page-facts.ts'
import { claim, type HistoryStep, item, msPerHour, page, planHistory, startTime } from '../../helpers/plan-history.ts'

const smoke = page('Smoke is seen over the old mill')
const arson = (rest: Parameters<typeof page>[1]) => page('Arsonist confesses', rest)

/** The number of each event's versions, and the kinds of reasons of its last version. */
function histories(steps: readonly HistoryStep[]): string[] {
  return planHistory(steps).events.map(({ versions }) =>
    [versions.length, ...(versions.at(-1)?.link?.reasons.map(({ kind }) => kind) ?? [])].join(' '),
  )
}

describe('a page that references another one', () => {
  it.each(['/news/15/smoke/', 'smoke.md', 'https://gazette.example/news/15/smoke.html'])(
    'is the same event with the alias %s',
    (alias) => {
      const next = arson({ aliases: [alias] })
      const expected = [expect.stringContaining('2 ')]
      expect(histories([{ 'news/15/smoke.md': smoke }, { 'news/15/arson.md': next }])).toEqual(expected)
      expect(
        histories([{ 'news/15/smoke.md': smoke }, { 'news/15/smoke.md': null }, { 'news/15/arson.md': next }]),
      ).toEqual(expected)
      expect(histories([{ 'news/15/arson.md': next, 'news/15/smoke.md': smoke }])).toEqual(expected)
    },
  )

  it('has the reference among the reasons', () => {
    const steps = [{ 'news/15/smoke.md': smoke }, { 'arson.md': arson({ aliases: ['/smoke/'] }) }]
    const { reasons } = planHistory(steps).events[0]!.versions[1]!.link!
    expect(reasons).toContainEqual({ kind: 'alias', value: 'news/15/smoke.md', weight: 15 })
  })

  it('is the same event with a reference in front matter', () => {
    const text = '---\ntitle: Arsonist confesses\naliases: [/news/15/smoke/]\n---\nAt last.\n'
    const facts = factsOf(parsePage('news/15/arson.md', Buffer.from(text)))
    expect(histories([{ 'news/15/smoke.md': smoke }, { 'news/15/arson.md': facts }])).toHaveLength(1)
  })

  it('is the same event with a link in its Changes section, to a removed or existing page', () => {
    const next = arson({ changes: [claim('Smoke', startTime, '/smoke.md')] })
    expect(histories([{ 'smoke.md': smoke }, { 'smoke.md': null }, { 'arson.md': next }])).toHaveLength(1)
    expect(histories([{ 'smoke.md': smoke }, { 'smoke.md': null, 'arson.md': next }])).toHaveLength(1)
  })

  it('is the same event where it comes later and the section claims an unseen title', () => {
    const next = arson({ changes: [claim('Smoke is seen', startTime - msPerHour, '/smoke.md')] })
    expect(histories([{ 'arson.md': next }, { 'smoke.md': smoke }])).toHaveLength(1)
  })

  it('ignores aliases that point outside the folder or to the page itself', () => {
    expect(
      histories([{ 'news/15/smoke.md': smoke }, { 'arson.md': arson({ aliases: ['/sport/smoke/', '/arson/'] }) }]),
    ).toHaveLength(2)
  })
})

it('finds the event of a claimed title in a new and in a loaded index', () => {
  const steps = [{ 'arson.md': arson({ changes: [claim('Smoke', startTime - msPerHour, '/smoke.md')] }) }]
  const { planner, events } = planHistory(steps)
  const loaded = new EventIndex()
  for (const event of events) loaded.load(event, 0)
  for (const eventIndex of [planner.eventIndex, loaded]) {
    expect(eventIndex.claimingPath('smoke.md')).toHaveLength(1)
    expect(eventIndex.claimingPath('arson.md')).toEqual([])
  }
})

it.each([{ key: 'event mill-2018' }, { aliases: ['/smoke/'] }])(
  'joins pages with %j although days and titles differ',
  (naming) => {
    const first = page('Smoke is seen over the old mill', { key: 'event mill-2018' })
    const weeksLater = page(item('Arsonist confesses', { day: '2018-03-16' }), naming)
    expect(histories([{ 'smoke.md': first }, { 'arson.md': weeksLater }])).toHaveLength(1)
  },
)

describe('an id in front matter', () => {
  const smokeOf = (key: string) => page('Smoke is seen over the old mill', { key })

  it('joins two pages with one event id that exist at the same time or come together', () => {
    const next = arson({ key: 'event mill-2018' })
    const first = smokeOf('event mill-2018')
    expect(histories([{ 'smoke.md': first }, { 'arson.md': next }])).toEqual([expect.stringContaining('explicit-id')])
    expect(histories([{ 'arson.md': next, 'smoke.md': first }])).toHaveLength(1)
    expect(histories([{ 'smoke.md': smokeOf('event other-1') }, { 'arson.md': next }])).toHaveLength(2)
  })

  it('joins a removed and a new page with one page id, not two existing pages', () => {
    const next = arson({ key: 'id 5f3a-11' })
    const first = smokeOf('id 5f3a-11')
    expect(histories([{ 'smoke.md': first }, { 'arson.md': next }])).toHaveLength(2)
    expect(histories([{ 'smoke.md': first }, { 'smoke.md': null }, { 'arson.md': next }])).toHaveLength(1)
    expect(histories([{ 'smoke.md': first }, { 'smoke.md': null, 'arson.md': next }])).toEqual([
      expect.stringContaining('explicit-id'),
    ])
  })

  it.each([
    ['event_id: mill-2018', 'event mill-2018'],
    ['event: mill-2018\nid: 9', 'event mill-2018'],
    ['id: 5f3a-11', 'id 5f3a-11'],
    ['event: Harbour works', null],
    ['event: concert', null],
    ['id: 12', null],
    ['id: [5f3a-11]', null],
  ])('is read from the line %j', (line, key) => {
    const facts = factsOf(parsePage('a.md', Buffer.from(`---\ntitle: Rain\n${line}\n---\nIt rains.\n`)))
    expect(facts.key).toBe(key)
  })

  it('is kept in the index', () => {
    const loaded = new EventIndex()
    for (const event of planHistory([{ 'smoke.md': smokeOf('event mill-2018') }]).events) loaded.load(event, 0)
    expect(loaded.withKey('event mill-2018')).toHaveLength(1)
  })
})
