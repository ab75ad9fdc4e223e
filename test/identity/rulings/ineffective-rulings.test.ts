import { describe, expect, it } from 'vitest'
import { findIneffectiveRulings, type RulingEvent } from '../../../src/identity/rulings/ineffective-rulings.ts'
import { readRulings } from '../../../src/identity/rulings/ruling-file.ts'

const day = 'data/2018_January_15.txt'
const event = (path: string, ...titles: string[]): RulingEvent => ({
  paths: [path],
  shown: [path],
  versions: titles.map((title) => ({ title })),
  single: !path.endsWith('.txt'),
})
const [mill, blaze, ferry, rain] = [
  event('news/mill.md', 'The mill burns', 'The mill burns down'),
  event('news/blaze.md', 'A blaze'),
  event(day, 'A ferry runs aground off Skarholm', 'A ferry sinks off Skarholm'),
  event(day, 'Rain falls'),
]
const gone: RulingEvent = { ...event('news/gone.md', 'A blaze'), shown: [] }
const both: RulingEvent = { ...mill, paths: ['news/mill.md', 'news/twin.md'] }

/** Each line without effect, with its number and reason. */
function ineffective(text: string, events: readonly RulingEvent[] = [mill, blaze, ferry, rain, gone]): string[] {
  const eventsOn = (path: string) => events.filter(({ paths }) => paths.includes(path))
  return findIneffectiveRulings(readRulings(text).rulings, eventsOn).map(({ line, why }) => `${line} ${why}`)
}

describe('findIneffectiveRulings', () => {
  it.each([
    ['\nsame news/mill.md news/nosuch.md', '2 no page news/nosuch.md is recorded'],
    ['other a.md b.md', '1 no page a.md is recorded, and no page b.md is recorded'],
    [
      'other archive/news/mill.md news/blaze.md',
      "1 no page archive/news/mill.md is recorded (paths count from the archive's root: news/mill.md)",
    ],
    ['other news/mill.md "The mayor resigns" news/blaze.md', '1 news/mill.md never had the title "The mayor resigns"'],
    [
      `other ${day} "a ferry runs aground" ${day} "Rain falls"`,
      `1 ${day} never had the title "a ferry runs aground" (but "A ferry runs aground off Skarholm")`,
    ],
    [
      `same ${day} "Rain falls" news/mill.md`,
      '1 an item of a multi-event page and a page of its own are never one event',
    ],
    [`same ${day} "Rain falls" ${day} "A ferry sinks off Skarholm"`, `1 ${day} reports both at the same time`],
    ['same news/mill.md news/gone.md', '1 pages reported both at the same time, or another line separates them'],
  ])('reports why %j has no effect', (text, why) => expect(ineffective(text)).toEqual([why]))

  it('reports nothing for rulings that the record follows', () => {
    expect(ineffective('same news/mill.md news/twin.md\nother news/twin.md news/blaze.md', [both, blaze])).toEqual([])
    expect(ineffective('other news/mill.md "The mill burns" news/blaze.md')).toEqual([])
    expect(ineffective('')).toEqual([])
  })

  it('reports a ruling that separates two paths of one event', () => {
    const text = 'other news/mill.md news/twin.md'
    expect(ineffective(text, [both])).toEqual(['1 one page reports both under one title'])
  })
})
