import { describe, expect, it } from 'vitest'
import { seriesName } from '../../../src/identity/scoring/series-name.ts'

describe('seriesName', () => {
  it.each([
    ['Release notes 1.2.0', 'Release notes 1.2.1'],
    ['Council minutes, 8 January 2018', 'Council minutes, 12 February 2018'],
    ['Minutes of January 8', 'Minutes of Feb. 12'],
    ['Report for January', 'Report for May'],
    ['The history of the harbour, part 1', 'The history of the harbour, Part 2'],
    ['Part one: the war', 'Part two: the war'],
    ['Chapter IV', 'Chapter V'],
    ['Open thread #41', 'Open thread #42'],
    ['Week 3 in pictures', 'Week 12 in pictures'],
    ['The 2018 budget', 'The 2019 budget'],
    ['1月8日会议纪要', '2月12日会议纪要'],
    ['一周要闻 第3期', '一周要闻 第12期'],
  ])('%j and %j are two of one series', (a, b) => {
    expect(seriesName(a)).not.toBeNull()
    expect(seriesName(b)).toBe(seriesName(a))
  })

  it.each([
    'A fire kills 14 people in Skarholm',
    'A fire kills four people',
    'A magnitude 7.1 earthquake hits Kelby',
    'The death toll of the fire rises to 14',
    'Skarholm defeat Kelby 2-1',
    'Unemployment falls by 5%',
    'Bread costs 5%',
    'Anna May resigns',
    '秘鲁沿海发生7.1级地震，造成至少2人死亡',
  ])('%j is none of a series: its figures say how much', (title) => {
    expect(seriesName(title)).toBeNull()
  })

  it('tells two series apart', () => {
    expect(seriesName('Release notes 1.2.0')).not.toBe(seriesName('Council minutes 1.2.0'))
  })
})
