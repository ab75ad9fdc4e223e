import { describe, expect, it } from 'vitest'
import { diffBody } from '../../../src/diff/sentences/diff-body.ts'
import { countChangedWords, diffText } from '../../../src/diff/text/diff-text.ts'
import { takesLinearTime } from '../../helpers/linear-time.ts'
import { markDiff, textsOf } from '../mark-diff.ts'

const change = (before: string, after: string) => markDiff(diffText(before, after).diff)
const bodyChange = (before: string, after: string) => markDiff(diffBody(before, after).diff)

// Pseudo-random words, the same at every run.
function words(count: number, seed: number, between: (at: number) => string, vocabulary = 50_021): string {
  let state = seed
  let all = ''
  for (let at = 1; at <= count; at++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at
    all += `w${(state >>> 0) % vocabulary}${between(at)}`
  }
  return all
}

function sentencesOf(count: number, seed: number): string {
  return words(count, seed, (at) => (at % 9 ? ' ' : '. W'), 90)
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
    ['One sinks. One burns.', 'One sinks. One drifts. One burns.', 'One sinks.<ins> One drifts.</ins> One burns.'],
    ['地震造成3人死亡', '地震造成12人死亡', '地震造成<del>3</del><ins>12</ins>人死亡'],
    ['a  b', 'a b', 'a <del> </del>b'],
  ])('compares %j -> %j by whole words and numbers', (before, after, expected) => {
    expect(change(before, after)).toBe(expected)
  })

  it('gives one same segment for identical texts and none for empty texts', () => {
    expect(diffText('as ever', 'as ever')).toEqual({ diff: [['same', 'as ever']], coarse: false })
    expect(diffText('', '')).toEqual({ diff: [], coarse: false })
  })

  it('gives one coarse replacement between the common ends of texts that are too different', () => {
    const before = `Start here. ${words(3000, 1, () => ' ', 300)}The end.`
    const after = `Start here. ${words(3000, 7, () => ' ', 300)}The end.`
    const { diff, coarse } = diffText(before, after)
    expect(coarse).toBe(true)
    expect(diff.map(([kind]) => kind)).toEqual(['same', 'removed', 'added', 'same'])
    expect(diff[0]?.[1]).toBe('Start here.'.concat(' '))
    expect(textsOf(diff)).toEqual({ before, after })
  })

  it.each([
    ['lone surrogates', '\ud800 \udc00\ud800', '\udc00 x \ud800'],
    ['half a character changed', 'so \ud83d\ude00', 'so \ud83d\ude01'],
  ])('rebuilds texts with %s', (_, before, after) => checkDiffs(before, after))

  const manyWords: [string, (size: number) => [before: string, after: string]][] = [
    ['unrelated words', (size) => [words(size, 1, () => ' '), words(size, 7, () => ' ')]],
    ['few words in another order', (size) => [words(size, 1, () => ' ', 300), words(size, 7, () => ' ', 300)]],
    ['sentences of few words', (size) => [sentencesOf(size, 1), sentencesOf(size, 7)]],
    ['spaces', (size) => [' '.repeat(7 * size), `${' '.repeat(7 * size - 1)}x`]],
    ['one long word', (size) => ['a'.repeat(10 * size), 'b'.repeat(10 * size)]],
    ['initials', (size) => ['a.'.repeat(7 * size), 'b.'.repeat(7 * size)]],
    ['stops', (size) => ['. '.repeat(3 * size), '! '.repeat(3 * size)]],
    ['unclosed brackets', (size) => ['[a]('.repeat(size), '[[b'.repeat(2 * size)]],
    ['one repeated sentence', (size) => ['Go. '.repeat(size), 'Stop. '.repeat(size)]],
    ['bullets', (size) => ['- '.repeat(2 * size), '* \n'.repeat(size)]],
    ['combining marks', (size) => ['\u0301'.repeat(2 * size), `e${'\u0302'.repeat(2 * size)}`]],
    ['megabytes', (size) => ['one two '.repeat(13 * size), 'two one '.repeat(13 * size)]],
  ]
  for (const [name, textsOfSize] of manyWords)
    takesLinearTime(`rebuilds long texts: ${name}`, (size) => checkDiffs(...textsOfSize(size)), {
      quick: 3_000,
      thorough: 30_000,
    })
})

function checkDiffs(before: string, after: string): void {
  expect(textsOf(diffText(before, after).diff)).toEqual({ before, after })
  expect(textsOf(diffBody(before, after).diff)).toEqual({ before, after })
}

describe('diffBody', () => {
  it('compares words within changed lines only', () => {
    expect(bodyChange('Rain.\nFour hurt.\nRoads shut.\n', 'Rain.\nFive hurt.\nRoads shut.\n')).toBe(
      'Rain.\n<del>Four</del><ins>Five</ins> hurt.\nRoads shut.\n',
    )
    expect(bodyChange('Rain.\n\nRoads shut.\n', 'Rain.\n\nFour hurt.\n\nRoads shut.\n')).toContain('<ins>')
  })

  it('gives a coarse diff for many different lines', () => {
    const before = words(29_000, 1, (at) => (at % 9 ? ' ' : '\n'), 300)
    const after = words(29_000, 7, (at) => (at % 9 ? ' ' : '\n'), 300)
    const { diff, coarse } = diffBody(before, after)
    expect(coarse).toBe(true)
    expect(textsOf(diff)).toEqual({ before, after })
  })
})

describe('countChangedWords', () => {
  it('counts words, numbers and Han characters, not punctuation', () => {
    expect(countChangedWords(diffText('kills four people', 'kills at least 1,500 people').diff)).toEqual({
      added: 3,
      removed: 1,
    })
    expect(countChangedWords(diffText('地震', '大地震了').diff)).toEqual({ added: 2, removed: 0 })
    expect(countChangedWords(diffText('so, then', 'so then').diff)).toEqual({ added: 0, removed: 0 })
  })
})
