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

/** Each line without effect, and why. */
function idle(text: string, events: readonly RulingEvent[] = [mill, blaze, ferry, rain, gone]): string[] {
  const toldOn = (path: string) => events.filter(({ paths }) => paths.includes(path))
  return findIneffectiveRulings(readRulings(text).rulings, toldOn).map(({ line, why }) => `${line} ${why}`)
}

describe('idleRulings', () => {
  it.each([
    ['\nsame news/mill.md news/nosuch.md', '2 no page news/nosuch.md is recorded'],
    ['other a.md b.md', '1 no page a.md is recorded, and no page b.md is recorded'],
    [
      'other archive/news/mill.md news/blaze.md',
      "1 no page archive/news/mill.md is recorded (paths count from the archive's root: news/mill.md)",
    ],
    ['other news/mill.md "The mayor resigns" news/blaze.md', '1 news/mill.md never told "The mayor resigns"'],
    [
      `other ${day} "a ferry runs aground" ${day} "Rain falls"`,
      `1 ${day} never told "a ferry runs aground" (but "A ferry runs aground off Skarholm")`,
    ],
    [
      `same ${day} "Rain falls" news/mill.md`,
      '1 an item of a page that tells many is never one event with a page of its own',
    ],
    [`same ${day} "Rain falls" ${day} "A ferry sinks off Skarholm"`, `1 both stand on ${day}, side by side`],
    ['same news/mill.md news/gone.md', '1 they were told side by side, or another line keeps them apart'],
  ])('says why %j has no effect', (text, why) => expect(idle(text)).toEqual([why]))

  it('says nothing of what the record follows', () => {
    expect(idle('same news/mill.md news/twin.md\nother news/twin.md news/blaze.md', [both, blaze])).toEqual([])
    expect(idle('other news/mill.md "The mill burns" news/blaze.md')).toEqual([])
    expect(idle('')).toEqual([])
  })

  it('says that a page which tells two under one title cannot keep them apart', () => {
    const text = 'other news/mill.md news/twin.md'
    expect(idle(text, [both])).toEqual(['1 their page tells both under one title'])
  })
})
