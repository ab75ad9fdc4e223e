import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffBody } from '../../src/diff/body.ts'
import { diffText, summariseDiff } from '../../src/diff/text.ts'
import { marked, rebuilt } from './marked.ts'

const change = (before: string, after: string) => marked(diffText(before, after).diff)
const bodyChange = (before: string, after: string) => marked(diffBody(before, after).diff)

// Texts that share words, so that alignments have something to find.
const piece = fc.constantFrom(
  'the',
  'ship',
  'sank',
  '12',
  '1.5',
  ' ',
  '  ',
  '\n',
  '. ',
  ',',
  'é',
  '文',
  '字',
  '\ud83d',
  '😀',
  '\u00a0',
)
const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
)

// Words without meaning, the same at every run.
function words(count: number, seed: number, between: (at: number) => string): string {
  let state = seed
  let all = ''
  for (let at = 0; at < count; at++) {
    state = (state * 1103515245 + 12345) % 2147483648
    all += `w${state % 50021}${between(at)}`
  }
  return all
}

describe('diffText', () => {
  it.each([
    [
      'The flood kills four people',
      'The flood kills five people',
      'The flood kills <del>four</del><ins>five</ins> people',
    ],
    ['A ship sinks', 'A cargo ship sinks', 'A<ins> cargo</ins> ship sinks'],
    ['Two ships sink', 'ships sink', '<del>Two </del>ships sink'],
    ['costs 1.5 million', 'costs 15 million', 'costs <del>1.5</del><ins>15</ins> million'],
    ['٤٫٥ مليون', '٤٥ مليون', '<del>٤٫٥</del><ins>٤٥</ins> مليون'],
    ['about 5% of', 'about 5 of', 'about <del>5%</del><ins>5</ins> of'],
    ['35,000,000 people', '36,000,000 people', '<del>35,000,000</del><ins>36,000,000</ins> people'],
    ['wins 2-1 at home', 'wins 3-1 at home', 'wins <del>2-1</del><ins>3-1</ins> at home'],
    ['One sinks. One burns.', 'One sinks. One drifts. One burns.', 'One sinks.<ins> One drifts.</ins> One burns.'],
    ['地震造成3人死亡', '地震造成12人死亡', '地震造成<del>3</del><ins>12</ins>人死亡'],
    ['a  b', 'a b', 'a <del> </del>b'],
  ])('tells %j -> %j by whole words and numbers', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })

  it('tells a replaced phrase as one, not as alternating words', () => {
    expect(change('signed by the mayor, the council, today', 'signed by a judge, a clerk, today')).toBe(
      'signed by <del>the mayor, the council</del><ins>a judge, a clerk</ins>, today',
    )
    expect(change('國際足協批准', '国际足联批准')).toBe('<del>國際足協</del><ins>国际足联</ins>批准')
  })

  it('keeps changes apart that have real words between them', () => {
    expect(change('kills four in Lima today', 'kills five in Quito today')).toBe(
      'kills <del>four</del><ins>five</ins> in <del>Lima</del><ins>Quito</ins> today',
    )
  })

  it('rebuilds both texts, whatever they hold, the same at every call', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { diff } = diffText(before, after)
        expect(rebuilt(diff)).toEqual({ before, after })
        expect(diffText(before, after).diff).toEqual(diff)
        for (const [at, [kind, part]] of diff.entries()) {
          expect(part).not.toBe('')
          expect(diff[at + 1]?.[0]).not.toBe(kind)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('tells identical texts as one same segment, and empty ones as none', () => {
    expect(diffText('as ever', 'as ever')).toEqual({ diff: [['same', 'as ever']], coarse: false })
    expect(diffText('', '')).toEqual({ diff: [], coarse: false })
  })

  it('gives one labelled replacement between the shared ends where texts are too different', () => {
    const before = `Start here. ${words(3000, 1, () => ' ')}The end.`
    const after = `Start here. ${words(3000, 7, () => ' ')}The end.`
    const { diff, coarse } = diffText(before, after)
    expect(coarse).toBe(true)
    expect(diff.map(([kind]) => kind)).toEqual(['same', 'removed', 'added', 'same'])
    expect(diff[0]?.[1]).toBe('Start here.'.concat(' '))
    expect(rebuilt(diff)).toEqual({ before, after })
  })

  it.each([
    ['spaces', ' '.repeat(200_000), ' '.repeat(199_999).concat('x')],
    ['one long word', 'a'.repeat(300_000), 'b'.repeat(300_000)],
    ['initials', 'a.'.repeat(200_000), 'b.'.repeat(200_000)],
    ['lone surrogates', '\ud800 \udc00\ud800', '\udc00 x \ud800'],
    ['half a character changed', 'so \ud83d\ude00', 'so \ud83d\ude01'],
    ['unrelated', words(29_000, 1, () => ' '), words(29_000, 7, () => ' ')],
    ['megabytes', 'one two '.repeat(400_000), 'two one '.repeat(400_000)],
  ])('bears %s', (_, before, after) => {
    expect(rebuilt(diffText(before, after).diff)).toEqual({ before, after })
    expect(rebuilt(diffBody(before, after).diff)).toEqual({ before, after })
  })
})

describe('diffBody', () => {
  it('tells words within the lines that changed, and leaves other lines alone', () => {
    expect(bodyChange('Rain.\nFour hurt.\nRoads shut.\n', 'Rain.\nFive hurt.\nRoads shut.\n')).toBe(
      'Rain.\n<del>Four</del><ins>Five</ins> hurt.\nRoads shut.\n',
    )
    expect(bodyChange('Rain.\n\nRoads shut.\n', 'Rain.\n\nFour hurt.\n\nRoads shut.\n')).toContain('<ins>')
  })

  it('rebuilds both texts, whatever they hold', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(rebuilt(diffBody(before, after).diff)).toEqual({ before, after })
      }),
      { numRuns: 400 },
    )
  })

  it('bounds its work over many unlike lines and says so', () => {
    const before = words(29_000, 1, (at) => (at % 9 ? ' ' : '\n'))
    const after = words(29_000, 7, (at) => (at % 9 ? ' ' : '\n'))
    const { diff, coarse } = diffBody(before, after)
    expect(coarse).toBe(true)
    expect(rebuilt(diff)).toEqual({ before, after })
  })
})

describe('summariseDiff', () => {
  it('counts words, numbers and Han characters', () => {
    expect(summariseDiff(diffText('kills four people', 'kills at least 1,500 people').diff)).toEqual({
      added: 3,
      removed: 1,
    })
    expect(summariseDiff(diffText('地震', '大地震了').diff)).toEqual({ added: 2, removed: 0 })
    expect(summariseDiff(diffText('so, then', 'so then').diff)).toEqual({ added: 0, removed: 0 })
  })
})
