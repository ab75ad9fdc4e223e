import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignTitles, type TitleAlignment } from '../../../src/diff/text/align-titles.ts'
import { anyCharacter } from '../../helpers/any-character.ts'
import { itHolds } from '../../helpers/property.ts'

describe('alignTitles', () => {
  it('gives shared text once and a slot for each difference', () => {
    expect(
      alignTitles([
        'Two people are dead after a ferry runs aground off Gannet Point.',
        'At least two people are dead after a ferry runs aground off Gannet Point in fog.',
        'Seven people are dead after the ferry runs aground off Gannet Point in fog.',
      ]),
    ).toEqual({
      shared: ['', ' people are dead after ', ' ferry runs aground off Gannet Point', '.'],
      slots: [
        ['Two', 'At least two', 'Seven'],
        ['a', 'a', 'the'],
        ['', ' in fog', ' in fog'],
      ],
    })
  })

  it('keeps a restored wording in the slot of the first one', () => {
    const { slots } = alignTitles(['The dam is safe today', 'The dam is breached today', 'The dam is safe today'])
    expect(slots).toEqual([['safe', 'breached', 'safe']])
  })

  it('joins punctuation and short words between two differences to one slot', () => {
    const { shared } = alignTitles(['The mayor of Lorne resigns', 'The minister of Welby resigns'])
    expect(shared).toEqual(['The ', ' resigns'])
  })

  it('cuts Chinese by words', () => {
    expect(alignTitles(['渡轮搁浅，两人死亡', '渡轮搁浅，七人死亡'])).toEqual({
      shared: ['渡轮搁浅，', '死亡'],
      slots: [['两人', '七人']],
    })
  })

  it('has no slots for one title or none', () => {
    expect(alignTitles(['The dam holds'])).toEqual({ shared: ['The dam holds'], slots: [] })
    expect(alignTitles([])).toEqual({ shared: [''], slots: [] })
  })

  it('has slots for white space that differs', () => {
    expect(alignTitles(['The dam holds', 'The  dam holds ']).slots).toEqual([
      [' ', '  '],
      ['', ' '],
    ])
  })

  const word = fc.constantFrom(...'the ferry two Seven 1.5 — , 渡轮 人 صحة 👩🏽‍🔬 é'.split(' '), ' ', '  ', '\n')
  const text = fc.oneof(
    fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
    fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
    fc.string({ unit: anyCharacter, maxLength: 20 }),
  )

  itHolds(
    'rebuilds every title to the character',
    () =>
      fc.property(fc.array(text, { minLength: 1, maxLength: 7 }), (wordings) => {
        const alignment = alignTitles(wordings)
        expect(wordings.map((_, at) => wordingOf(alignment, at))).toEqual(wordings)
        expect(alignment.shared).toHaveLength(alignment.slots.length + 1)
      }),
    { quick: 100, thorough: 400 },
  )

  it('has no slot where all titles agree', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (wordings) => {
        for (const readings of alignTitles(wordings).slots) expect(new Set(readings).size).toBeGreaterThan(1)
      }),
    )
  })

  it('aligns only the common ends of titles that are too long to search', () => {
    const long = (word: string) => `Begin ${Array.from({ length: 4_200 }, (_, at) => `${word}${at}`).join(' ')} end`
    const wordings = [long('a'), long('b')]
    const alignment = alignTitles(wordings)
    expect(alignment.shared).toEqual(['Begin ', ' end'])
    expect(wordings.map((_, at) => wordingOf(alignment, at))).toEqual(wordings)
  })
})

function wordingOf({ shared, slots }: TitleAlignment, at: number): string {
  return shared.map((text, index) => text + (slots[index]?.[at] ?? '')).join('')
}
