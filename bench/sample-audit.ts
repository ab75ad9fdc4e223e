import { AuditTally } from '../src/audit/totals.ts'
import { describeTitleChange } from '../src/index.ts'
import type { Audit, TitleChange } from '../src/model/audit.ts'
import type { EventId } from '../src/model/event.ts'

const placeNames = ['Gannet Point', 'Welby', 'Tarnhaven', 'Lorne', 'Mount Hesper', 'the Alder valley', 'Port Sark']
const actions = [
  'runs aground off',
  'closes the bridge at',
  'is evacuated from',
  'opens an inquiry into',
  'votes again in',
]
const actors = ['The ferry', 'A council', 'The harbour office', 'A night train', 'The weather service', 'A museum']
const numbers = ['two', 'three', 'seven', 'nine', 'eleven', 'eighteen']
const endings = [
  'after a night of fog',
  'as the water keeps rising',
  'and says so in writing',
  'reportedly for the third time',
]

/** A generated audit with three changes per event, the same in every run. */
export function generateAudit(changeCount: number): Audit {
  const tally = new AuditTally()
  const changes = Array.from({ length: changeCount }, (_, at) => changeAt(at))
  for (let at = 0; at < changes.length; at += 3) tally.addChanges(changes.slice(at, at + 3), changes[at])
  const totals = tally.totals()
  return { changes, totals: { ...totals, events: totals.eventsRetitled * 2 }, groups: null, filter: {} }
}

function changeAt(at: number): TitleChange {
  const event = Math.floor(at / 3)
  const version = (at % 3) + 1
  const [before, after] = [titleOf(event, version), titleOf(event, version + 1)]
  const time = Date.UTC(2017, 0, 1) + at * 3_200_000
  const path = `news/2017/${event}.md`
  return {
    event: `event${event}` as EventId,
    day: '2017-01-01',
    topic: itemAt(placeNames, event),
    from: { number: version, title: before, path, at: time - 7_200_000 },
    to: { number: version + 1, title: after, path, at: time },
    ...describeTitleChange(before, after),
    reasons: [],
    silent: at % 4 !== 0,
    bodyChanged: at % 3 === 0,
    minutesStood: 120,
    reverted: null,
    link: null,
    origin: { kind: 'commit', sha: 'a1'.repeat(20), author: 'Mori Aiko' },
    sources: [],
  }
}

function titleOf(event: number, version: number): string {
  const [who, doing, place] = [itemAt(actors, event), itemAt(actions, event >> 1), itemAt(placeNames, event >> 2)]
  const people = itemAt(numbers, event + version)
  return `${who} ${doing} ${place} with ${people} people waiting${version > 2 ? `, ${itemAt(endings, event + version)}` : ''}.`
}

function itemAt(list: readonly string[], at: number): string {
  return list[at % list.length] ?? ''
}
