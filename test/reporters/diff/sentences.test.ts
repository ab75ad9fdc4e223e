import { describe, expect, it } from 'vitest'
import { sentenceChangesText, wordChangesText } from '../../../src/reporters/wording/change-counts.ts'
import { diffLines, linesNearChanges } from '../../../src/reporters/wording/diff-lines.ts'
import { readableDiff, splitLinkTargets } from '../../../src/reporters/wording/readable-diff.ts'
import {
  actionLabel,
  actionSign,
  formatRanges,
  isMoveSource,
  passagesOf,
  stepNumbers,
} from '../../../src/reporters/wording/sentence-passages.ts'
import { noticeSteps, step } from './sample-diff.ts'

const kept = (number: number) => step('kept', number, number, [['same', `Sentence ${number}. `]])
const added = (number: number) => step('added', null, number, [['added', `Sentence ${number}. `]])

describe('passages', () => {
  const shape = (steps: Parameters<typeof passagesOf>[0], whole = false) =>
    passagesOf(steps, whole).map((passage) =>
      passage.kind === 'step' ? stepNumbers(passage.step) : `⋮${passage.sentences}`,
    )

  it('fold sentences far from a change', () => {
    expect(shape([1, 2, 3].map(kept).concat(added(4), [5, 6, 7].map(kept)))).toEqual(['⋮2', '3', '4', '5', '⋮2'])
  })

  it('do not fold a single sentence', () => {
    expect(shape([kept(1), kept(2), added(3)])).toEqual(['1', '2', '3'])
  })

  it('fold nothing if unfolded, and everything without changes', () => {
    expect(shape([kept(1), kept(2), kept(3)], true)).toEqual(['1', '2', '3'])
    expect(shape([kept(1), kept(2), kept(3)])).toEqual(['⋮3'])
    expect(shape([])).toEqual([])
  })
})

describe('a step', () => {
  it('has a sign and a word', () => {
    expect(noticeSteps.map((one) => [stepNumbers(one), actionSign(one), actionLabel(one)].join(' ').trim())).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5 ~ edited',
      '6→11 ↓ moved to 11',
      '6 + added',
      '7→7–8 < split',
      '8→9',
      '9→10 ~ edited',
      '6→11 ↓ moved from 6, edited',
      '10 − deleted',
      '11–12→12 > merged',
      '13',
      '14',
      '15',
    ])
    expect(actionSign(step('moved', 9, 2, [['added', 'x']]))).toBe('↑')
  })

  it('is the source of a move by its words, not by its blanks', () => {
    expect(
      isMoveSource(
        step('moved', 1, 2, [
          ['removed', 'x. '],
          ['removed', ' '],
          ['added', '\n'],
          ['same', '\n'],
        ]),
      ),
    ).toBe(true)
    expect(isMoveSource(step('moved', 1, 2, [['added', 'x. ']]))).toBe(false)
  })

  it('writes numbers as ranges', () => {
    expect([[], [3], [3, 4, 5], [3, 7]].map(formatRanges)).toEqual(['', '3', '3–5', '3, 7'])
  })
})

describe('the readable diff', () => {
  it('joins the lines of a quote, and separates the marker of a deleted item', () => {
    expect(readableDiff(step('kept', 1, 1, [['same', '> one\n> two\n\n']], { block: 'quote' }))).toEqual([
      ['same', '> one two'],
    ])
    expect(readableDiff(step('deleted', 1, null, [['removed', '2. one\n']], { block: 'list' }))).toEqual([
      ['same', '2. '],
      ['removed', 'one'],
    ])
  })

  it('separates the targets of changed links without losing text', () => {
    const links = [{ text: 'a', before: 'x', after: 'y' }]
    expect(
      splitLinkTargets(
        [
          ['same', 'see [a]('],
          ['removed', 'x'],
          ['added', 'y'],
          ['same', ') (x)'],
        ],
        links,
      ),
    ).toEqual([
      ['same', 'see [a]', false],
      ['same', '(', true],
      ['removed', 'x', true],
      ['added', 'y', true],
      ['same', ')', true],
      ['same', ' (x)', false],
    ])
  })
})

describe('the size of a change', () => {
  it('counts words, and characters of scripts without blanks', () => {
    expect(
      wordChangesText([
        ['removed', 'two'],
        ['added', 'one in three'],
        ['same', ' '],
        ['added', "don't 1,200"],
      ]),
    ).toBe('3 words replaced, 2 added')
    expect(wordChangesText([['removed', '新しい']])).toBe('3 characters removed')
    expect(
      wordChangesText([
        ['removed', '新しい'],
        ['added', 'CFO'],
      ]),
    ).toBe('3 characters replaced')
    expect(wordChangesText([['added', ' — ']])).toBe('')
  })

  it('counts sentences by action', () => {
    expect(sentenceChangesText([kept(1), kept(2)])).toBe('2 unchanged')
    expect(sentenceChangesText([added(1), added(2), kept(3)])).toBe('2 sentences added; 1 unchanged')
    const stop = step('edited', 1, 1, [
      ['same', 'One'],
      ['removed', '.'],
      ['added', '!'],
    ])
    expect(sentenceChangesText([stop, added(2)])).toBe('1 sentence edited, 1 added')
  })
})

describe('lines', () => {
  it('are removed before added, as in a patch', () => {
    const lines = diffLines([
      ['same', 'one\ntwo '],
      ['removed', 'old'],
      ['added', 'new\nand'],
      ['same', ' three\nfour\nfive\n'],
    ])
    expect(lines.map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`)).toEqual([
      ' one',
      '-two old three',
      '+two new',
      '+and three',
      ' four',
      ' five',
    ])
    expect(linesNearChanges(lines, 0).map((line) => (typeof line === 'number' ? line : line.kind))).toEqual([
      1,
      'removed',
      'added',
      'added',
      2,
    ])
  })
})
