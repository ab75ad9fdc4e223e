import { expect, it } from 'vitest'
import { GroupEventCounts, groupTitleChanges } from '../../src/audit/groups.ts'
import type { AuditGrouping } from '../../src/model/audit.ts'
import { event, version } from '../helpers/plan-history.ts'
import { titleChangeOf } from './title-change-of.ts'

const noEvents = (by: AuditGrouping) => new GroupEventCounts(by)
const ada = { kind: 'commit', sha: 'c0ffee', author: 'Ada' } as const
const changes = [
  titleChangeOf('Sleet', {
    event: 'a',
    topic: 'Weather',
    sources: ['https://www.example.org/1', 'https://example.org/2', 'http://news.example.net/3'],
    classes: ['number', 'date'],
    severity: 'factual',
    origin: ada,
    silent: true,
    minutesStood: 10,
  }),
  titleChangeOf('Snow', { event: 'a', topic: 'Weather', sources: ['no address'], origin: ada, minutesStood: 30 }),
  titleChangeOf('Hail', { event: 'b', day: '2018-01-16', sources: ['https://example.org/4'], classes: ['number'] }),
]

it.each<[AuditGrouping, string[]]>([
  ['day', ['2018-01-15 2 1', '2018-01-16 1 1']],
  ['topic', ['Weather 2 1', 'null 1 1']],
  ['source', ['example.org 2 2', 'null 1 1', 'news.example.net 1 1']],
  ['class', ['number 2 2', 'date 1 1', 'wording 1 1']],
  ['author', ['Ada 2 1', 'null 1 1']],
])('groups title changes by %s', (by, expected) => {
  expect(
    groupTitleChanges(changes, noEvents(by)).map(({ key, changes, events }) => `${key} ${changes} ${events}`),
  ).toEqual(expected)
})

it('groups have counts of severities and silent changes, and a median duration', () => {
  expect(groupTitleChanges(changes, noEvents('topic'))).toEqual([
    {
      key: 'Weather',
      changes: 2,
      events: 1,
      of: 0,
      silent: 1,
      bySeverity: { cosmetic: 0, editorial: 1, factual: 1 },
      medianMinutesStood: 20,
    },
    {
      key: null,
      changes: 1,
      events: 1,
      of: 0,
      silent: 0,
      bySeverity: { cosmetic: 0, editorial: 1, factual: 0 },
      medianMinutesStood: null,
    },
  ])
  expect(groupTitleChanges([], noEvents('day'))).toEqual([])
})

it('groups count their events by the last day and topic, and by the sources of all versions', () => {
  const records = [
    event([version('Sleet', { topic: 'Weather', sources: ['https://www.example.org/1'] })]),
    event([
      version('Rain', { topic: 'Floods', sources: ['https://example.org/5'] }),
      version('Rain and hail', { topic: 'Weather', sources: ['https://news.example.net/6', 'https://example.org/7'] }),
    ]),
    event([version('A fair', { topic: null, sources: [], day: '2018-01-16' })]),
  ]
  const counted = (by: AuditGrouping) => {
    const events = new GroupEventCounts(by)
    for (const record of records) events.add(record)
    return groupTitleChanges(changes, events).map(({ key, events: retitled, of }) => `${key} ${retitled} of ${of}`)
  }
  expect(counted('day')).toEqual(['2018-01-15 1 of 2', '2018-01-16 1 of 1'])
  expect(counted('topic')).toEqual(['Weather 1 of 2', 'null 1 of 1'])
  expect(counted('source')).toEqual(['example.org 2 of 2', 'null 1 of 1', 'news.example.net 1 of 1'])
  expect(counted('class')[0]).toBe('number 2 of null')
  expect(counted('author')[0]).toBe('Ada 1 of null')
})
